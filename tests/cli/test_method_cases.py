"""The cases of the method's page 9 (U1 to U8), from CSV files through the command line.

U1 and the quarantine of U5 stand in `test_worked_cases.py`. The worlds are made up.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.stores import open_store
from tests.running import TODAY, ask, run

RAW = ("--param", "unmapped=none")
Load = Callable[..., str]

TEMPLATES = {
    "parties": "id,name,kind,country,region,good,chain_end,workers,women,migrants",
    "edges": "supplier,buyer,share,confidence",
    "findings": "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,likelihood,affected,"
    "women,migrants,minors,event,cause,remedied_effect,text",
    "assessments": "party,country,point,outcome,method,standard,cycle,date",
    "risks": "party,issue,value",
}


def line(template: str, **cells: object) -> str:
    """A row of one of our templates; what isn't named stays empty."""
    names = TEMPLATES[template].split(",")
    assert set(cells) <= set(names)
    return ",".join(str(cells.get(n, "")) for n in names)


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Writes rows as files of our templates, loads them into one new store and gives its URL."""

    def made(name: str, /, *more: tuple[str, str, list[str]], **tables: list[str]) -> str:
        store = f"sqlite:{tmp_path / name}.db"
        files = [(f"{name}_{t}", t, rows) for t, rows in tables.items()] + list(more)
        for stem, template, rows in files:
            path = tmp_path / f"{stem}.csv"
            path.write_text("\n".join([TEMPLATES[template], *rows]) + "\n", encoding="utf-8")
            (done,) = ask("load", path, "--as", template, "--fictional", store=store)["loads"]
            assert done["quarantined"] == 0, (template, done["codes"])
        return store

    return made


def row(store: str, name: str, *words: str) -> dict[str, Any]:
    """One party's row of `score`."""
    (found,) = [r for r in ask("score", *words, store=store)["rows"] if r["name"] == name]
    return found


def p_of(store: str, issue: str = "forced_labour") -> dict[str, Any]:
    """The Mill's p: nothing is upstream of it, so its worst path is its own."""
    return row(store, "Mill", "--indicator", "worst_path", "--issue", issue)


def test_u2_unmapped_purchases_take_the_prior_of_their_country_and_inputs(load: Load, tmp_path: Path) -> None:
    listed = "<Child_Labor>Yes</Child_Labor><Forced_Labor>No</Forced_Labor><Forced_Child_Labor>No</Forced_Child_Labor>"
    goods = "".join(
        f"<Good><Good_Name>{g}</Good_Name><Good_Sector>Manufacturing</Good_Sector><Countries><Country><Country_Name>"
        f"Burma</Country_Name><Country_Region>Indo-Pacific</Country_Region>{listed}</Country></Countries></Good>"
        for g in ("Textiles", "Thread/Yarn")
    )
    store = load(
        "u2",
        parties=[line("parties", id="B", name="B", kind="facility", country="MM", chain_end="yes")]
        + [line("parties", id=n, name=n, kind="facility", country="MM", good="garments") for n in ("A", "Buyer")],
        edges=["B,A,0.5,1", "A,Buyer,1,1"],
        risks=["A,child_labour,0.1", "B,child_labour,0.4", "Buyer,child_labour,0"],
    )
    path = tmp_path / "goods.xml"
    path.write_text(f"<Goods>{goods}</Goods>", encoding="utf-8")
    ask("load", path, "--fictional", store=store)
    a = row(store, "A", "--issue", "child_labour")
    assert a["value"] == pytest.approx(0.30, abs=1e-12)
    assert a["evidence"] == pytest.approx(0.20, abs=1e-12)
    assert a["unmapped"] == pytest.approx(0.10, abs=1e-12)
    assert a["context"] == 0.0
    assert a["mapped"] == pytest.approx(0.5, abs=1e-12)
    # X(A) is what a buyer sees that buys from A alone.
    assert row(store, "Buyer", "--issue", "child_labour")["value"] == pytest.approx(0.27, abs=1e-12)


MILL = line("parties", id="Mill", name="Mill", kind="facility", country="LU")
"""A facility in a country that no list names: pi is the world's 0.1."""


KINDS = {"audit": "audit finding", "confirmed_on_site": "confirmed"}


