"""The brief on a terminal is its Markdown, line by line."""

from __future__ import annotations

from headwater.graph.risk.own_risk.evidence import own
from headwater.visualizations.reports.brief import brief
from headwater.visualizations.reports.brief_print import brief_text
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, snap, supplies
from tests.visualizations.text.saying import said


def test_it_is_the_markdown_and_breaks_where_the_terminal_ends() -> None:
    world = snap(
        brand("Brand"), facility("*Mill*\x1b[1m"), supplies("*Mill*\x1b[1m", "Brand"), finding("*Mill*\x1b[1m")
    )
    doc = brief(world, own(world, PACK, TODAY), PACK, "name:Brand")
    assert said(doc) == brief_text(doc).splitlines()
    assert "\x1b" not in "\n".join(said(doc)) and any(r"\*Mill\*" in x for x in said(doc))
    assert max(map(len, said(doc, 80))) <= 80
    assert " ".join(said(doc, 80)).split() == brief_text(doc).split()
