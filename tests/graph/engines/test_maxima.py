"""The strongest route: against every walk of so many links, multiplied out."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.engines.maxima import strongest
from headwater.graph.engines.order import layout
from tests.brute import draw


@pytest.mark.parametrize("hops", [None, 0, 1, 2])
@pytest.mark.parametrize("seed", range(10))
def test_it_is_the_largest_product_over_any_route(seed: int, hops: int | None) -> None:
    case = draw(seed)
    ip, ix, q, _ = case.csr()
    strength = np.zeros((case.n, case.n))
    for u, v, t, _ in case.edges:
        strength[v, u] = t
    best = case.p.copy()
    for _ in range(case.n if hops is None else hops):
        best = np.maximum(case.p, (strength * best[None, :]).max(axis=1))
    assert strongest(layout(ip, ix), q, case.p[:, None], hops)[:, 0] == pytest.approx(best, abs=1e-15)