def found(source_type: str, observed: str = "", **more: object) -> str:
    at = {"party": "Mill", "country": "LU", "point": "bonded_labour", "state": "actual", "scale": 5}
    kind = KINDS.get(source_type, "allegation")
    return line("findings", **(at | {"kind": kind, "observed": observed, "source_type": source_type} | more))


@pytest.mark.parametrize(
    ("name", "findings", "p", "high"),
    [
        ("audit", [found("audit", "2024-11-22")], 0.73, None),
        ("allegation", [found("allegation", "2022-11-22", scope=5, irremediability=5)], 0.2125, 0.625),
        (
            "two_sources",
            [found("ngo", event="E1"), found("audit", event="E1")],
            0.865,
            None,
        ),
        ("confirmed", [found("confirmed_on_site")], 1.0, 1.0),
    ],
)
def test_u3_evidence(load: Load, name: str, findings: list[str], p: float, high: float | None) -> None:
    got = p_of(load(name, parties=[MILL], findings=findings))
    # A date is a whole number of days, a half-life isn't: 1461 days are 4 years to the last digit.
    assert got["value"] == pytest.approx(p, abs=1e-9)
    if high is not None:  # the undecayed allegation, and the top of the world prior's range: 1 - 0.5 * 0.75
        assert got["high"] == pytest.approx(high, abs=1e-9)


def test_u3_a_clean_check_acts_on_the_prior_and_never_closes_the_event(load: Load) -> None:
    clean = line(
        "assessments", party="Mill", country="LU", point="bonded_labour", outcome="compliant",
        method="unannounced", standard="Made-up standard", date=TODAY,
    )  # fmt: skip
    audit = found("audit", "2024-11-22")
    before = load("open", parties=[MILL], findings=[audit])
    both = load("both", parties=[MILL], findings=[audit], assessments=[clean])
    assert p_of(both)["value"] == pytest.approx(0.7251908397, abs=1e-10)
    assert p_of(before)["value"] == pytest.approx(0.73, abs=1e-12)
    assert len(ask("priorities", "Mill", store=both)["rows"]) == 1
    # A check of one point leaves the others as they were; checks of all four lower the issue.
    assert p_of(load("point", parties=[MILL], assessments=[clean]))["value"] == pytest.approx(0.1, abs=1e-12)
    points = ("coercion", "bonded_labour", "forced_labour_and_overtime", "prison_labour")
    whole = load("whole", parties=[MILL], assessments=[clean.replace("bonded_labour", p) for p in points])
    assert p_of(whole)["value"] == pytest.approx(0.0839694656, abs=1e-10)


def test_u4_linked_harm_is_not_submodular_and_upstream_risk_adds(load: Load) -> None:
    store = load(
        "u4", edges=["B,A,.25,1", "C,A,.25,1", "D,A,.5,.5"], risks=["A,harm,0", "B,harm,1", "C,harm,1", "D,harm,.2"]
    )

    def gain(*names: str) -> dict[str, float]:
        words = [w for n in names for w in ("--remediate", n)]
        doc = ask("whatif", "A", *words, "--issue", "harm", *RAW, "--param", "hops=none", store=store)
        return {c["indicator"]: c["before"] - c["after"] for c in doc["indicators"]}

    b, c, both = gain("B"), gain("C"), gain("B", "C")
    assert (b["linked_harm"], c["linked_harm"]) == (0.0, 0.0)
    assert both["linked_harm"] == pytest.approx(0.9, abs=1e-12)
    assert b["upstream_risk"] == pytest.approx(0.2125, abs=1e-12)
    assert both["upstream_risk"] == pytest.approx(0.425, abs=1e-12)


def test_u5_links_of_no_share_or_no_confidence_count_for_nothing_in_that_indicator_only(load: Load) -> None:
    store = load(
        "u5",
        edges=["B,A,0,1", "C,A,.5,0", "D,E,.5,1"],
        risks=["A,harm,.1", "B,harm,.5", "C,harm,.6", "D,harm,1", "E,harm,0"],
    )

    def of(name: str, indicator: str) -> float:
        return row(store, name, "--indicator", indicator, "--issue", "harm", *RAW)["value"]

    assert of("A", "upstream_risk") == pytest.approx(0.1 + 0.85 * 0.5 * 0.6, abs=1e-12)
    assert of("A", "worst_path") == 0.5  # over the link without a share; never over the one that isn't real
    assert of("A", "linked_harm") == pytest.approx(1 - 0.9 * 0.5, abs=1e-12)
    assert (of("E", "linked_harm"), of("E", "worst_path")) == (1.0, 1.0)
    assert of("D", "upstream_risk") == 1.0


