"""Everything upstream of a company or facility, tier by tier."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import Depth, Issue, Party, Printing
from headwater.graph.risk.trace.trace import Trace
from headwater.graph.risk.trace.trace import trace as make_trace
from headwater.library import Reader


class TraceAsk(DayAsk):
    """With the state of each, what of the purchases is mapped and assessed, and where nobody can see."""

    party: Party
    depth: Depth = None
    issue: Issue = None
    limit: Annotated[int, Printing(), Field(ge=1, description="Lines a tier.")] = 25


def answer(reader: Reader, ask: TraceAsk) -> Trace:
    """Who stands upstream, tier by tier, with states, mapped and assessed shares, and blind spots."""
    party = reader.party(ask.party)
    snapshot, own = reader.picture()
    return make_trace(snapshot, own, reader.vocabulary, party, depth=ask.depth, issue=reader.issue(ask.issue))
