"""With whom to ask for remedy."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import PARTY, Shown, Subject
from headwater.asking.parameters import number_by_party
from headwater.graph.errors import HeadwaterError, UsageError
from headwater.graph.risk.leverage.leverage import Leverage
from headwater.graph.risk.leverage.leverage import leverage as make_leverage
from headwater.graph.risk.leverage.sheet import Sheet
from headwater.graph.risk.leverage.sheet import sheet as make_sheet
from headwater.library import Reader


class LeverageAsk(DayAsk):
    """Who buys at a facility, the fewest who could reach a target share, and who is missing."""

    party: Annotated[
        str,
        Subject("FACILITY|FINDING"),
        Field(
            min_length=1,
            max_length=500,
            description=f"A facility, one with an issue or point (FACILITY:ISSUE), or a finding's key. {PARTY}",
        ),
    ]
    target: Annotated[float, Field(description="Share of the output to reach.", examples=[0.5])] = 0.5
    takes: Annotated[
        tuple[str, ...],
        Shown("BUYER=SHARE"),
        Field(description="A buyer's share of the output, as you know it; nothing is saved."),
    ] = ()
    sheet_for: Annotated[
        str | None,
        Shown("BUYER"),
        Field(max_length=500, description="The sheet for this buyer: nobody else's numbers are in it."),
    ] = None


def answer(reader: Reader, ask: LeverageAsk) -> Leverage | Sheet:
    """Who buys there, the fewest that take the target share, who is missing; or the sheet for one buyer."""
    snapshot, own = reader.picture()
    at, subject = _subject(reader, ask.party)
    if ask.sheet_for is not None:
        if idle := [word for word in ("target", "takes") if word in ask.said()]:
            raise UsageError(f"{' and '.join(idle)}: the sheet for one buyer holds no such number; leave that out")
        return make_sheet(
            snapshot, reader.vocabulary, at, reader.other(ask.sheet_for), today=own.today, subject=subject
        )
    return make_leverage(
        snapshot,
        reader.vocabulary,
        at,
        today=own.today,
        target=ask.target,
        takes=number_by_party(ask.takes, "BUYER=SHARE, with a share from 0 to 1", reader.other),
        subject=subject,
    )


def _subject(reader: Reader, text: str) -> tuple[str, str | None]:
    """The facility that is meant, and the issue, point or finding asked about; None: all findings."""
    snapshot, _ = reader.picture()
    about = next((e for e in snapshot.findings if e.record.key == text), None)
    if about is not None:
        return snapshot.ids[about.party], text
    try:
        return reader.party(text), None
    except HeadwaterError:
        name, _, last = text.rpartition(":")
        subject = reader.vocabulary.point_of(last) or reader.vocabulary.issue_named(last)
        if not name or subject is None:
            raise
        return reader.party(name), subject