@pytest.mark.parametrize(("q", "p", "reached"), [(1, 1, 1.0), (1, 0, 0.0), (0, 1, 0.0)])
def test_u6_certain_and_impossible_are_exact_in_the_sampler(load: Load, q: int, p: int, reached: float) -> None:
    store = load("u6", edges=[f"B,A,.5,{q}", f"C,B,.5,{q}"], risks=["A,harm,0", "B,harm,0", f"C,harm,{p}"])
    more = ("--param", "method=montecarlo", "--param", "worlds=640", "--param", "hops=none")
    got = row(store, "A", "--indicator", "linked_harm", "--issue", "harm", *RAW, *more)
    assert got["value"] == reached
    assert "montecarlo" in got["method"]


def test_u6_the_sampled_value_is_its_own_and_neither_of_the_bounds(load: Load) -> None:
    # E is harmed for certain, D -> B, C are certain links, Z -> A is impossible, Y harmless. Whoever samples nothing
    # gives the worst path, whoever takes an impossible link or party for certain gives the bound.
    store = load(
        "u6_between",
        edges=["E,D,.5,.5", "D,B,.5,1", "D,C,.5,1", "B,A,.2,.8", "C,A,.2,.8", "Z,A,.2,0", "Y,A,.2,1"],
        risks=["E,harm,1", "Z,harm,1", *(f"{n},harm,0" for n in "ABCDY")],
    )
    more = ("--indicator", "linked_harm", "--issue", "harm", *RAW, "--param", "hops=none")
    got = row(store, "A", *more, "--param", "method=montecarlo")
    exact = row(store, "A", *more, "--param", "method=exact")["value"]
    least = row(store, "A", "--indicator", "worst_path", "--issue", "harm", *RAW)["value"]
    most = row(store, "A", *more, "--param", "method=bound")["value"]
    assert (least, exact, most) == pytest.approx((0.4, 0.48, 0.64), abs=1e-9)
    # 10,048 worlds: four standard errors are 0.02.
    assert abs(got["value"] - exact) <= 4 * (exact * (1 - exact) / 10_048) ** 0.5
    assert least < got["low"] < got["value"] < got["high"] < most
    # The rows of certain and impossible harm are sampled too, and exact.
    rows = {n: row(store, n, *more, "--param", "method=montecarlo")["value"] for n in ("E", "Y")}
    assert rows == {"E": 1.0, "Y": 0.0}
    other = row(store, "A", *more, "--param", "method=montecarlo", "--param", "seed=1")["value"]
    assert other != got["value"]
    assert abs(other - exact) <= 0.02


def test_u7_silence_a_confirmed_case_stands_first_and_hardly_moves_the_sum(load: Load) -> None:
    names = [f"S{i:03d}" for i in range(180)]
    parties = [line("parties", id=n, name=n, kind="facility", country="LU") for n in names]
    edges = [f"{n},Buyer,{1 / 180!r},1" for n in names]
    other = line(
        "findings", party="S005", country="LU", point="overtime", kind="allegation", state="actual",
        observed="2026-05", source_type="press", scale=2,
    )  # fmt: skip
    case = line(
        "findings", party="S077", country="LU", point="bonded_labour", kind="confirmed", state="actual",
        observed="2026-05", source_type="confirmed_on_site", scale=5, affected=12,
    )  # fmt: skip
    quiet = load("quiet", parties=parties, edges=edges, findings=[other])
    told = load("told", parties=parties, edges=edges, findings=[other, case])
    first = ask("priorities", "Buyer", store=told)["rows"][0]
    assert (first["name"], first["rank"], first["severity"]) == ("S077", 1, 5)
    rise = (
        row(told, "Buyer", "--issue", "forced_labour")["value"]
        - row(quiet, "Buyer", "--issue", "forced_labour")["value"]
    )
    assert 0.0 < rise < 0.01


