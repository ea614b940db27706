"""Pictures of who stands upstream."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk, File
from headwater.asking.drawing import subgraph
from headwater.asking.fields import Choices, Depth, Issue, Party, Shown
from headwater.library import Reader
from headwater.visualizations.registry import VIEWS, get_view


class ViewAsk(DayAsk):
    """The file needs nothing from elsewhere."""

    party: Party
    view: Annotated[
        str,
        Shown("VIEW"),
        Choices(lambda: [v.NAME for v in VIEWS], "view"),
        Field(alias="as", description="Which picture."),
    ] = "tiers"
    depth: Depth = None
    issue: Issue = None


def answer(reader: Reader, ask: ViewAsk) -> File:
    """A self-contained picture, HTML. Raises UsageError where there is too much to draw."""
    drawn = subgraph(reader, "view", ask, roots=(ask.party,), depth=ask.depth, issue=ask.issue)
    html = get_view(ask.view).render(drawn)
    what = f"{ask.view} view of {ask.party}"
    return File((html.encode(),), "text/html; charset=utf-8", f"headwater-{ask.view}.html", framed=True, what=what)
