"""What came of changes: loads, retractions, decisions, checks."""

from __future__ import annotations

from headwater.graph.stores.base import Load
from headwater.graph.stores.reports import (
    DecidedDocument,
    DoctorDocument,
    LoadDocument,
    LoadedDocument,
    ProblemsDocument,
    RetractedDocument,
)
from tests.visualizations.text.saying import SHA, said


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
    assert said(
        RetractedDocument.of(Load(3, "retract", "a list", SHA, "m/1", None, "2026-01-04T03:04:05Z", closed=5))
    ) == ["a list: taken back, 5 statements closed; revision 3"]
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
