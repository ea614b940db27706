"""What a change moves: residuals pushed towards buyers until what is left is too small to matter.

With x = c + W x known and W' = W + dW, c' = c + dc, the difference d solves d = r + W' d, where r =
dc + dW x is zero but at the rows that were edited. A row is solved by taking its residual over into d
and passing it on to its buyers. If every residual left is at most eps, the error is at most
eps / (1 - rho), rho the largest row sum of W'. Source: `reference/engine.md` 1 (b), 2 and 3.

Rows are taken suppliers first, from a heap while few are waiting; from n/50 rows waiting, or m/5 links
touched, they are swept in order instead. A sweep in which every row waits is a warm Gauss-Seidel sweep.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from headwater.graph.engines.order import Layout, transpose
from headwater.graph.engines.prefetch import AHEAD, prefetch
from headwater.graph.engines.sums import LANES, row_sum

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WAITING, TOUCHED, FEWEST = 50, 5, 8
"""Sweep from n/WAITING rows waiting, or m/TOUCHED links touched, never for fewer than FEWEST rows.

Source: `reference/engine.md` 3."""


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


@njit(cache=True)
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


@njit(cache=True)
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


@njit(cache=True, fastmath=True)
def push_rows(
    tp: Any, ti: Any, tw: Any, who: Any, xp: Any, xi: Any, xw: Any, seeds: Any, first: Any,
    eps: float, most_rows: int, most_links: int,
) -> Any:  # fmt: skip
    """Push rows suppliers first until no residual is above eps.

    `who` (sorted), `xp`, `xi`, `xw`: links whose weight changes, by supplier. Only touched rows get a
    place, in the order in which they are met, so that little memory is walked.

    `seeds`, `first` (s, LANES): rows with a residual, and it. From `most_rows` waiting or `most_links`
    touched on rows are swept in order. Gives the rows that moved and by how much,
    (rows, LANES), the largest residual left, the links touched, and whether it swept.
    """
    n = tp.size - 1
    slot = np.zeros(n, np.int32)  # 0: not met
    rows = np.empty(seeds.size + 1024, np.int32)
    r = np.zeros((seeds.size + 1024, LANES), np.float64)
    d = np.zeros((seeds.size + 1024, LANES), np.float64)
    waits = np.zeros(seeds.size + 1024, np.bool_)
    pushed = np.zeros(seeds.size + 1024, np.bool_)
    heap = np.empty(most_rows + seeds.size + LANES, np.int32)
    many = size = links = 0
    for i in range(seeds.size):
        v = seeds[i]
        many += 1
        rows[many] = v
        slot[v] = many
        r[many] = first[i]
        if np.abs(first[i]).max() > eps:
            waits[many] = True
            size = _put(heap, size, v)
    swept = False
    cursor = start = n
    while True:
        if not swept and (size > most_rows or links > most_links):
            swept = True
            start = 0
        if swept:
            while cursor < n and not waits[slot[cursor]]:
                cursor += 1
            if cursor == n:
                if start == n:
                    break
                cursor, start = start, n
                continue
            v = np.int32(cursor)
        else:
            if size == 0:
                break
            v = heap[0]
            size = _take(heap, size)
        i = slot[v]
        waits[i] = False
        pushed[i] = True
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
                wide = 2 * (many + 1 + b - a)
                wide_rows = np.empty(wide, np.int32)
                wide_waits, wide_pushed = np.zeros(wide, np.bool_), np.zeros(wide, np.bool_)
                wide_r, wide_d = np.zeros((wide, LANES), np.float64), np.zeros((wide, LANES), np.float64)
                held = many + 1
                wide_rows[:held], wide_waits[:held], wide_pushed[:held] = rows[:held], waits[:held], pushed[:held]
                wide_r[:held], wide_d[:held] = r[:held], d[:held]
                rows, waits, pushed, r, d = wide_rows, wide_waits, wide_pushed, wide_r, wide_d
            if size + b - a > heap.size:
                wide_heap = np.empty(2 * (size + b - a), np.int32)
                wide_heap[:size] = heap[:size]
                heap = wide_heap
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
                    rows[j] = u
                    slot[u] = j
                t0, t1, t2, t3 = r[j, 0] + w * a0, r[j, 1] + w * a1, r[j, 2] + w * a2, r[j, 3] + w * a3
                t4, t5, t6, t7 = r[j, 4] + w * a4, r[j, 5] + w * a5, r[j, 6] + w * a6, r[j, 7] + w * a7
                r[j, 0], r[j, 1], r[j, 2], r[j, 3] = t0, t1, t2, t3
                r[j, 4], r[j, 5], r[j, 6], r[j, 7] = t4, t5, t6, t7
                h0 = max(max(abs(t0), abs(t1)), max(abs(t2), abs(t3)))
                h1 = max(max(abs(t4), abs(t5)), max(abs(t6), abs(t7)))
                if max(h0, h1) > eps and not waits[j]:
                    waits[j] = True
                    if not swept:
                        size = _put(heap, size, u)
                    elif u <= v:
                        start = min(start, np.int64(u))
    top = 0.0
    moved = 0
    for j in range(1, many + 1):
        for k in range(LANES):
            top = max(top, abs(r[j, k]))
        if pushed[j]:
            rows[moved] = rows[j]
            d[moved] = d[j]
            moved += 1
    return rows[:moved], d[:moved], top, links, swept


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
    eps = tol * (1.0 - up.rho)
    limits = (eps, max(n // WAITING, FEWEST), max(len(up.ti) // TOUCHED, 1_000))
    parts, worst, links, swept = [], 0.0, 0, False
    for a in range(0, max(width, 1), LANES):
        part = np.zeros((len(seeds), LANES))
        part[:, : min(LANES, width - a)] = seed[:, a : a + LANES]
        met, moved, left, used, by_sweep = push_rows(up.tp, up.ti, up.tw, *extra, seeds, part, *limits)
        worst, links, swept = max(worst, float(left)), links + int(used), swept or bool(by_sweep)
        parts.append((met, moved))
    at, d = parts[0]
    if len(parts) > 1:
        at = np.unique(np.concatenate([met for met, _ in parts]))
        d = np.zeros((len(at), LANES * len(parts)))
        for j, (met, values) in enumerate(parts):
            d[np.searchsorted(at, met), j * LANES : (j + 1) * LANES] = values
    return Moved(up.layout.order[at].astype(np.int64), d[:, :width], worst / (1.0 - up.rho), links, swept)
