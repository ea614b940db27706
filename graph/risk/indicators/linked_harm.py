"""linked_harm: is the buyer linked to at least one harm, and how surely?"""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.risk.explain import harm
from headwater.graph.risk.explain.asked import Asked
from headwater.graph.risk.explain.harm import HarmExplanation
from headwater.graph.risk.indicators.base import Indicator
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values import linked_harm as values
from headwater.graph.risk.values.params import LinkedOptions
from headwater.graph.risk.values.result import Result
from headwater.graph.snapshot import Snapshot


class LinkedHarm(Indicator[LinkedOptions]):
    """Whether a buyer is linked to at least one harm, and how surely."""

    name = "linked_harm"
    title = "Linked harm: whether at least one harm lies behind it, and how surely"
    params = LinkedOptions
    explanation = HarmExplanation

    def solve(
        self, net: Network, snapshot: Snapshot, own: Own, params: LinkedOptions, *, viewed: Sequence[int] | None = None
    ) -> Result:
        """Give every party's probability; `viewed` get the exact or sampled value on any graph."""
        return values.score(net, snapshot, own, params, viewed)

    def take_apart(self, asked: Asked, params: LinkedOptions) -> HarmExplanation:
        """Say how far one looks, and what the value would lose without one party; nothing here adds up."""
        return harm.explain(asked, params)
