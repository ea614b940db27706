"""What came of taking a source back, in one line."""

from __future__ import annotations

import pytest

from headwater.graph.stores.base import Load
from headwater.graph.stores.reports import RetractedDocument
from tests.visualizations.text.saying import SHA, said


@pytest.mark.parametrize(("closed", "words"), [(0, "0 statements"), (1, "1 statement"), (12_345, "12,345 statements")])
def test_the_source_is_named_and_what_was_closed_is_counted(closed: int, words: str) -> None:
    load = Load(9, "retract", "A list\u202e", SHA, "m/1", None, "2026-01-04T03:04:05Z", opened=3, closed=closed)
    assert said(RetractedDocument.of(load)) == [f"A list□: taken back, {words} closed; revision 9"]
