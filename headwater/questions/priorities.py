"""What to look at first."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import PARTY, Choices, Country, Issue, Shown, Subject
from headwater.clock import iso_first_day
from headwater.graph.risk.own_risk.events import KINDS
from headwater.graph.risk.register.filters import Filters
from headwater.graph.risk.register.register import Register
from headwater.graph.risk.register.register import priorities as make_register
from headwater.library import Reader


class PrioritiesAsk(DayAsk):
    """Shares, tiers and leverage never count. A row keeps its rank whatever is filtered."""

    party: Annotated[tuple[str, ...], Subject("BUYER"), Field(description=f"Buyers. {PARTY}")] = ()
    issue: Issue = None
    country: Annotated[Country, Field(description="Only facilities in this country; without a BUYER all of them.")] = (
        None
    )
    facility: Annotated[
        str | None,
        Shown("PARTY"),
        Field(max_length=500, description="Only this company or facility, whoever buys there."),
    ] = None
    point: Annotated[tuple[str, ...], Field(description="Only this compliance point; may be given again.")] = ()
    finding: Annotated[
        tuple[str, ...],
        Shown("KIND"),
        Choices(lambda: [k.value for k in KINDS], "kind of finding"),
        Field(description="Only findings of this kind, such as allegation; may be given again."),
    ] = ()
    severity: Annotated[int | None, Field(ge=1, le=5, description="Only at least this grave, 1 to 5.")] = None
    since: Annotated[
        str | None,
        Shown("DATE"),
        Field(description="No findings of before this day, month or year; undated ones stay."),
    ] = None
    actions: Annotated[
        Literal["any", "overdue", "none"] | None,
        Field(description="Only rows with an action, an overdue one, or none."),
    ] = None
    text: Annotated[
        str | None, Shown("WORDS"), Field(max_length=500, description="Only rows that hold these words.")
    ] = None
    limit: Annotated[int | None, Field(ge=1, description="Rows a page; default: all.")] = None
    after: Annotated[
        str | None, Shown("CURSOR"), Field(max_length=500, description="The next page: `next` of the page before.")
    ] = None


def answer(reader: Reader, ask: PrioritiesAsk) -> Register:
    """The priority register of one or several buyers, of a country, or of a facility.

    Raises:
        UsageError: A filter is out of range, or the cursor belongs to another list.
    """
    filters = Filters(
        points=ask.point,
        kinds=ask.finding,
        severity=ask.severity,
        country=ask.country and reader.country(ask.country),
        facility=ask.facility and reader.other(ask.facility),
        since=None if ask.since is None else iso_first_day(ask.since, "since"),
        actions=ask.actions,
        text=ask.text,
    )
    ids = reader.parties(ask.party)
    snapshot, own = reader.picture()
    return make_register(
        snapshot,
        own,
        reader.vocabulary,
        ids,
        issue=reader.issue(ask.issue),
        filters=filters,
        limit=ask.limit,
        after=ask.after,
    )
