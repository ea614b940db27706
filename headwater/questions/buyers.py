"""Who buys from a facility."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import PARTY, Subject
from headwater.graph.risk.trace.buyers import Buyers
from headwater.graph.risk.trace.buyers import buyers as make_buyers
from headwater.library import Reader


class BuyersAsk(DayAsk):
    """Each with the rows that say so."""

    party: Annotated[str, Subject("FACILITY"), Field(min_length=1, max_length=500, description=PARTY)]


def answer(reader: Reader, ask: BuyersAsk) -> Buyers:
    """Who buys from a facility, directly or through others."""
    party = reader.party(ask.party)
    snapshot, own = reader.picture()
    return make_buyers(snapshot, reader.vocabulary, party, today=own.today)
