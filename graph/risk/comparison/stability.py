"""What an order by score hangs on: alpha, which is a reporting weight and nobody's finding, and ranges.

Source: method 5, "rank stability under alpha 0.5 to 0.95 is always offered". Ties stay ties.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines import sums
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.values.upstream_risk import system

ALPHAS: tuple[float, ...] = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
"""Where the order is looked at. Source: method 5."""
TIE = 1e-9
"""Values that differ by no more share a rank: above the solver's proven error. Assumed."""

Floats = NDArray[np.float64]


def values_over_alpha(
    net: Network, own: Own, options: UpstreamOptions, rows: Sequence[int], alphas: Sequence[float] = ALPHAS
) -> Floats:
    """upstream_risk of some parties at each alpha, shape (alphas, rows, K); what isn't known counts as 0.

    Cost: one solve an alpha, without parts and ranges.
    """
    at = list(rows)
    out = np.empty((len(alphas), len(at), len(own.issues)))
    for i, alpha in enumerate(alphas):
        sys = system(net, own, options.model_copy(update={"alpha": alpha}))
        x = sums.solve(net.layout, sys.w, sys.evidence + sys.context + sys.unmapped, hops=sys.inner, single=False).x
        out[i] = sys.value(x, sys.bought)[at]
    return out


def ranks(values: Floats) -> list[int]:
    """The rank of each value, 1 = the largest; ties share the better rank.

    >>> ranks(np.array([0.2, 0.5, 0.2, 0.1]))
    [2, 1, 2, 4]
    """
    return [1 + int((values > x + TIE).sum()) for x in values]


def rank_ranges(low: Floats, high: Floats) -> list[tuple[int, int]]:
    """The best and worst rank each value can take while all lie anywhere in their ranges.

    >>> rank_ranges(np.array([0.1, 0.3, 0.5]), np.array([0.2, 0.6, 0.7]))
    [(3, 3), (1, 2), (1, 2)]
    """
    out = []
    for i in range(len(low)):
        others = np.arange(len(low)) != i
        best = 1 + int((low[others] > high[i] + TIE).sum())
        worst = 1 + int((high[others] > low[i] + TIE).sum())
        out.append((best, worst))
    return out
