"""The largest terms of a sum over walks, in order, with a bound on every term left out.

x = c + W x is the sum over all walks v0 ← v1 ← … ← vj of w(v0, v1) · … · w(vj-1, vj) · c(vj). With the
completion bound m(v) = max(c(v), max over suppliers of w · m) a search that always goes on at the best
possible completion meets the terms in falling order (Lawler; Eppstein): rows are sorted by w · m once
when they are first visited, and a sibling waits until its elder has been taken. Walks may meet a row
twice. Source: `reference/engine.md` 1 (b).
"""

from __future__ import annotations

import heapq
import itertools
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
    ranked: dict[int, tuple[list[int], list[float], list[float]]] = {}
    ticket = itertools.count()
    # (-best completion, arrival, is a finished walk, product of weights, rows, next place in its last row)
    heap: list[tuple[float, int, bool, float, tuple[int, ...], int]] = []

    def row_of(rows: tuple[int, ...]) -> tuple[list[int], list[float], list[float]]:
        at_start = len(rows) == 1 and first is not None
        key = -1 if at_start else rows[-1]
        if key not in ranked:
            a, b = int(ip[rows[-1]]), int(ip[rows[-1] + 1])
            weights = first if at_start and first is not None else w[a:b]
            gain = weights * m[ix[a:b]]
            by = np.argsort(-gain, kind="stable")
            ranked[key] = ix[a:b][by].tolist(), weights[by].tolist(), gain[by].tolist()
        return ranked[key]

    def wait(weight: float, rows: tuple[int, ...], i: int) -> None:
        if hops is None or len(rows) <= hops:
            gain = row_of(rows)[2]
            if i < len(gain) and weight * gain[i] > 0.0:
                heapq.heappush(heap, (-weight * gain[i], next(ticket), False, weight, rows, i))

    def visit(weight: float, rows: tuple[int, ...]) -> None:
        held = own if len(rows) == 1 and own is not None else weight * float(c[rows[-1]])
        if held > 0.0:
            heapq.heappush(heap, (-held, next(ticket), True, weight, rows, 0))
        wait(weight, rows, 0)

    visit(1.0, (start,))
    found: list[tuple[tuple[int, ...], float, float]] = []
    while heap and len(found) < count and steps > 0:
        steps -= 1
        best, _, finished, weight, rows, i = heapq.heappop(heap)
        if finished:
            found.append((rows, weight, -best))
            continue
        suppliers, weights, _ = row_of(rows)
        visit(weight * weights[i], (*rows, suppliers[i]))
        wait(weight, rows, i + 1)
    return Walks(
        rows=tuple(f[0] for f in found),
        weights=np.array([f[1] for f in found], dtype=np.float64),
        amounts=np.array([f[2] for f in found], dtype=np.float64),
        bound=-heap[0][0] * (1.0 + SLACK) if heap else 0.0,
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
