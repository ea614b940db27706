"""The worked cases and the counts of places, from CSV files through the command line, by hand. All made up.

One store holds many small worlds side by side; what isn't linked doesn't touch.
"""

from __future__ import annotations

import pytest
from scipy.stats import beta

from tests.method_rows import RAW, checked, line, table, write
from tests.running import ask
from tests.worlds import WORLDS

# ---- G1 to G6


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> str:
    """G1 to G6 side by side; party A of G1 is named g1A."""
    folder = tmp_path_factory.mktemp("cases")
    edges, given = [], []
    for case, text in WORLDS.items():
        for words in map(str.split, text.splitlines()):
            if "->" in words[0]:
                a, b = words[0].split("->")
                edges.append(f"{case}{a},{case}{b},{words[2]},{words[1]},,")
            else:
                given.append(f"{case}{words[0]},harm,{words[1]}")
    return write(f"sqlite:{folder / 'cases.db'}", folder, {"edges": edges, "risks": given})


ROUTES = {
    "g1": {"A": (0.16, "ABC"), "B": (0.2, "BC"), "C": (0.4, "C")},
    "g2": {"A": (0.162, "ABD"), "B": (0.18, "BD"), "C": (0.14, "CE"), "D": (0.3, "D"), "E": (0.2, "E")},
    "g3": {"A": (0.36, "ABD"), "B": (0.4, "BD"), "C": (0.4, "CD"), "D": (0.5, "D")},
    "g4": {"A": (0.189, "ABC"), "B": (0.21, "BC"), "C": (0.3, "C")},
    "g5": {"A": (0.192, "ABD"), "B": (0.24, "BD"), "C": (0.2, "CD"), "D": (0.4, "D")},
    "g6": {"A": (1.0, "AB"), "B": (1.0, "B"), "C": (1.0, "C"), "D": (0.2, "D")},
}


@pytest.mark.parametrize("case", ROUTES)
def test_the_worst_path_of_a_case_goes_by_its_route(case: str, cases: str) -> None:
    for name, (value, route) in ROUTES[case].items():
        words = ("--indicator", "worst_path", "--issue", "harm", *RAW)
        doc = ask("explain", f"{case}{name}", *words, store=cases)
        assert doc["value"] == pytest.approx(value, abs=1e-9)
        steps = doc["steps"]
        assert [s["buyer_name"] for s in steps] == [f"{case}{n}" for n in route[:-1]]
        assert [s["supplier_name"] for s in steps] == [f"{case}{n}" for n in route[1:]]
        assert doc["end"]["name"] == f"{case}{route[-1]}"
        product = doc["end"]["p"]
        for s in steps:
            product *= s["carries"]
        assert product == pytest.approx(value, abs=1e-12)
        assert doc["routes"] == (2 if (case, name) in (("g3", "A"), ("g6", "A")) else 1)


BOUNDS = {
    "g1": {"A": 0.224, "B": 0.28, "C": 0.4},
    "g2": {"A": 0.3607253024, "B": 0.262, "C": 0.183, "D": 0.3, "E": 0.2},
    "g6": {"A": 1.0, "B": 1.0, "C": 1.0, "D": 0.2},
}


def test_the_local_bound_of_trees_and_of_certain_harm(cases: str) -> None:
    more = ("--param", "hops=none", "--param", "method=bound")
    rows = table(cases, "--indicator", "linked_harm", "--issue", "harm", *RAW, *more)
    for case, expect in BOUNDS.items():
        got = {n: rows[f"{case}{n}"] for n in expect}
        assert {n: r["value"] for n, r in got.items()} == pytest.approx(expect, abs=1e-9)
        assert all(r["method"] == "bound" for r in got.values())


@pytest.mark.parametrize(("case", "left", "after"), [("g1", "C", 0.0425), ("g4", "C", 0.051)])
def test_a_share_with_nobody_else_to_go_to_is_lost(case: str, left: str, after: float, cases: str) -> None:
    for more in ((), ("--respread",)):
        words = ("--drop", f"{case}{left}", *more, "--issue", "harm", *RAW)
        doc = ask("whatif", f"{case}A", *words, store=cases)
        (got,) = [c["after"] for c in doc["indicators"] if c["indicator"] == "upstream_risk"]
        assert got == pytest.approx(after, abs=1e-9)


