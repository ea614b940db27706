"""Who can reach one party, and what of it linked_harm looks at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines.small import Ancestry, ancestry
from headwater.graph.risk.explain.asked import Asked
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Matrix
from headwater.graph.risk.values.linked_harm import transmission
from headwater.graph.risk.values.params import LinkedOptions

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Reach:
    """One party and issue of linked_harm.

    `whole` is everybody upstream, at any distance; `t` the probability that a link carries, (m,); `p` the chance of
    harm, (n, K), 0 where it isn't known; `k` the issue's column.
    """

    asked: Asked
    net: Network
    options: LinkedOptions
    whole: Ancestry
    t: Floats
    p: Matrix
    k: int

    @staticmethod
    def of(asked: Asked, net: Network, options: LinkedOptions, k: int) -> Reach:
        """Look upstream from the party asked for. O(links)."""
        t = transmission(net, options.materiality)[0]
        whole = ancestry(net.ip, net.ix, t, asked.b, None)
        assert whole is not None
        return Reach(asked, net, options, whole, t, np.nan_to_num(asked.own.p), k)
