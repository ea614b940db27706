"""The worked cases of the design, from CSV files through the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import WORLDS, ask, run
from tests.worlds import TAKEN_APART

RAW = ("--param", "unmapped=none")

# case: (party, upstream_risk raw x, linked_harm exact over all hops, worst_path) per party; alpha 0.85
CASES = {
    "g1": {"A": (0.1292, 0.224, 0.16), "B": (0.304, 0.28, 0.2), "C": (0.4, 0.4, 0.4)},
    "g2": {
        "A": (0.157615, 0.3607253024, 0.162),
        "B": (0.202, 0.262, 0.18),
        "C": (0.203, 0.183, 0.14),
        "D": (0.3, 0.3, 0.3),
        "E": (0.2, 0.2, 0.2),
    },
    "g3": {"A": (0.180625, 0.4608, 0.36), "B": (0.2125, 0.4, 0.4), "C": (0.2125, 0.4, 0.4), "D": (0.5, 0.5, 0.5)},
    "g4": {
        "A": (4641 / 34220, 0.2601, 0.189),
        "B": (455 / 1711, 0.289, 0.21),
        "C": (668 / 1711, 0.342, 0.3),
    },
    "g5": {
        "A": (3770107 / 19133000, 0.3666248, 0.192),
        "B": (28018 / 95665, 0.37642, 0.24),
        "C": (5468 / 19133, 0.37702, 0.2),
        "D": (0.4, 0.4, 0.4),
    },
    "g6": {"A": (0.51, 1.0, 1.0), "B": (1.0, 1.0, 1.0), "C": (1.0, 1.0, 1.0), "D": (0.2, 0.2, 0.2)},
}
LOCAL = {
    "g3": {"A": 0.5904},
    "g4": {"A": 0.35368506935, "B": 0.392983410389, "C": 0.465053032363},
    "g5": {"A": 0.636228432972, "B": 0.562893007499, "C": 0.563698075779},
}


@pytest.fixture
def world(tmp_path: Path) -> Callable[[str], str]:
    """Loads a case into a store of its own and gives the store's URL."""

    def load(case: str) -> str:
        store = f"sqlite:{tmp_path / case}.db"
        done = ask("load", WORLDS / f"{case}_edges.csv", "--as", "edges", store=store)
        assert done["loads"][0]["quarantined"] == 0
        ask("load", WORLDS / f"{case}_risks.csv", "--as", "risks", store=store)
        return store

    return load


def values(store: str, indicator: str, *more: str) -> dict[str, float]:
    doc = ask("score", "--indicator", indicator, "--issue", "harm", *RAW, *more, store=store)
    return {r["name"]: r["value"] for r in doc["rows"]}


@pytest.mark.parametrize("case", CASES)
def test_scores_of_a_case_are_exact(case: str, world: Callable[[str], str]) -> None:
    store = world(case)
    expect = CASES[case]
    assert values(store, "upstream_risk") == pytest.approx({k: v[0] for k, v in expect.items()}, abs=1e-9)
    linked = values(store, "linked_harm", "--param", "hops=none", "--param", "method=exact")
    assert linked == pytest.approx({k: v[1] for k, v in expect.items()}, abs=1e-12)
    assert values(store, "worst_path") == pytest.approx({k: v[2] for k, v in expect.items()}, abs=1e-9)


@pytest.mark.parametrize("case", LOCAL)
def test_the_bound_of_a_case_is_the_local_noisy_or(case: str, world: Callable[[str], str]) -> None:
    got = values(world(case), "linked_harm", "--param", "hops=none", "--param", "method=bound")
    for party, value in LOCAL[case].items():
        assert got[party] == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize("case", CASES)
def test_explain_adds_up_and_leads_to_rows(case: str, world: Callable[[str], str]) -> None:
    store = world(case)
    doc = ask("explain", "A", "--issue", "harm", "--top", 1000, *RAW, store=store)
    assert doc["value"] == pytest.approx(CASES[case]["A"][0], abs=1e-9)
    for block in ("by_supplier", "by_origin", "by_path", "by_finding"):
        parts = doc[block]
        assert sum(p["amount"] for p in parts["parts"]) + parts["rest"] == pytest.approx(doc["value"], abs=1e-9)
    for part in doc["by_finding"]["parts"]:
        if part["amount"] > 0:
            assert part["refs"], part
            assert {r["file"] for r in part["refs"]} <= {f"{case}_edges.csv", f"{case}_risks.csv"}


@pytest.mark.parametrize("case", TAKEN_APART)
def test_a_case_is_taken_apart_by_supplier_origin_and_path(case: str, world: Callable[[str], str]) -> None:
    origins, suppliers, paths, rest = TAKEN_APART[case]
    top = len(paths) if case in ("g4", "g5") else 10
    doc = ask("explain", "A", "--issue", "harm", "--top", top, *RAW, store=world(case))
    for block, expect in (("by_origin", origins), ("by_supplier", suppliers)):
        assert {p["names"][0]: p["amount"] for p in doc[block]["parts"]} == pytest.approx(expect, abs=1e-9)
    got = [("".join(p["names"]), p["amount"]) for p in doc["by_path"]["parts"]]
    assert [v for _, v in got] == pytest.approx([v for _, v in paths], abs=1e-9)
    assert sorted(n for n, _ in got) == sorted(n for n, _ in paths)
    assert doc["by_path"]["rest"] == pytest.approx(rest, abs=1e-9)
    assert doc["by_route"]["rest"] == pytest.approx(rest, abs=1e-9)
    assert [v["issue"] for v in doc["by_issue"]].count("harm") == 1


