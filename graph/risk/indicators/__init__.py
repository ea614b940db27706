"""The indicators: questions asked of the whole graph.

`INDICATORS` are the questions asked of the whole graph; `get_indicator` finds one by name.
"""

from __future__ import annotations

from headwater.graph.errors import UnknownName
from headwater.graph.risk.indicators.linked_harm import LinkedHarm
from headwater.graph.risk.indicators.parameters import Parameter, parameters_of
from headwater.graph.risk.indicators.upstream_risk import UpstreamRisk
from headwater.graph.risk.indicators.worst_path import WorstPath

Question = UpstreamRisk | LinkedHarm | WorstPath

INDICATORS: tuple[type[Question], ...] = (UpstreamRisk, LinkedHarm, WorstPath)
"""The indicators, in the order in which they are shown."""


PARAMETERS: tuple[Parameter, ...] = parameters_of([(x.name, x.params) for x in INDICATORS])
"""Every parameter of every indicator, each once."""


def get_indicator(name: str) -> Question:
    """Give the indicator of that name.

    Raises:
        UnknownName: There is none; the message lists them.
    """
    for member in INDICATORS:
        if member.name == name:
            return member()
    raise UnknownName("indicator", name, [m.name for m in INDICATORS])


__all__ = ["INDICATORS", "PARAMETERS", "LinkedHarm", "Parameter", "UpstreamRisk", "WorstPath", "get_indicator"]
