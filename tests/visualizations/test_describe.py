"""A party as a node: its state, its worst open finding and what it rests on; unknown stays unknown."""

from __future__ import annotations

import pytest

from headwater.graph.records import Outcome, Record
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import State
from headwater.graph.statements import Ref
from headwater.visualizations.describe import Describer, rows_of
from headwater.visualizations.subgraph import Node
from tests.graph.risk.rows import PACK, TODAY, check, facility, finding, listed, snap


def node(*records: Record, issue: str | None = None, name: str = "Mill", **of: object) -> Node:
    world = snap(facility(name, **of), *records)
    told = Describer(world, own(world, PACK, TODAY), PACK, issue)
    return told.node(world.find(f"name:{name}") or 0, tier=1, root=False, roles=("supplier",), suppliers_named=0)


def test_of_who_nobody_looked_at_nothing_is_known() -> None:
    got = node()
    assert (got.state, got.severity, got.issue, got.looked, got.workers) == (State.UNKNOWN, None, None, None, None)
    assert (got.findings, got.issues, got.checks, got.context, got.country) == ({}, (), 0, (), None)
    assert [(r.source, r.file) for r in got.refs] == [("made-up", "made-up.csv")]


def test_the_worst_open_finding_gives_severity_and_issue_and_all_are_counted_by_kind() -> None:
    got = node(
        finding("Mill", "overtime", scale=2),
        finding("Mill", "coercion", "allegation", scale=5),
        finding("Mill", "gender", status="closed", scale=5),
        finding("Mill", "leave", "allegation", scale=1),
    )
    assert (got.state, got.severity, got.severity_assumed, got.issue) == (State.EVIDENCE, 5, False, "forced_labour")
    assert got.findings == {"allegation": 2, "audit finding": 1}
    assert got.open_findings == 3 and got.answered == 1
    assert got.issues == ("forced_labour", "working_time")
    assert len(got.refs) == 4, "the row of the facility and those of its open findings"


def test_reports_of_one_event_are_one_finding_and_a_severity_nobody_states_is_assumed() -> None:
    two = [finding("Mill", "coercion", source=x, event="raid", observed="2026-01") for x in ("press", "ngo")]
    got = node(*two)
    assert got.findings == {"audit finding": 1}
    assert got.severity_assumed and got.severity is not None
    assert {r.source for r in got.refs} == {"made-up", "press", "ngo"}


def test_what_was_looked_at_has_its_latest_day_and_method() -> None:
    got = node(
        check("Mill", "osh", date="2026-02-01", method="announced"),
        check("Mill", "osh", date="2025-02-01"),
        check("Mill", "emergency_preparedness", Outcome.NON_COMPLIANT, date="2020-02-01"),
        issue=PACK.issue_of("osh") or "osh",
    )
    assert (got.looked, got.looked_how) == ("2026-02-01", "announced")
    assert got.checks == 2


def test_another_issue_is_left_out_where_one_is_asked_for() -> None:
    found = (finding("Mill", "overtime"), finding("Mill", "coercion"))
    got = node(*found, issue="working_time")
    assert (got.issue, got.issues, got.findings) == ("working_time", ("working_time",), {"audit finding": 1})
    assert node(*found, issue="child_labour").state is not State.EVIDENCE


def test_context_is_words_and_no_severity() -> None:
    got = node(listed("XA", "cotton"), issue="forced_labour", country="XA", good="cotton")
    assert (got.state, got.severity) == (State.CONTEXT, None)
    (said,) = got.context
    assert "cotton" in said and said.endswith("(Forced labour)")


@pytest.mark.parametrize("stated", [True, False])
def test_a_country_that_is_stated_drops_the_proposal(stated: bool) -> None:
    of = {"country": "BD"} if stated else {}
    got = node(country_proposed="IN", country_reason="phone code", **of)
    assert (got.country, got.country_proposed, got.country_reason) == (
        ("BD", None, None) if stated else (None, "IN", "phone code")
    )


def test_other_properties_are_facts_and_raw_columns_stay_away() -> None:
    got = node(city="Dhaka", workers=0, extra={"Telephone": "1"})
    assert got.facts["city"] == "Dhaka"
    assert "extra" not in got.facts and "workers" not in got.facts and got.workers == 0


def test_rows_are_said_once_and_sorted_with_no_day_made_up() -> None:
    refs = [Ref("b", "b.csv", "1", 2, None), Ref("a", "a.csv", "2", 9, "2025"), Ref("b", "b.csv", "3", 2, None)]
    assert [(r.source, r.row, r.dated) for r in rows_of(refs)] == [("a", 9, "2025"), ("b", 2, None)]
    assert rows_of([]) == ()
