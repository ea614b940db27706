"""What can be scored."""

from __future__ import annotations

from headwater.asking.ask import Ask
from headwater.graph.risk.indicators.listing import Indicators, list_indicators
from headwater.library import Reader


class IndicatorsAsk(Ask):
    """Each with its parameters, their defaults and what they mean."""


def answer(reader: Reader, ask: IndicatorsAsk) -> Indicators:
    """Each indicator's name, question and parameters."""
    del ask
    return list_indicators(reader.header())
