"""Findings, assessments and actions as nodes of a file, each field of its record, each with its row."""

from __future__ import annotations

import pytest

from headwater.graph.records import Action, Assessment, Finding, Record
from headwater.graph.snapshot import Evidence
from headwater.graph.statements import Ref
from headwater.visualizations.records import ActionNode, AssessmentNode, FindingNode, Told, told
from tests.visualizations.exports.reading import whole_records, whole_world

ENVELOPE = {"provenance", "visibility", "valid_from", "valid_to", "key"}


@pytest.mark.parametrize(
    ("node", "record"), [(FindingNode, Finding), (AssessmentNode, Assessment), (ActionNode, Action)]
)
def test_a_node_has_every_field_of_its_record_and_its_own(node: type[Told], record: type[Record]) -> None:
    own = {"id", "refs", "record"}
    assert set(node.model_fields) - own == set(record.model_fields) - ENVELOPE


def test_rows_of_one_key_are_told_apart_and_days_are_those_of_the_row() -> None:
    records = whole_records()
    finding = next(r for r in records if isinstance(r, Finding))
    e = Evidence(0, finding, Ref("s", "f.csv", "ab", 3, None))
    first, again = told(e, "name:x", 1), told(e, "name:x", 2)
    assert first is not None and again is not None
    assert (first.id, again.id) == (f"finding:{finding.key}", f"finding:{finding.key}#2")
    assert (first.party, first.day) == ("name:x", "2025-03")
    assert [r.words() for r in first.refs] == ["f.csv row 3 (source s, undated)"]


def test_a_file_holds_each_row_once_and_a_picture_none() -> None:
    whole = whole_world()
    given = [r for r in whole_records() if isinstance(r, Finding | Assessment | Action)]
    assert len(whole.records) == len({r.id for r in whole.records}) == len(given)
    assert {r.party for r in whole.records} <= set(whole.by_id)


def test_parents_stand_last_without_a_tier_up_to_the_top() -> None:
    whole = whole_world()
    assert [n.id for n in whole.nodes if n.tier is None] == ["name:haldengroup", "name:top", "name:weir"]
    assert all(n.tier is None for n in whole.nodes[-3:])
    assert ("name:top", "name:weir", 0.6) in {(e.start, e.end, e.share) for e in whole.edges}
