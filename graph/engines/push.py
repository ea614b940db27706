"""What a change moves: residuals pushed towards buyers until what is left is too small to matter.

With x = c + W x known and W' = W + dW, c' = c + dc, the difference d solves d = r + W' d, where r =
dc + dW x is zero but at the rows that were edited. A row is solved by taking its residual over into d
and passing it on to its buyers. If every residual left is at most eps, the error is at most
eps / (1 - rho), rho the largest row sum of W'. Source: `docs/method.md` (b).

Rows are taken suppliers first, from a heap while few are waiting; from n/50 rows waiting, or m/5 links
touched, they are swept in order instead. A sweep in which every row waits is a warm Gauss-Seidel sweep.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines.kernel import kernel
from headwater.graph.engines.lines import zeros
from headwater.graph.engines.order import Layout, transpose
from headwater.graph.engines.prefetch import AHEAD, prefetch
from headwater.graph.engines.sums import LANES, row_sum

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WAITING, TOUCHED, FEWEST = 50, 5, 8
"""Sweep from n/WAITING rows waiting, or m/TOUCHED links touched, never for fewer than FEWEST rows.

Measured: `docs/method.md` (b)."""


@dataclass(frozen=True, eq=False)
class Upward:
    """The links of a layout by supplier: to which buyer (`ti`), at which weight (`tw`).

    `rho` is the largest row sum of the weights; edits must not raise it.
    """

    layout: Layout
    tp: Ints
    ti: NDArray[np.int32]
    tw: Floats
    rho: float

    @staticmethod
    def of(lay: Layout, w: Floats) -> Upward:
        """Turn the links around; `w` is in the caller's order. O(n + m), once a graph."""
        weights = w[lay.pair]
        rho = row_sum(lay.ip, weights)
        if not rho < 1.0:
            raise ValueError(f"the largest row sum is {rho}; it must be under 1")
        tp, ti, te = transpose(lay.ip, lay.ix)
        return Upward(lay, tp, ti, weights[te], rho)


@dataclass(frozen=True, eq=False)
class Change:
    """An edit as differences, in the caller's numbers.

    Attributes:
        rows: Rows whose own term changes, each once, (r,).
        terms: By how much, (r, C).
        supplier, buyer, weight: By how much the weight of a link changes, (e,), each link once; minus
            the old weight takes a link away, a link that wasn't there gets its weight.
    """

    rows: Ints
    terms: Floats
    supplier: Ints
    buyer: Ints
    weight: Floats


@dataclass(frozen=True, eq=False)
class Moved:
    """What changed: `d[i]` is the difference of row `rows[i]`; every other row stayed, within `error`."""

    rows: Ints
    d: Floats
    error: float
    links: int
    swept: bool

    def on(self, x: Floats) -> Floats:
        """The new state, a copy."""
        out = x.copy()
        out[self.rows] += self.d
        return out


@kernel()
def _put(heap: Any, size: int, v: int) -> int:
    """Put a row into the heap; gives the new size."""
    j = size
    while j > 0:
        up = (j - 1) >> 1
        if heap[up] <= v:
            break
        heap[j] = heap[up]
        j = up
    heap[j] = v
    return size + 1


@kernel()
def _take(heap: Any, size: int) -> int:
    """Close the gap after the first row was read; gives the new size."""
    size -= 1
    last = heap[size]
    i = 0
    while True:
        c = 2 * i + 1
        if c >= size:
            break
        if c + 1 < size and heap[c + 1] < heap[c]:
            c += 1
        if heap[c] >= last:
            break
        heap[i] = heap[c]
        i = c
    heap[i] = last
    return size


@kernel(inline=True, fastmath=True)
def _pass(
    r: Any, j: Any, w: float, a0: float, a1: float, a2: float, a3: float, a4: float, a5: float, a6: float, a7: float
) -> Any:
    """Add w · a to a residual, with the lanes written out to stay in registers; gives its largest size."""
    t0, t1, t2, t3 = r[j, 0] + w * a0, r[j, 1] + w * a1, r[j, 2] + w * a2, r[j, 3] + w * a3
    t4, t5, t6, t7 = r[j, 4] + w * a4, r[j, 5] + w * a5, r[j, 6] + w * a6, r[j, 7] + w * a7
    r[j, 0], r[j, 1], r[j, 2], r[j, 3] = t0, t1, t2, t3
    r[j, 4], r[j, 5], r[j, 6], r[j, 7] = t4, t5, t6, t7
    h0 = max(max(abs(t0), abs(t1)), max(abs(t2), abs(t3)))
    h1 = max(max(abs(t4), abs(t5)), max(abs(t6), abs(t7)))
    return max(h0, h1)