def test_u8_leaving_for_the_unknown_is_no_improvement_and_leaves_nobody_out(load: Load) -> None:
    risk = {f"S{i:03d}": 0.3 if i < 60 else 0.1 for i in range(180)}
    ends = [line("parties", id=n, name=n, kind="facility", chain_end="yes", workers=10) for n in risk]
    finding = line(
        "findings", party="S007", point="overtime", kind="audit finding", state="actual", observed="2026-01",
        source_type="audit", scale=4, affected=9,
    )  # fmt: skip
    store = load(
        "u8",
        parties=ends,
        edges=[f"{n},Buyer,{1 / 180!r},1" for n in risk],
        risks=[f"{n},forced_labour,{r}" for n, r in risk.items()],
        findings=[finding],
    )
    words = [w for n, r in risk.items() if r == 0.3 for w in ("--drop", n)]
    doc = ask("whatif", "Buyer", *words, "--issue", "forced_labour", store=store)
    (change,) = [c for c in doc["indicators"] if c["indicator"] == "upstream_risk"]
    mean = (60 * 0.3 + 120 * 0.1) / 180
    assert change["before"] == pytest.approx(mean, abs=1e-9)
    assert change["after"] == pytest.approx(2 / 3 * 0.1 + 1 / 3 * mean, abs=1e-9)
    before, after = doc["people_before"], doc["people_after"]
    assert before["workers"] == after["workers"] == 600
    assert before["open_harms"] == after["open_harms"] == after["left_without_remedy"] == 1
    assert any("S007" in step and "workers' representatives" in step for step in doc["steps"])


# ---- the graph at its edges


def test_an_empty_graph_is_answered_with_no_rows_and_no_company_found(tmp_path: Path) -> None:
    store = f"sqlite:{tmp_path / 'empty.db'}"
    open_store(store, make=True).close()
    for indicator in ("upstream_risk", "linked_harm", "worst_path"):
        assert ask("score", "--indicator", indicator, store=store)["rows"] == []
    for command in ("priorities", "explain", "trace"):
        ran = run(command, "Nobody", store=store)
        assert ran.code == 2
        assert "Nobody" in ran.err
        assert "Traceback" not in ran.err


def test_one_company_alone_has_its_own_risk_and_an_unmapped_upstream(load: Load) -> None:
    store = load("one", parties=[MILL])
    got = row(store, "Mill", "--issue", "osh")
    # Nothing is mapped: all it buys counts at the prior, and that is said.
    assert got["value"] == got["unmapped"] > 0.0
    assert got["evidence"] == got["context"] == 0.0
    assert got["assessed"] is None
    assert ask("explain", "Mill", "--issue", "osh", store=store)["value"] == got["value"]
    assert ask("priorities", "Mill", store=store)["rows"] == []
    assert ask("trace", "Mill", store=store)["tiers"] == []


@pytest.mark.parametrize("cell", ["nan", "NaN", "inf", "-inf", "-0.1", "1.5", "1e400", "half"])
@pytest.mark.parametrize("template", ["edges", "risks"])
def test_numbers_that_are_none_wait_in_quarantine_with_their_text(template: str, cell: str, tmp_path: Path) -> None:
    rows = {"edges": f"B,A,{cell},1\nC,A,.5,1\n", "risks": f"B,harm,{cell}\nC,harm,.5\n"}[template]
    path = tmp_path / f"{template}.csv"
    path.write_text(f"{TEMPLATES[template]}\n{rows}")
    ran = run("--json", "load", path, "--as", template, store=f"sqlite:{tmp_path / 'nan.db'}")
    assert ran.code == 3, ran.err
    (doc,) = json.loads(ran.out)["loads"]
    assert (doc["rows"], doc["quarantined"] + doc["warnings"] >= 1) == (2, True)
    assert cell in Path(doc["quarantine_file"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["alpha=nan", "alpha=1", "alpha=-0.1", "hops=0", "worlds=100", "seed=-1", "planet=3"])
def test_parameters_out_of_range_are_refused_with_the_parameters_name(load: Load, word: str) -> None:
    store = load("one", parties=[MILL])
    indicator = "linked_harm" if word.split("=")[0] in ("worlds", "seed") else "upstream_risk"
    ran = run("score", "--indicator", indicator, "--param", word, store=store)
    assert ran.code == 2
    assert word.split("=")[0] in ran.err
    assert "Traceback" not in ran.err
