"""How much each assumed number of the pack moves a result."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import Choices, Issue, Params, Party
from headwater.asking.parameters import indicator_names, settings_of
from headwater.graph.risk.sensitivity.sensitivity import Sensitivity
from headwater.graph.risk.sensitivity.sensitivity import sensitivity as move_each
from headwater.graph.risk.values.params import given_by
from headwater.library import Reader


class SensitivityAsk(DayAsk):
    """Each assumed number is moved alone and the result computed again; the largest swing first."""

    party: Party
    indicator: Annotated[str, Choices(indicator_names), Field(description="Of this indicator.")] = "upstream_risk"
    issue: Issue = None
    param: Params = Field(default_factory=dict)


def answer(reader: Reader, ask: SensitivityAsk) -> Sensitivity:
    """Move each assumed number of the pack alone and compute the result again."""
    settings = settings_of(ask.indicator, ask.param, reader.vocabulary)
    party = reader.party(ask.party)
    snapshot, own = reader.picture()
    return move_each(
        snapshot,
        reader.vocabulary,
        party,
        today=own.today,
        indicator=ask.indicator,
        issue=reader.issue(ask.issue),
        params=settings,
        alpha_given=any(name in ask.param for name in given_by(type(settings), "alpha")),
        progress=lambda numbers: reader.progress("sensitivity", numbers),
    )