@kernel()
def _room(size: int) -> Any:
    """Empty places for rows that are met: which row, its residual, its difference, whether it waits, was pushed."""
    r, d = np.zeros((size, LANES), np.float64), np.zeros((size, LANES), np.float64)
    return np.empty(size, np.int32), r, d, np.zeros(size, np.bool_), np.zeros(size, np.bool_)


@kernel()
def _widened(held: int, more: int, rows: Any, r: Any, d: Any, waits: Any, pushed: Any) -> Any:
    """The places with room for `more` rows beyond the `held` ones."""
    wide_rows, wide_r, wide_d, wide_waits, wide_pushed = _room(2 * (held + more))
    wide_rows[:held], wide_waits[:held], wide_pushed[:held] = rows[:held], waits[:held], pushed[:held]
    wide_r[:held], wide_d[:held] = r[:held], d[:held]
    return wide_rows, wide_r, wide_d, wide_waits, wide_pushed


@kernel()
def _wider_heap(heap: Any, size: int, more: int) -> Any:
    """The heap with room for `more` rows."""
    wide = np.empty(2 * (size + more), np.int32)
    wide[:size] = heap[:size]
    return wide


@kernel(fastmath=True)
def push_rows(
    tp: Any, ti: Any, tw: Any, who: Any, xp: Any, xi: Any, xw: Any, seeds: Any, first: Any,
    eps: float, most_rows: int, most_links: int,
) -> Any:  # fmt: skip
    """Push rows suppliers first until no residual is above eps, or until there are too many of them.

    `who` (sorted), `xp`, `xi`, `xw`: links whose weight changes, by supplier. Only touched rows get a
    place, in the order in which they are met, so that little memory is walked.
    `seeds`, `first` (s, LANES): rows with a residual, and it. It stops with more than `most_rows` waiting or
    `most_links` touched. Gives the rows met (k,), their differences and residuals (k, LANES), whether each still
    waits and whether it was pushed (k,), and the links touched.
    """
    slot = np.zeros(tp.size - 1, np.int32)  # 0: not met
    rows, r, d, waits, pushed = _room(seeds.size + 1024)
    heap = np.empty(most_rows + seeds.size + LANES, np.int32)
    many = size = links = 0
    for i in range(seeds.size):
        v, many = seeds[i], many + 1
        rows[many], slot[v], r[many] = v, many, first[i]
        if np.abs(first[i]).max() > eps:
            waits[many] = True
            size = _put(heap, size, v)
    while 0 < size <= most_rows and links <= most_links:
        v = heap[0]
        size = _take(heap, size)
        i = slot[v]
        waits[i], pushed[i] = False, True
        a0, a1, a2, a3 = r[i, 0], r[i, 1], r[i, 2], r[i, 3]
        a4, a5, a6, a7 = r[i, 4], r[i, 5], r[i, 6], r[i, 7]
        d[i] += r[i]
        r[i] = 0.0
        for part in range(2):
            a, b = tp[v], tp[v + 1]
            if part == 1:
                at = np.searchsorted(who, v)
                if at == who.size or who[at] != v:
                    break
                a, b = xp[at], xp[at + 1]
            links += b - a
            if many + 1 + b - a > rows.size:
                rows, r, d, waits, pushed = _widened(many + 1, b - a, rows, r, d, waits, pushed)
            if size + b - a > heap.size:
                heap = _wider_heap(heap, size, b - a)
            for e in range(a, b):
                if part == 0:
                    if e + AHEAD < b:
                        prefetch(r, np.int64(slot[ti[e + AHEAD]]))
                    u, w = ti[e], tw[e]
                else:
                    u, w = xi[e], xw[e]
                j = slot[u]
                if j == 0:
                    many += 1
                    j = many
                    rows[j], slot[u] = u, j
                if _pass(r, j, w, a0, a1, a2, a3, a4, a5, a6, a7) > eps and not waits[j]:
                    waits[j] = True
                    size = _put(heap, size, u)
    k = many + 1
    return rows[1:k], d[1:k], r[1:k], waits[1:k], pushed[1:k], links


