"""Two pages to take into a meeting."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import PARTY, Issue, Subject
from headwater.library import Reader
from headwater.visualizations.reports.brief import Brief
from headwater.visualizations.reports.brief import brief as make_brief


class BriefAsk(DayAsk):
    """Confirmed, alleged, context only, unknown; first priorities; whom to ask; what this can't tell."""

    party: Annotated[str, Subject("BUYER"), Field(min_length=1, max_length=500, description=PARTY)]
    issue: Issue = None


def answer(reader: Reader, ask: BriefAsk) -> Brief:
    """What is known and how surely, what comes first, whom to ask, what this can't tell."""
    party = reader.party(ask.party)
    snapshot, own = reader.picture()
    return make_brief(snapshot, own, reader.vocabulary, party, issue=reader.issue(ask.issue))
