"""The pack on a terminal is its Markdown, and its tables are never broken."""

from __future__ import annotations

from headwater.graph.vocabulary.page import contents
from headwater.visualizations.reports.pack_print import pack_text
from tests.graph.risk.rows import PACK
from tests.visualizations.text.saying import said


def test_every_line_stands_whole_at_any_width() -> None:
    doc = contents(PACK)
    lines = said(doc, 80)
    assert lines == [x.rstrip() for x in pack_text(doc).splitlines()]
    assert max(map(len, lines)) > 80