@kernel(fastmath=True)
def sweep_rows(
    tp: Any, ti: Any, tw: Any, who: Any, xp: Any, xi: Any, xw: Any,
    r: Any, waits: Any, place: Any, rows: Any, d: Any, many: int, eps: float,
) -> Any:  # fmt: skip
    """Push the waiting rows in order, sweep by sweep, until none waits. Three times as fast as the heap for a hub.

    r (n, LANES), waits (n,): residual of every row, and whether it waits. rows (n,), d (n, LANES): which rows were
    pushed, and their differences, the first `many` of them filled; `place` (n,) gives each row's place in them plus
    one, 0 where it wasn't pushed. All are changed in place. Gives how many are filled, and the links touched.
    """
    n = tp.size - 1
    m = ti.size
    links = 0
    start = 0
    while start < n:
        cursor, start = start, n
        for v in range(cursor, n):
            if not waits[v]:
                continue
            waits[v] = False
            a0, a1, a2, a3 = r[v, 0], r[v, 1], r[v, 2], r[v, 3]
            a4, a5, a6, a7 = r[v, 4], r[v, 5], r[v, 6], r[v, 7]
            if place[v] == 0:
                rows[many] = v
                for k in range(LANES):
                    d[many, k] = 0.0
                many += 1
                place[v] = many
            i = place[v] - 1
            for k in range(LANES):
                d[i, k] += r[v, k]
                r[v, k] = 0.0
            links += tp[v + 1] - tp[v]
            for e in range(tp[v], tp[v + 1]):
                if e + AHEAD < m:
                    prefetch(r, np.int64(ti[e + AHEAD]))
                u = ti[e]
                if _pass(r, u, tw[e], a0, a1, a2, a3, a4, a5, a6, a7) > eps and not waits[u]:
                    waits[u] = True
                    if u <= v:
                        start = min(start, np.int64(u))
            at = np.searchsorted(who, v)
            if at < who.size and who[at] == v:
                links += xp[at + 1] - xp[at]
                for e in range(xp[at], xp[at + 1]):
                    u = xi[e]
                    if _pass(r, u, xw[e], a0, a1, a2, a3, a4, a5, a6, a7) > eps and not waits[u]:
                        waits[u] = True
                        if u <= v:
                            start = min(start, np.int64(u))
    return many, links


def _moved(
    up: Upward, extra: tuple[Any, Any, Any, Any], seeds: Any, first: Floats, limits: tuple[float, int, int]
) -> tuple[NDArray[np.int32], Floats, float, int, bool]:
    """Rows that moved and by how much, (rows, LANES), the largest residual left, links touched, whether it swept."""
    eps, n = limits[0], up.layout.n
    met, d, left, waiting, pushed, used = push_rows(up.tp, up.ti, up.tw, *extra, seeds, first, *limits)
    rows, d = met[pushed], d[pushed]
    if not waiting.any():
        return rows, d, float(np.abs(left).max(initial=0.0)), int(used), False
    r, waits, place = zeros((n, LANES)), np.zeros(n, np.bool_), np.zeros(n, np.int32)
    r[met], waits[met], place[rows] = left, waiting, np.arange(1, len(rows) + 1)
    every, moved, filled = np.empty(n, np.int32), np.empty((n, LANES)), len(rows)
    every[:filled], moved[:filled] = rows, d
    many, more = sweep_rows(up.tp, up.ti, up.tw, *extra, r, waits, place, every, moved, filled, eps)
    # No residual above eps is left: that is when it ends.
    return every[:many].copy(), moved[:many].copy(), eps, int(used + more), True


def push(up: Upward, x: Floats, change: Change, *, tol: float = 1e-12) -> Moved:
    """Give what an edit moves, for every row at once.

    Args:
        up: The links before the edit.
        x: The state before it, (n, C), in the caller's order.
        change: The edit.
        tol: Error wanted, of each value; the error returned is what came out, without that of `x`.
    """
    rank, n, width = up.layout.rank, up.layout.n, x.shape[1]
    rows, place = np.unique(np.concatenate([change.rows, change.buyer]), return_inverse=True)
    seed = np.zeros((len(rows), width))
    seed[place[: len(change.rows)]] = change.terms
    np.add.at(seed, place[len(change.rows) :], change.weight[:, None] * x[change.supplier])
    by = np.argsort(rank[change.supplier], kind="stable")
    who, count = np.unique(rank[change.supplier], return_counts=True)
    xp = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    extra = (who, xp, rank[change.buyer][by], change.weight[by])
    seeds = rank[rows]
    eps = tol * (1.0 - up.rho) * (1.0 - 4e-16)  # so that eps / (1 - rho) is at most tol after rounding
    limits = (eps, max(n // WAITING, FEWEST), max(len(up.ti) // TOUCHED, 1_000))
    parts, worst, links, swept = [], 0.0, 0, False
    for a in range(0, max(width, 1), LANES):
        part = np.zeros((len(seeds), LANES))
        part[:, : min(LANES, width - a)] = seed[:, a : a + LANES]
        met, moved, left, used, by_sweep = _moved(up, extra, seeds, part, limits)
        worst, links, swept = max(worst, left), links + used, swept or by_sweep
        parts.append((met, moved))
    at, d = parts[0]
    if len(parts) > 1:
        at = np.unique(np.concatenate([met for met, _ in parts]))
        d = np.zeros((len(at), LANES * len(parts)))
        for j, (met, values) in enumerate(parts):
            d[np.searchsorted(at, met), j * LANES : (j + 1) * LANES] = values
    return Moved(up.layout.order[at].astype(np.int64), d[:, :width], worst / (1.0 - up.rho), links, swept)
