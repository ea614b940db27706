"""The order of rows, and the proven error."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.engines.order import layout, transpose
from headwater.graph.engines.sums import adjoint, solve


def _dag(n: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    rank = rng.permutation(n)
    pairs = sorted({(int(b), int(s)) for b, s in rng.integers(0, n, (4 * n, 2)) if rank[b] > rank[s]})
    ip = np.zeros(n + 1, np.int64)
    for b, _ in pairs:
        ip[b + 1] += 1
    ip = np.cumsum(ip)
    w = np.full(len(pairs), 0.85) / np.repeat(np.maximum(np.diff(ip), 1), np.diff(ip))
    return ip, np.array([s for _, s in pairs], np.int32), w


def test_suppliers_come_before_buyers_so_one_sweep_solves_a_graph_without_cycles() -> None:
    ip, ix, w = _dag(200, 1)
    lay = layout(ip, ix)
    assert sorted(lay.order.tolist()) == list(range(200))
    for v in range(200):
        assert (lay.ix[lay.ip[v] : lay.ip[v + 1]] < v).all()
    done = solve(lay, w, np.ones((200, 3)))
    assert done.sweeps == 2  # the second confirms
    assert done.x.shape == (200, 3)


def test_the_layout_keeps_every_link() -> None:
    ip, ix, _ = _dag(60, 2)
    lay = layout(ip, ix)
    rows = np.repeat(np.arange(60), np.diff(ip))
    new = np.repeat(np.arange(60), np.diff(lay.ip))
    assert (lay.order[new] == rows[lay.pair]).all()
    assert (lay.order[lay.ix] == ix[lay.pair]).all()
    tp, ti, te = transpose(ip, ix)
    for u in range(60):
        for j in range(tp[u], tp[u + 1]):
            assert ix[te[j]] == u
            assert rows[te[j]] == ti[j]


def test_the_adjoint_is_the_row_of_the_inverse_also_with_a_limit_on_hops() -> None:
    ip, ix, w = _dag(40, 3)
    a = np.zeros((40, 40))
    a[np.repeat(np.arange(40), np.diff(ip)), ix] = w
    lay = layout(ip, ix)
    g = np.zeros(40)
    g[7] = 1.0
    assert adjoint(lay, w, g)[0] == pytest.approx(np.linalg.inv(np.eye(40) - a)[7], abs=1e-12)
    two = np.eye(40) + a + a @ a
    assert adjoint(lay, w, g, hops=2)[0] == pytest.approx(two[7], abs=1e-12)


def test_a_sum_without_end_is_refused() -> None:
    lay = layout(np.array([0, 1, 2], np.int64), np.array([1, 0], np.int32))
    with pytest.raises(ValueError, match="must be under 1"):
        solve(lay, np.array([1.0, 1.0]), np.ones((2, 1)))
