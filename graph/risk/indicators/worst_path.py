"""worst_path: by which single route is the strongest link?"""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.risk.explain import route
from headwater.graph.risk.explain.asked import Asked
from headwater.graph.risk.explain.route import PathExplanation
from headwater.graph.risk.indicators.base import Indicator
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values import worst_path as values
from headwater.graph.risk.values.params import PathOptions
from headwater.graph.risk.values.worst_path import PathResult
from headwater.graph.snapshot import Snapshot


class WorstPath(Indicator[PathOptions]):
    """The single strongest route to a harm."""

    name = "worst_path"
    title = "Worst path: the single strongest route to a harm"
    params = PathOptions
    explanation = PathExplanation

    def solve(
        self, net: Network, snapshot: Snapshot, own: Own, params: PathOptions, *, viewed: Sequence[int] | None = None
    ) -> PathResult:
        """Give every party's strongest link; the result's `routes` give its route."""
        del viewed
        return values.score(net, snapshot, own, params)

    def take_apart(self, asked: Asked, params: PathOptions) -> PathExplanation:
        """Give the route link by link and what lies at its end, whose product is the value."""
        return route.explain(asked, params)
