"""Whom a row that rose makes dirty: its buyers, by the links turned around."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from headwater.graph.engines.dirty import mark
from headwater.graph.engines.order import transpose
from tests.brute import draw


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("first", [True, False])
def test_it_marks_the_buyers_that_the_sweep_will_not_come_to_and_says_if_it_has_passed_any(
    seed: int, first: bool
) -> None:
    case = draw(seed)
    ip, ix, _, _ = case.csr()
    tp, ti, _ = transpose(ip, ix)
    goods = nx.DiGraph((u, v) for u, v, _, _ in case.edges)
    goods.add_nodes_from(range(case.n))
    for v in range(case.n):
        buyers = set(goods.successors(v))
        passed = {b for b in buyers if b <= v}
        dirty = np.zeros(case.n, np.bool_)
        assert mark(tp, ti, v, dirty, first) == bool(passed)
        assert set(np.flatnonzero(dirty).tolist()) == (passed if first else buyers)


def test_a_row_that_is_dirty_already_stays_so() -> None:
    dirty = np.array([True, True, False])
    tp, ti = np.array([0, 0, 0, 1]), np.array([0], np.int32)
    assert mark(tp, ti, 2, dirty, True)
    assert dirty.tolist() == [True, True, False]
