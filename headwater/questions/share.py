"""Facilities that several companies share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.doubts import doubts
from headwater.asking.fields import PARTY, Depth, Subject
from headwater.graph.errors import UsageError
from headwater.graph.risk.leverage.shared import Shared
from headwater.graph.risk.leverage.shared import share as make_share
from headwater.library import Reader


class ShareAsk(DayAsk):
    """Who else buys there, and what may be shared but waits for a person."""

    party: Annotated[tuple[str, ...], Subject("PARTY"), Field(min_length=1, description=f"Two or more. {PARTY}")]
    depth: Depth = None


def answer(reader: Reader, ask: ShareAsk) -> Shared:
    """Facilities in the supply of all of them; what may be one facility waits in `maybe`, not counted."""
    if len(set(ask.party)) < 2:
        raise UsageError("name two or more companies")
    ids = reader.parties(ask.party)
    snapshot, own = reader.picture()
    review = [(x.a, x.b, x.reason) for x in doubts(reader)]
    return make_share(snapshot, reader.vocabulary, ids, today=own.today, depth=ask.depth, review=review)
