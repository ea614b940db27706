"""An indicator over the graph."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import Choices, Issue, Params
from headwater.asking.parameters import indicator_names, settings_of
from headwater.graph.records import PartyKind
from headwater.graph.risk.indicators.scores import WORST, Scores, scores
from headwater.library import Reader


class ScoreAsk(DayAsk):
    """Listed by name: a number doesn't order the work. The issue "all" gives each party's worst one."""

    indicator: Annotated[str, Choices(indicator_names), Field(description="Which indicator.")] = "upstream_risk"
    issue: Issue = None
    kind: Annotated[
        str | None, Choices(lambda: [k.value for k in PartyKind]), Field(description="Only parties of this kind.")
    ] = None
    param: Params = Field(default_factory=dict)


def answer(reader: Reader, ask: ScoreAsk) -> Scores:
    """Each company's or facility's value with its range, parts, and the mapped and assessed shares beside it."""
    settings = settings_of(ask.indicator, ask.param, reader.vocabulary)
    snapshot, own = reader.picture()
    issue = ask.issue if ask.issue == WORST else reader.issue(ask.issue)
    return scores(snapshot, own, reader.vocabulary, ask.indicator, settings, issue, ask.kind)
