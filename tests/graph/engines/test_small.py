"""Exact on the small graph behind a row: against every world counted one by one."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.engines.small import ancestors, ancestry, exact
from tests.brute import draw, exposure


def of(seed: int, target: int, hops: int | None, limit: int = 20) -> float | None:
    case = draw(seed)
    ip, ix, q, _ = case.csr()
    part = ancestry(ip, ix, q, target, hops)
    assert part is not None
    found = exact(part, q, case.p[:, None], hops, limit)
    return None if found is None else float(found[0])


@pytest.mark.parametrize("hops", [None, 0, 1, 2, 3])
@pytest.mark.parametrize("seed", range(12))
def test_it_is_what_brute_force_says_of_every_row(seed: int, hops: int | None) -> None:
    case = draw(seed)
    wanted = exposure(case, hops)
    for target in range(case.n):
        assert of(seed, target, hops) == pytest.approx(wanted[target], abs=1e-12)


#   2 ─.5─▶ 1 ─.5─▶ 0      and 2 ─.2─▶ 0
PATHS = (np.array([0, 2, 3, 3]), np.array([1, 2, 2], np.int32), np.array([0.5, 0.2, 0.5]))


@pytest.mark.parametrize(("hops", "expected"), [(0, 0.0), (1, 0.2), (2, 1 - 0.8 * 0.75), (None, 1 - 0.8 * 0.75)])
def test_a_limit_on_hops_leaves_out_longer_ways(hops: int | None, expected: float) -> None:
    part = ancestry(*PATHS, 0, hops)
    assert part is not None
    found = exact(part, PATHS[2], np.array([[0.0], [0.0], [1.0]]), hops)
    assert found is not None
    assert found[0] == pytest.approx(expected, abs=1e-15)


#   3 ─▶ 2 ─▶ 1 ─▶ 0      and 2 ─▶ 0, every link .5
LATE = (np.array([0, 2, 3, 4, 4]), np.array([1, 2, 2, 3], np.int32), np.full(4, 0.5))


def test_a_row_that_is_met_late_is_not_gone_on_from() -> None:
    # Within two links the harm of 3 comes by 2 alone; where 2 ─▶ 0 is closed, 2 is met at its last link.
    part = ancestry(*LATE, 0, 2)
    assert part is not None
    found = exact(part, LATE[2], np.array([[0.0], [0.0], [0.0], [1.0]]), 2)
    assert found is not None
    assert found[0] == pytest.approx(0.25, abs=1e-15)


def test_too_many_uncertain_links_or_links_met_give_none() -> None:
    part = ancestry(*PATHS, 0, None)
    assert part is not None
    assert exact(part, PATHS[2], np.array([[0.0], [0.0], [1.0]]), None, limit=2) is None
    assert ancestry(*PATHS, 0, None, cap=2) is None
    assert ancestry(*PATHS, 0, None, cap=3) is not None


def test_ancestors_come_nearest_first_and_never_over_impossible_links() -> None:
    ip, ix, t = PATHS
    rows, distance = ancestors(ip, ix, t, 0, -1, 99)
    assert (rows.tolist(), distance.tolist()) == ([0, 1, 2], [0, 1, 1])
    rows, distance = ancestors(ip, ix, np.array([0.5, 0.0, 0.5]), 0, -1, 99)
    assert (rows.tolist(), distance.tolist()) == ([0, 1, 2], [0, 1, 2])
    assert ancestors(ip, ix, np.zeros(3), 0, -1, 99)[0].tolist() == [0]