def test_paths_that_go_round_are_marked_and_folded_into_their_route(cases: str) -> None:
    doc = ask("explain", "g4A", "--issue", "harm", "--top", 6, *RAW, store=cases)
    paths = {"".join(n[2:] for n in p["names"]): p for p in doc["by_path"]["parts"]}
    assert {n: p["cyclic"] for n, p in paths.items()} == {
        "ABC": False, "AB": False, "ABCBC": True, "ABCB": True, "ABCBCBC": True, "ABCBCB": True,
    }  # fmt: skip
    for name, part in paths.items():
        assert ("(cyclic)" in part["what"]) == part["cyclic"], name
    routes = {"".join(n[2:] for n in p["names"]): p for p in doc["by_route"]["parts"]}
    rounds = {"ABC": 0.0093961125 + 0.00135773825625, "AB": 0.0073695 + 0.00106489275}
    first = {"ABC": 0.065025, "AB": 0.051}
    assert {n: p["by_rounds"] for n, p in routes.items()} == pytest.approx(rounds, abs=1e-12)
    assert {n: p["amount"] - rounds[n] for n, p in routes.items()} == pytest.approx(first, abs=1e-12)
    assert all(p["cyclic"] and "by going round a cycle" in p["what"] for p in routes.values())


# ---- enterprise or systemic


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Factories of many owners and three buyers: assessed, non-compliant by country; of one, by region."""
    folder = tmp_path_factory.mktemp("places")
    tables: dict[str, list[str]] = {"parties": [], "edges": [], "assessments": []}
    for code, region, many, bad in [
        ("BD", "", 15, 9), ("KH", "", 12, 12), ("VN", "", 15, 4), ("LA", "", 4, 4), ("LK", "", 12, 0),
        ("IN", "Punjab", 12, 6), ("IN", "Kerala", 7, 4), ("TR", "Ankara", 12, 6), ("TR", "Izmir", 12, 6),
    ]:  # fmt: skip
        for i in range(many):
            name = f"{code}{region} {i:02d}"
            tables["parties"].append(line("parties", id=name, name=name, kind="facility", country=code, region=region))
            tables["edges"] += [f"{name},Buyer {i % 3},,1,,", f"Owner of {name},{name},,,OWNS,"]
            outcome = "non-compliant" if i < bad else "compliant"
            tables["assessments"].append(checked(name, "overtime", "2026-01-10", country=code, outcome=outcome))
    return write(f"sqlite:{folder / 'places.db'}", folder, tables)


@pytest.mark.parametrize(("code", "many", "bad"), [("BD", 15, 9), ("KH", 12, 12), ("IN", 19, 10)])
def test_both_ends_of_an_interval_leave_five_in_a_hundred(code: str, many: int, bad: int, places: str) -> None:
    (row,) = ask("systemic", "--country", code, store=places)["rows"]
    assert (row["assessed"], row["non_compliant"]) == (many, bad)
    assert row["rate"] == pytest.approx(bad / many, abs=1e-12)
    low, high = beta.ppf([0.05, 0.95], bad + 0.5, many - bad + 0.5)
    assert row["low"] == pytest.approx(low, abs=1e-9)
    assert row["high"] == pytest.approx(1.0 if bad == many else high, abs=1e-9)


@pytest.mark.parametrize(("code", "many"), [("VN", 15), ("LK", 12), ("LA", None)])
def test_small_counts_are_withheld_and_never_zero(code: str, many: int | None, places: str) -> None:
    (row,) = ask("systemic", "--country", code, store=places)["rows"]
    assert row["assessed"] == many
    assert [row[x] for x in ("non_compliant", "rate", "low", "high")] == [None] * 4
    assert bool(row["refs"]) == (many is not None)
    if many is not None:
        assert f"Fewer than 5 of {many} assessed factories are non-compliant." in row["reasons"]


def test_a_small_region_withholds_all_regions_of_its_country(places: str) -> None:
    (row,) = ask("systemic", "--by", "region,point", "--country", "IN", store=places)["rows"]
    assert row["region"] is None
    assert [row[x] for x in ("assessed", "non_compliant", "rate", "low", "high", "owners", "buyers")] == [None] * 7
    shown = ask("systemic", "--by", "region,point", "--country", "TR", store=places)["rows"]
    assert [(r["assessed"], r["non_compliant"]) for r in shown] == [(12, 6), (12, 6)]
