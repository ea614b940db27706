"""Documents of the load log: each line as the store keeps it."""

from __future__ import annotations

from dataclasses import asdict, fields

from headwater.graph.documents import Header
from headwater.graph.stores.base import Load
from headwater.graph.stores.reports import LoadLine, RetractedDocument, load_log

HEAD = Header(revision=3, day="2026-01-01", today="2026-01-01", pack="p", method_version="1")
LOAD = Load(1, "load", "a list", "ab" * 32, "m/1", "2025-06", "2026-01-02T03:04:05Z", 12, 11, 1, 0, 5, 0)


def test_a_line_is_all_that_the_log_holds() -> None:
    assert set(LoadLine.model_fields) == {f.name for f in fields(Load)}
    doc = load_log([LOAD, LOAD], header=HEAD)
    assert [x.model_dump() for x in doc.loads] == [asdict(LOAD)] * 2
    assert doc.header == HEAD


def test_a_retraction_is_the_line_of_its_own_kind() -> None:
    assert isinstance(RetractedDocument.of(LOAD), RetractedDocument)
