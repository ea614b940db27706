"""The indicators: questions asked of the whole graph.

A new one is a file of this package and its line in `INDICATORS`; commands, routes, forms and docs find it there.
"""

from __future__ import annotations

from typing import Any

from headwater.graph.errors import UnknownName
from headwater.graph.risk.indicators.base import Indicator
from headwater.graph.risk.indicators.linked_harm import LinkedHarm
from headwater.graph.risk.indicators.parameters import Parameter, parameters_of
from headwater.graph.risk.indicators.upstream_risk import UpstreamRisk
from headwater.graph.risk.indicators.worst_path import WorstPath

INDICATORS: tuple[Indicator[Any], ...] = (UpstreamRisk(), LinkedHarm(), WorstPath())
"""The indicators, in the order in which they are shown."""


PARAMETERS: tuple[Parameter, ...] = parameters_of([(x.name, x.params) for x in INDICATORS])
"""Every parameter of every indicator, each once."""


def get_indicator(name: str) -> Indicator[Any]:
    """Give the indicator of that name.

    Raises:
        UnknownName: There is none; the message lists them.
    """
    for member in INDICATORS:
        if member.name == name:
            return member
    raise UnknownName("indicator", name, [m.name for m in INDICATORS])


__all__ = [
    "INDICATORS",
    "PARAMETERS",
    "Indicator",
    "LinkedHarm",
    "Parameter",
    "UpstreamRisk",
    "WorstPath",
    "get_indicator",
]
