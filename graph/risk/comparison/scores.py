"""The numbers of the companies compared: three indicators, ranges, and upstream_risk at each alpha."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.graph.risk.comparison.stability import values_over_alpha
from headwater.graph.risk.indicators import LinkedHarm, UpstreamRisk, WorstPath
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.values.result import Result
from headwater.graph.snapshot import Snapshot

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Scores:
    """The numbers of the companies compared, rows by (name, id); NaN: not known."""

    upstream: Floats
    low: Floats
    high: Floats
    linked: Floats
    worst: Floats
    over_alpha: Floats
    mapped: Floats
    assessed: Floats


def score_all(
    snapshot: Snapshot, own: Own, options: UpstreamOptions, rows: Sequence[int], ids: Sequence[str]
) -> Scores:
    """The numbers of the parties `rows`, whose ids are `ids`, for each issue of `own`."""
    at = list(rows)
    up = UpstreamRisk().score(snapshot, own, options)
    others: list[Result] = [x.score(snapshot, own, viewed=list(ids)) for x in (LinkedHarm(), WorstPath())]
    return Scores(
        upstream=up.values[at],
        low=up.low[at],
        high=up.high[at],
        linked=others[0].values[at],
        worst=others[1].values[at],
        over_alpha=values_over_alpha(network(snapshot), own, options, at),
        mapped=up.mapped[at],
        assessed=up.assessed[at],
    )
