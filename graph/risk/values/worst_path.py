"""worst_path: by which single route is the strongest link?

y(v) = max(p(v), max over suppliers of t · y(u)), t the link's confidence (weakened below
`materiality`, where that is on). Ties: fewest hops, then the smallest id. Source: `docs/method.md` (c).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from headwater.graph.engines.maxima import Routes, strongest
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.linked_harm import p_range, transmission, without_parts
from headwater.graph.risk.values.params import PathOptions
from headwater.graph.risk.values.result import Method, Result
from headwater.graph.snapshot import Snapshot

INTERVAL = "range of priors and events"
"""What low and high are."""


class Worst:
    """The strongest routes behind a result, found one party at a time."""

    def __init__(self, net: Network, own: Own, options: PathOptions, values: np.ndarray) -> None:
        """Take what the values were computed from."""
        self._net, self._own, self._options, self._values = net, own, options, values
        self._routes: dict[int, Routes] = {}

    def route(self, party: int, issue: int) -> tuple[int, ...]:
        """Places of the parties on the strongest route, buyer first; empty where there is none."""
        return self._of(issue).route(party)

    def ties(self, party: int, issue: int) -> tuple[int, tuple[int, ...]] | None:
        """How many routes are as strong and as short, and where they end; None: too many to count."""
        return self._of(issue).ties(party)

    def _of(self, issue: int) -> Routes:
        if issue not in self._routes:
            net = self._net
            self._routes[issue] = Routes(
                net.ip,
                net.ix,
                transmission(net, self._options.materiality)[0],
                np.nan_to_num(self._own.p[:, issue]),
                self._values[:, issue],
                self._options.hops,
            )
        return self._routes[issue]


@dataclass(frozen=True, eq=False)
class PathResult(Result):
    """The values with their routes, each found when it is asked for."""

    routes: Worst = field(kw_only=True)


def score(net: Network, snapshot: Snapshot, own: Own, options: PathOptions) -> PathResult:
    """Score a network, which a what-if may have edited."""
    t, weak = transmission(net, options.materiality)
    p = np.nan_to_num(own.p)
    found = strongest(net.layout, t, p, options.hops)
    least, most = p_range(own, p)
    low = found if weak is t and least is p else np.minimum(strongest(net.layout, weak, least, options.hops), found)
    high = found if most is p else np.maximum(strongest(net.layout, t, most, options.hops), found)
    return PathResult(
        indicator="worst_path",
        method=np.zeros(net.n, np.uint8),
        intervals={Method.EXACT: INTERVAL},
        routes=Worst(net, own, options, found),
        **without_parts(net, snapshot, own, options, t, (found, low, high)),
    )
