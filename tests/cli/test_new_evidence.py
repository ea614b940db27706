"""A new finding never lowers a score and a clean check never raises one, from CSV files through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import ask

EDGES = "supplier,buyer,share,confidence\nMill,Maker,0.5,0.9\nMaker,Brand,0.4,0.95\n"
FINDING = "party,point,kind,source_type,scale,scope,irremediability,observed\n"
CHECK = "party,point,outcome,method,standard,date\n"
SURE = FINDING + "Mill,overtime,confirmed,confirmed_on_site,1,1,1,2026-01-15\n"
GRAVE = FINDING + "Mill,leave,allegation,ngo,5,5,5,2026-02-01\n"
WEAK = CHECK + "Mill,emergency_preparedness,compliant,survey,A,2020-06-01\n"
STRONG = CHECK + "Mill,emergency_preparedness,compliant,unannounced,B,2026-06-01\n"


def load(folder: Path, name: str, template: str, text: str, store: str) -> None:
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    (done,) = ask("load", path, "--as", template, "--fictional", store=store)["loads"]
    assert done["quarantined"] == 0, done["codes"]


def scores(store: str, issue: str) -> dict[tuple[str, str], float]:
    """Value by indicator and name; linked_harm over the whole chain, exact."""
    deep = ("--param", "hops=5", "--param", "method=exact")
    return {
        (name, r["name"]): r["value"]
        for name, more in (("upstream_risk", ()), ("linked_harm", deep), ("worst_path", ()))
        for r in ask("score", "--indicator", name, "--issue", issue, *more, store=store)["rows"]
    }


@pytest.mark.parametrize(
    ("template", "issue", "first", "new", "rises"),
    [
        ("findings", "working_time", SURE, GRAVE, True),
        ("findings", "working_time", GRAVE, SURE, True),
        ("assessments", "osh", WEAK, STRONG, False),
        ("assessments", "osh", STRONG, WEAK, False),
    ],
    ids=["grave last", "sure last", "strong last", "weak last"],
)
def test_a_new_row_moves_each_score_one_way(
    tmp_path: Path, template: str, issue: str, first: str, new: str, rises: bool
) -> None:
    store = f"sqlite:{tmp_path / 'world'}.db"
    load(tmp_path, "edges", "edges", EDGES, store)
    load(tmp_path, "first", template, first, store)
    before = scores(store, issue)
    load(tmp_path, "new", template, new, store)
    after = scores(store, issue)
    assert before.keys() == after.keys() and len(before) == 9
    for at, value in before.items():
        less, more = (value, after[at]) if rises else (after[at], value)
        assert more >= less - 1e-12, at
    if new is not WEAK:  # the check of a point that no longer leads moves nothing
        assert before != after
