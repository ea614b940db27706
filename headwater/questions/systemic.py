"""Enterprise or systemic."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import Country, Issue, Shown
from headwater.graph.errors import UsageError
from headwater.graph.risk.systemic.systemic import Systemic
from headwater.graph.risk.systemic.systemic import systemic as make_systemic
from headwater.library import Reader


class SystemicAsk(DayAsk):
    """Of N assessed factories, with an interval, and who must act beyond the buyer."""

    by: Annotated[str, Field(max_length=100, description="country or region, and point or issue.")] = "country,point"
    buyer: Annotated[
        str | None,
        Shown("PARTY"),
        Field(max_length=500, description="Only factories that supply this buyer; a group stands for its members."),
    ] = None
    issue: Issue = None
    country: Annotated[Country, Field(description="Only this country, by code or name.")] = None


def answer(reader: Reader, ask: SystemicAsk) -> Systemic:
    """What the assessed factories of each place say together; a verdict with reasons, and who must act."""
    by = [word.strip() for word in ask.by.split(",") if word.strip()]
    if not by:
        raise UsageError(f"by {ask.by!r} names nothing to group by: write country or region, and point or issue")
    snapshot, own = reader.picture()
    return make_systemic(
        snapshot,
        reader.vocabulary,
        today=own.today,
        by=by,
        buyer=None if ask.buyer is None else reader.other(ask.buyer),
        issue=reader.issue(ask.issue),
        country=None if ask.country is None else reader.country(ask.country),
    )