# case, words of whatif, linked_harm, upstream_risk, worst_path of A after
EDITS = [
    ("g1", ("--remediate", "C"), 0.08, 0.0425, 0.08),
    ("g2", ("--remediate", "D"), 0.23875952, 0.114265, 0.112),
    ("g3", ("--remediate", "D"), 0.0, 0.0, 0.0),
    ("g4", ("--remediate", "C"), 0.09, 102 / 1711, 0.09),
    ("g5", ("--remediate", "D"), 0.12266, 24463 / 382660, 0.06),
    ("g6", ("--remediate", "B"), 1.0, 0.2975, 1.0),
    ("g1", ("--drop", "C"), 0.08, 0.0425, 0.08),
    ("g2", ("--drop", "B"), 0.163472, 0.071765, 0.112),
    ("g3", ("--drop", "B"), 0.36, 289 / 3200, 0.36),
    ("g4", ("--drop", "C"), 0.09, 0.051, 0.09),
    ("g5", ("--drop", "B"), 0.168, 0.07021, 0.12),
    ("g6", ("--drop", "B"), 1.0, 0.2975, 1.0),
]
RESPREAD = [("g2", "B", 0.15804), ("g3", "B", 0.180625), ("g5", "B", 646 / 3125), ("g6", "B", 119 / 300)]


def after(store: str, *words: str) -> dict[str, float]:
    more = ("--param", "hops=none")
    doc = ask("whatif", "A", *words, "--issue", "harm", *RAW, *more, store=store)
    return {c["indicator"]: c["after"] for c in doc["indicators"]}


@pytest.mark.parametrize(("case", "words", "linked", "upstream", "worst"), EDITS)
def test_what_if_of_a_case_is_exact(
    case: str, words: tuple[str, ...], linked: float, upstream: float, worst: float, world: Callable[[str], str]
) -> None:
    got = after(world(case), *words)
    assert got["upstream_risk"] == pytest.approx(upstream, abs=1e-9)
    assert got["linked_harm"] == pytest.approx(linked, abs=1e-9)
    assert got["worst_path"] == pytest.approx(worst, abs=1e-9)


@pytest.mark.parametrize(("case", "left", "upstream"), RESPREAD)
def test_a_respread_share_goes_to_the_other_suppliers(
    case: str, left: str, upstream: float, world: Callable[[str], str]
) -> None:
    assert after(world(case), "--drop", left, "--respread")["upstream_risk"] == pytest.approx(upstream, abs=1e-9)


def test_leaving_one_of_two_certain_harms_does_not_move_linked_harm_and_both_do(world: Callable[[str], str]) -> None:
    store = world("g6")
    assert after(store, "--remediate", "B")["linked_harm"] == pytest.approx(1.0, abs=1e-12)
    assert after(store, "--remediate", "C")["linked_harm"] == pytest.approx(1.0, abs=1e-12)
    assert after(store, "--remediate", "B", "--remediate", "C")["linked_harm"] == pytest.approx(0.1, abs=1e-12)


def test_unknown_shares_split_what_is_left_and_bound_the_value(tmp_path: Path) -> None:
    edges, risks, store = tmp_path / "edges.csv", tmp_path / "risks.csv", f"sqlite:{tmp_path / 'u1.db'}"
    edges.write_text("supplier,buyer,share,confidence\nB,A,,\nC,A,,\n")
    risks.write_text("party,issue,value\nA,harm,.05\nB,harm,.2\nC,harm,.6\n")
    ask("load", edges, "--as", "edges", store=store)
    ask("load", risks, "--as", "risks", store=store)
    (row,) = [r for r in ask("score", "--issue", "harm", *RAW, store=store)["rows"] if r["name"] == "A"]
    assert row["value"] == pytest.approx(0.322, abs=1e-9)
    assert (row["low"], row["high"]) == (pytest.approx(0.186, abs=1e-9), pytest.approx(0.458, abs=1e-9))


def test_shares_over_one_and_self_links_go_to_quarantine(tmp_path: Path) -> None:
    edges, store = tmp_path / "edges.csv", f"sqlite:{tmp_path / 'u5.db'}"
    edges.write_text("supplier,buyer,share,confidence\nB,A,.7,1\nC,A,.5,1\nA,A,.1,1\nD,E,.5,1\n")
    ran = run("--json", "load", edges, "--as", "edges", store=store)
    assert ran.code == 3
    (doc,) = ran.json["loads"]
    assert (doc["rows"], doc["accepted"], doc["quarantined"]) == (4, 1, 3)
    assert doc["codes"]["SHARE_SUM"] >= 2
    text = Path(doc["quarantine_file"]).read_text()
    assert "edges.csv,2,share,SHARE_SUM" in text
    assert "edges.csv,4,buyer,self_link" in text


def test_an_issue_nobody_knows_is_refused_with_those_that_are_known(world: Callable[[str], str]) -> None:
    store = world("g1")
    for words in (("score",), ("score", *RAW), ("explain", "A"), ("priorities", "A")):
        ran = run(*words, "--issue", "moon dust", store=store)
        assert ran.code == 2 and "no issue named 'moon dust'; known: child_labour" in ran.err
        assert "harm" in ran.err.split("known:")[1]
