"""upstream_risk: how much of what a buyer buys leads back to harm or risk."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.risk.explain import upstream
from headwater.graph.risk.explain.asked import Asked
from headwater.graph.risk.explain.upstream import Explanation
from headwater.graph.risk.indicators.base import Indicator
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values import upstream_risk as values
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.values.result import Result
from headwater.graph.snapshot import Snapshot


class UpstreamRisk(Indicator[UpstreamOptions]):
    """How much of the purchases leads back to harm or risk."""

    name = "upstream_risk"
    title = "Upstream risk: how much of what is bought leads back to harm or risk"
    params = UpstreamOptions
    explanation = Explanation

    def solve(
        self,
        net: Network,
        snapshot: Snapshot,
        own: Own,
        params: UpstreamOptions,
        *,
        viewed: Sequence[int] | None = None,
    ) -> Result:
        """Give every party's value, its three parts, and its range. O(links · issues · sweeps)."""
        del viewed
        return values.score(net, snapshot, own, params)

    def take_apart(self, asked: Asked, params: UpstreamOptions) -> Explanation:
        """Give lists that add up: by direct supplier, origin, path, finding, and what nobody named."""
        return upstream.explain(asked, params)
