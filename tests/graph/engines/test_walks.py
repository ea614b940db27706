"""The largest walks, against all walks told one by one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from headwater.graph.engines.order import layout
from headwater.graph.engines.sums import solve
from headwater.graph.engines.walks import completion, fold_walk, largest_walks

LONGEST = 12


def graph(rng):
    """A random graph of a few rows with cycles; row sums at most 0.85, some weights and terms 0."""
    n = int(rng.integers(2, 6))
    dense = np.where(rng.random((n, n)) < 0.5, rng.random((n, n)), 0.0) * (rng.random((n, n)) < 0.95)
    np.fill_diagonal(dense, 0.0)
    dense *= 0.85 / np.maximum(dense.sum(axis=1, keepdims=True), 1.0)
    row, col = np.nonzero(dense)
    ip = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(row, minlength=n), out=ip[1:])
    c = rng.random(n) * (rng.random(n) < 0.8)
    return dense, ip, col.astype(np.int32), dense[row, col], c


def all_walks(dense, c, start, longest):
    """Every walk of at most so many links with a term above 0: rows → amount."""
    out = {}
    front = [((start,), 1.0)]
    for _ in range(longest + 1):
        further = []
        for rows, weight in front:
            if weight * c[rows[-1]] > 0:
                out[rows] = weight * c[rows[-1]]
            further += [
                ((*rows, u), weight * dense[rows[-1], u]) for u in range(len(c)) if weight * dense[rows[-1], u] > 1e-7
            ]
        front = further
    return out


@pytest.mark.parametrize("seed", range(60))
def test_the_walks_are_the_largest_of_all_in_order(seed):
    rng = np.random.default_rng(seed)
    dense, ip, ix, w, c = graph(rng)
    told = all_walks(dense, c, 0, LONGEST)
    # what 12 links can't hold is under the smallest amount compared
    beyond = 0.85 ** (LONGEST + 1)
    expect = [x for x in sorted(told.values(), reverse=True) if x > beyond][:15]
    got = largest_walks(ip, ix, w, c, 0, len(expect), m=completion(layout(ip, ix), w, c))
    assert got.amounts == pytest.approx(expect, abs=1e-14), seed
    for rows, weight, amount in zip(got.rows, got.weights, got.amounts, strict=True):
        assert amount == pytest.approx(told[rows], abs=1e-15), (seed, rows)
        assert amount == pytest.approx(weight * c[rows[-1]], abs=1e-15)
    left = [x for rows, x in told.items() if rows not in set(got.rows)]
    assert max(left, default=0.0) <= got.bound
    assert got.bound <= min(got.amounts, default=np.inf) * (1 + 1e-8)


@pytest.mark.parametrize("seed", range(20))
def test_with_a_limit_on_hops_the_walks_are_all_there_and_sum_to_the_layered_sum(seed):
    dense, ip, ix, w, c = graph(np.random.default_rng(seed))
    lay = layout(ip, ix)
    for hops in (1, 2, 3):
        told = all_walks(dense, c, 0, hops)
        got = largest_walks(ip, ix, w, c, 0, 10_000, m=completion(lay, w, c), hops=hops)
        assert set(told) <= set(got.rows)
        assert got.bound == 0.0
        assert got.amounts.sum() == pytest.approx(solve(lay, w, c[:, None], hops=hops).x[0, 0], abs=1e-12)


def test_the_first_step_may_weigh_otherwise_and_the_start_has_a_term_of_its_own():
    # 1 -> 0 with share .5 and weight .4; 2 -> 1
    ip, ix, w = np.array([0, 1, 2, 2]), np.array([1, 2], np.int32), np.array([0.4, 0.25])
    c = np.array([0.9, 0.2, 0.8])
    m = completion(layout(ip, ix), w, c)
    got = largest_walks(ip, ix, w, c, 0, 9, m=m, first=np.array([0.5]), own=0.15)
    assert got.rows == ((0,), (0, 1), (0, 1, 2))
    assert got.amounts == pytest.approx([0.15, 0.1, 0.1])
    assert got.bound == 0.0


def test_a_search_cut_short_says_what_may_be_left():
    dense, ip, ix, w, c = graph(np.random.default_rng(3))
    m = completion(layout(ip, ix), w, c)
    short = largest_walks(ip, ix, w, c, 0, 1_000, m=m, steps=20)
    told = all_walks(dense, c, 0, LONGEST)
    left = [x for rows, x in told.items() if rows not in set(short.rows)]
    assert 0 < len(short.rows) < 20
    assert max(left) <= short.bound


@pytest.mark.parametrize(
    ("walk", "folded"),
    [
        ((0,), (0,)),
        ((0, 1, 2), (0, 1, 2)),
        ((0, 1, 2, 1, 2), (0, 1, 2)),
        ((0, 1, 2, 1), (0, 1)),
        ((0, 1, 0, 2), (0, 2)),
    ],
)
def test_a_walk_folds_to_its_route_without_rounds(walk, folded):
    assert fold_walk(walk) == folded


def test_a_folded_walk_meets_nobody_twice_and_keeps_its_ends():
    for rows in itertools.product(range(3), repeat=6):
        walk = tuple(v for i, v in enumerate(rows) if i == 0 or v != rows[i - 1])
        folded = fold_walk(walk)
        assert len(set(folded)) == len(folded)
        assert (folded[0], folded[-1]) == (walk[0], walk[-1])
        assert set(itertools.pairwise(folded)) <= set(itertools.pairwise(walk))
