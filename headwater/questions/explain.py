"""An indicator taken apart."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import Choices, Issue, Params, Party
from headwater.asking.parameters import indicator_names, settings_of
from headwater.graph.risk.explain.asked import Explained
from headwater.graph.risk.indicators.explanations import EXPLANATIONS, GroupExplanation, explain_all
from headwater.library import Reader

DOCUMENTS = EXPLANATIONS
"""What it may give: of one company or facility, and of a group, an indicator each."""


class ExplainAsk(DayAsk):
    """By supplier, origin, path and finding; the route; or what adds most. A group by each of its brands."""

    party: Party
    indicator: Annotated[str, Choices(indicator_names), Field(description="Which indicator.")] = "upstream_risk"
    issue: Issue = None
    top: Annotated[int, Field(ge=1, le=100_000, description="Lines a list.")] = 10
    param: Params = Field(default_factory=dict)


def answer(reader: Reader, ask: ExplainAsk) -> Explained | GroupExplanation[Explained]:
    """Lists that add up and lead to source rows (upstream_risk), the route (worst_path), or what adds most."""
    settings = settings_of(ask.indicator, ask.param, reader.vocabulary)
    party = reader.party(ask.party)
    snapshot, own = reader.picture()
    issue = reader.issue(ask.issue)
    return explain_all(snapshot, own, party, issue, settings, ask.top, indicator=ask.indicator, pack=reader.vocabulary)
