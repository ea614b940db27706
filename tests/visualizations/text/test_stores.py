"""The load log, search, review, loads and decisions in words."""

from __future__ import annotations

import csv

import pytest

from headwater.graph.documents import Header
from headwater.graph.resolution.queue import links_document, review_document
from headwater.graph.resolution.review import ReviewItem
from headwater.graph.stores.base import Hit, Load
from headwater.graph.stores.parties import found
from headwater.graph.stores.reports import (
    DecidedDocument,
    DoctorDocument,
    LoadDocument,
    LoadedDocument,
    ProblemsDocument,
    RetractedDocument,
    load_log,
)
from headwater.visualizations.text import printed, render
from tests.graph.risk.rows import facility, snap

HEAD = Header(revision=3, day="2026-01-01", today="2026-01-01", pack="p 1 (ab)", method_version="1")
SHA = "0123456789abcdef" * 4


def said(doc: object, width: int | None = None) -> list[str]:
    return render(printed(doc), width=width).splitlines()  # type: ignore[arg-type]


LOADS = [
    Load(1, "a list", SHA, "m/1", "2025-06", "2026-01-02T03:04:05Z", "load", 1_200, 1_100, 90, 10, 5, 0),
    Load(2, "a list", SHA, "m/1", None, "2026-01-03T03:04:05Z", "history", 7, 7),
    Load(3, "a list", SHA, "m/1", None, "2026-01-04T03:04:05Z", "retract", closed=5),
    Load(4, "people", SHA, "m/1", None, "2026-01-05T03:04:05Z", "decide"),
]


@pytest.mark.parametrize("width", [80, 100, 120, None])
def test_the_load_log_counts_rows_and_shows_no_hash(width: int | None) -> None:
    lines = said(load_log(LOADS, header=HEAD), width)
    text = "\n".join(lines)
    assert SHA not in text and SHA[:16] not in text
    assert next(x for x in lines if x.startswith("1")).split()[:7] == [
        "1",
        "a",
        "list",
        "2025-06",
        "1,200",
        "1,100",
        "90",
    ]
    for word in ("loaded", "older", "taken", "decisions", "undated", "2026-01-04"):
        assert word in text
    assert max(map(len, lines)) <= (width or 120)


def test_an_empty_log_says_what_to_do() -> None:
    assert "headwater load FILE" in said(load_log([], header=HEAD))[0]


def test_search_results_are_told_by_name_and_country_and_by_what_they_are_known() -> None:
    hits = [
        Hit("name:Mill", "Mill", "facility", "BD", "exact"),
        Hit("oshub:BD1", "Mill 2", "facility", None, "word: mill"),
    ]
    lines = said(found("mill", hits, header=HEAD))
    assert lines[2].split() == ["Mill", "facility", "Bangladesh", "exact", "its", "name"]
    assert lines[3].split() == ["Mill", "2", "facility", "unknown", "word:", "mill", "OS", "ID", "BD1"]
    assert said(found("x", [], header=HEAD)) == ["nothing is called 'x'"]


def test_a_review_names_both_sides_and_gives_the_line_that_decides() -> None:
    long, odd = f"row:a list:{SHA[:16]}", 'name:Mill, "Ltd"'
    s = snap(facility("Mill", "BD"), facility('Mill, "Ltd"', country_proposed="IN", country_reason="x"))
    items = [
        ReviewItem("mill", "name:Mill", odd, "BD", "same name"),
        ReviewItem("gone", long, "name:Mill", None, "why"),
    ]
    doc = review_document(items, s, header=HEAD)
    assert [(i.a.name, i.a.country, i.b.country_proposed) for i in doc.items] == [
        ("Mill", "BD", "IN"),
        (long, None, None),
    ]
    lines = said(doc, 80)
    at = lines.index("decision,a,b,by,reason,date")
    text = "\n".join(lines[:at])
    assert SHA[:16] not in text and "(…cdef)" in text
    assert "Bangladesh" in text and "(proposed:" in text and "India)" in text and "same name" in text
    assert [(r["decision"], r["a"], r["b"]) for r in csv.DictReader(lines[at:])] == [
        ("same", "name:Mill", odd),
        ("same", long, "name:Mill"),
    ]
    assert max(map(len, lines[:at])) <= 80
    assert said(review_document([], s, header=HEAD)) == ["nothing to review"]


def test_what_came_of_changes_is_a_line_each() -> None:
    load = LoadDocument(
        source="a list", format="edges", revision=4, dated=None, sha256=SHA, rows=3, accepted=1, unchanged=1,
        quarantined=1, warnings=0, codes={"no_name": 1}, opened=2, closed=0, no_op=False, dry_run=False,
        quarantine_file="q.csv", notes=("look",),
    )  # fmt: skip
    again = load.model_copy(update={"no_op": True})
    assert said(LoadedDocument(loads=(load, again), refused=())) == [
        "a list (edges, undated): 3 rows read = 1 accepted + 1 unchanged + 1 quarantined; revision 4",
        "  note: look",
        "  set aside or flagged: no_name 1",
        "  rows and cells set aside, with reasons: q.csv",
        "a list: loaded already, nothing new (revision 4)",
    ]
    assert said(RetractedDocument.of(LOADS[2])) == ["a list: taken back, 5 statements closed; revision 3"]
    assert said(DecidedDocument(same_or_apart=2, countries=1, revision=5)) == [
        "2 decisions on pairs, 1 country written; revision 5"
    ]
    assert said(ProblemsDocument(revision=1, statements=9, problems=("no row",))) == [
        "1 problem at revision 1:", "  no row",
    ]  # fmt: skip
    assert "9 statements at revision 1: every one has source" in said(
        ProblemsDocument(revision=1, statements=9, problems=())
    )[0]  # fmt: skip
    assert said(DoctorDocument(headwater="1", python="3", sqlite="3", store="x"))[-1] == "store: x"


def test_links_are_pairs_with_their_reason() -> None:
    lines = said(links_document([(f"row:a list:{SHA[:16]}", "oshub:BD1", "same id")], header=HEAD))
    assert "a row of a list (…cdef)" in lines[2] and "OS ID BD1" in lines[2] and "same id" in lines[2]
    assert said(links_document([], header=HEAD)) == ["no two keys are linked"]
