"""The table of record kinds is whole: every class once, every kind of statement once, every field it names."""

from __future__ import annotations

from collections import Counter

import pytest

from headwater.graph import records
from headwater.graph.records import (
    ABOUT_KINDS,
    BY_NAME,
    EVIDENCE_KINDS,
    KINDS,
    PARTY_KINDS,
    RELATION_KINDS,
    Form,
    Record,
)
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import of, subject
from tests.graph.making import facility, finding, source_line, supplies


def test_every_record_has_one_row_and_every_kind_of_statement_one_name():
    classes = {c for c in vars(records).values() if isinstance(c, type) and issubclass(c, Record) and c is not Record}
    assert {k.record for k in KINDS} == classes and len(KINDS) == len(classes)
    assert set(Counter(name for k in KINDS for name in k.names).values()) == {1}
    assert PARTY_KINDS | RELATION_KINDS | ABOUT_KINDS | {"source", "prior"} == set(BY_NAME)


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.record.__name__)
def test_a_row_names_fields_that_are_there(kind):
    fields = kind.record.model_fields
    assert {*kind.day, *([kind.end] if kind.end else [])} <= set(fields)
    assert ("party" in fields) == (kind.form is Form.ABOUT)
    assert ("start" in fields and "end" in fields) == (kind.form is Form.RELATION)
    assert ("key" in fields) == (kind.form is not Form.RELATION)


def test_a_snapshot_has_a_field_for_each_kind_of_evidence():
    assert {f"{k}s" for k in EVIDENCE_KINDS} <= set(Snapshot.__dataclass_fields__)


@pytest.mark.parametrize(
    ("record", "want"),
    [
        (facility("blue", "row:1", "One"), ("party", "lei:A")),
        (supplies("blue", "row:1", "row:2", product="Cotton"), ("SUPPLIES", "lei:A", "row:2", "cotton")),
        (finding("blue", "f1", "row:1"), ("finding", "lei:A", "blue", "f1")),
        (source_line("blue"), ("source", "blue")),
    ],
)
def test_a_subject_is_the_kind_and_the_parts_that_its_form_names(record, want):
    st = of(record)
    said = subject(st, {"row:1": "lei:A"})
    assert said == want and len(said) == 1 + len(BY_NAME[st.kind].form.value)
