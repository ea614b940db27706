"""The largest terms of a sum over walks, in order, with a bound on every term left out.

x = c + W x is the sum over all walks v0 ← v1 ← … ← vj of w(v0, v1) · … · w(vj-1, vj) · c(vj). With the
completion bound m(v) = max(c(v), max over suppliers of w · m) a search that always goes on at the best
possible completion meets the terms in falling order (Lawler; Eppstein): rows are sorted by w · m once
when they are first visited, and a sibling waits until its elder has been taken. Walks may meet a row
twice. Source: `docs/method.md` (b).
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines.maxima import strongest
from headwater.graph.engines.order import Layout
from headwater.graph.engines.sums import Floats

STEPS = 1_000_000
"""Prefixes looked at before the search stops; what it found stays exact, and the bound holds. Assumed."""
SLACK = 1e-9
"""By which the bound is rounded up, relative: far above the rounding of a product of fifty weights."""


class Walks(NamedTuple):
    """Walks in falling order of amount, each with its product of weights (without c); rows, start first.

    No walk left out has an amount above `bound`; 0 where there is none.
    """

    rows: tuple[tuple[int, ...], ...]
    weights: Floats
    amounts: Floats
    bound: float


def completion(lay: Layout, w: Floats, c: Floats) -> Floats:
    """The largest term of any walk from each row, shape (n,); worth keeping for several searches. O(m) a sweep."""
    return strongest(lay, w, c[:, None])[:, 0]


Rows = tuple[int, ...]
Ranked = tuple[list[int], list[float], list[float]]
"""A row's suppliers with weight and gain, the best completion first."""


class _Search:
    """The walks that wait to be gone on with, the best completion on top."""

    def __init__(self, rank: Callable[[Rows], Ranked], held: Callable[[float, Rows], float], hops: int | None) -> None:
        self.rank, self.held, self.hops = rank, held, hops
        self.ticket = itertools.count()
        # (-best completion, arrival, is a finished walk, product of weights, rows, next place in its last row)
        self.heap: list[tuple[float, int, bool, float, Rows, int]] = []

    def wait(self, weight: float, rows: Rows, i: int) -> None:
        """Let a walk wait to go on at the i-th best supplier of its last row."""
        if self.hops is None or len(rows) <= self.hops:
            gain = self.rank(rows)[2]
            if i < len(gain) and weight * gain[i] > 0.0:
                heapq.heappush(self.heap, (-weight * gain[i], next(self.ticket), False, weight, rows, i))

    def visit(self, weight: float, rows: Rows) -> None:
        """Meet a walk: it may end here, or go on."""
        held = self.held(weight, rows)
        if held > 0.0:
            heapq.heappush(self.heap, (-held, next(self.ticket), True, weight, rows, 0))
        self.wait(weight, rows, 0)

    def taken(self, count: int, steps: int) -> list[tuple[Rows, float, float]]:
        """Take walks from the top, `count` finished ones at most, in `steps` at most."""
        found: list[tuple[Rows, float, float]] = []
        while self.heap and len(found) < count and steps > 0:
            steps -= 1
            best, _, finished, weight, rows, i = heapq.heappop(self.heap)
            if finished:
                found.append((rows, weight, -best))
                continue
            suppliers, weights, _ = self.rank(rows)
            self.visit(weight * weights[i], (*rows, suppliers[i]))
            self.wait(weight, rows, i + 1)
        return found


def largest_walks(
    ip: NDArray[np.int64],
    ix: NDArray[np.int32],
    w: Floats,
    c: Floats,
    start: int,
    count: int,
    *,
    m: Floats,
    first: Floats | None = None,
    own: float | None = None,
    hops: int | None = None,
    steps: int = STEPS,
) -> Walks:
    """Give the `count` largest terms of the walks from `start`.

    Args:
        ip: Where each buyer's links begin, (n+1,), in the caller's numbers.
        ix: Supplier of each link, (m,).
        w: Weight of each link, 0 to 1, shape (m,).
        c: Term of each row, >= 0, shape (n,).
        start: The row from which walks go towards suppliers.
        count: How many.
        m: `completion` of the same w and c, float64. With `hops` it is a looser bound, still a bound.
        first: Weights of the start's links where they differ from its row of `w`, in row order.
        own: Term of the walk that stays at the start; None: `c[start]`.
        hops: Longest walk in links; None: no limit.
        steps: Prefixes after which the search stops, with fewer walks than asked for.

    Cost: about 2.2 heap steps a walk, and sorting each visited row once.
    """
    ranked: dict[int, Ranked] = {}

    def rank(rows: Rows) -> Ranked:
        at_start = len(rows) == 1 and first is not None
        key = -1 if at_start else rows[-1]
        if key not in ranked:
            a, b = int(ip[rows[-1]]), int(ip[rows[-1] + 1])
            weights = first if at_start and first is not None else w[a:b]
            gain = weights * m[ix[a:b]]
            by = np.argsort(-gain, kind="stable")
            ranked[key] = ix[a:b][by].tolist(), weights[by].tolist(), gain[by].tolist()
        return ranked[key]

    def held(weight: float, rows: Rows) -> float:
        return own if len(rows) == 1 and own is not None else weight * float(c[rows[-1]])

    search = _Search(rank, held, hops)
    search.visit(1.0, (start,))
    found = search.taken(count, steps)
    return Walks(
        rows=tuple(f[0] for f in found),
        weights=np.array([f[1] for f in found], dtype=np.float64),
        amounts=np.array([f[2] for f in found], dtype=np.float64),
        bound=-search.heap[0][0] * (1.0 + SLACK) if search.heap else 0.0,
    )


def fold_walk(rows: tuple[int, ...]) -> tuple[int, ...]:
    """The walk without its rounds: whatever lies between two visits of a row is cut out, the first round first.

    >>> fold_walk((0, 1, 2, 1, 3))
    (0, 1, 3)
    """
    out: list[int] = []
    for v in rows:
        if v in out:
            del out[out.index(v) + 1 :]
        else:
            out.append(v)
    return tuple(out)
