"""Strongest single routes: y(v) = max(p(v), max over suppliers u of t(u,v) · y(u)).

t is at most 1, so simple paths suffice and sweeps from y = p reach the one solution from below.
Ties: fewest hops, then the smallest supplier. Source: `docs/method.md` (c).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines import lines
from headwater.graph.engines.checks import between
from headwater.graph.engines.dirty import mark
from headwater.graph.engines.kernel import kernel
from headwater.graph.engines.order import Layout
from headwater.graph.engines.prefetch import AHEAD, prefetch
from headwater.graph.engines.sums import LANES, LARGEST, Floats, blocks, unblock

TIE = 1e-12
"""Relative difference under which two routes count as equally strong."""
TIED = 10_000
"""Rows on equally strong routes up to which these are counted. Assumed: a second."""


@kernel()
def _row(ip: Any, ix: Any, t: Any, p: Any, x: Any, v: int) -> Any:
    """max(p, t · x) of one row, with the lanes written out to stay in registers."""
    m = ix.size
    a0, a1, a2, a3, a4, a5, a6, a7 = p[v, 0], p[v, 1], p[v, 2], p[v, 3], p[v, 4], p[v, 5], p[v, 6], p[v, 7]
    for e in range(ip[v], ip[v + 1]):
        if e + AHEAD < m:
            prefetch(x, np.int64(ix[e + AHEAD]))
        a = t[e]
        u = ix[e]
        b0 = a * x[u, 0]
        b1 = a * x[u, 1]
        b2 = a * x[u, 2]
        b3 = a * x[u, 3]
        b4 = a * x[u, 4]
        b5 = a * x[u, 5]
        b6 = a * x[u, 6]
        b7 = a * x[u, 7]
        a0 = b0 if b0 > a0 else a0
        a1 = b1 if b1 > a1 else a1
        a2 = b2 if b2 > a2 else a2
        a3 = b3 if b3 > a3 else a3
        a4 = b4 if b4 > a4 else a4
        a5 = b5 if b5 > a5 else a5
        a6 = b6 if b6 > a6 else a6
        a7 = b7 if b7 > a7 else a7
    return a0, a1, a2, a3, a4, a5, a6, a7


@kernel()
def max_step(ip: Any, ix: Any, t: Any, p: Any, x: Any, y: Any) -> bool:
    """Give y = max(p, t · x) of every row, from x alone: one link further. Says whether anything rose."""
    rose = False
    for v in range(ip.size - 1):
        found = _row(ip, ix, t, p, x, v)
        for k in range(LANES):
            rose = rose or found[k] > x[v, k]
            y[v, k] = found[k]
    return rose


@kernel()
def max_sweep(ip: Any, ix: Any, tp: Any, ti: Any, t: Any, p: Any, x: Any, dirty: Any, first: bool) -> bool:
    """Raise x to max(p, t · x) in place, row by row: all rows at first, then the dirty ones.

    A row that rises makes its buyers dirty (tp, ti: the transposed graph). Says whether any row is
    left dirty; if none is, x is the solution.
    """
    left = False
    for v in range(ip.size - 1):
        if not first and not dirty[v]:
            continue
        dirty[v] = False
        found = _row(ip, ix, t, p, x, v)
        rose = False
        for k in range(LANES):
            if found[k] > x[v, k]:
                x[v, k] = found[k]
                rose = True
        if rose and mark(tp, ti, v, dirty, first):
            left = True
    return left


@kernel()
def hop_counts(ip: Any, ix: Any, t: Any, p: Any, y: Any) -> Any:
    """Fewest hops of a strongest route of each row (one issue); -1 where there is none."""
    n = ip.size - 1
    hops = np.full(n, -1, np.int32)
    for v in range(n):
        if y[v] > 0.0 and p[v] >= y[v] * (1.0 - TIE):
            hops[v] = 0
    changed = True
    while changed:
        changed = False
        for v in range(n):
            if y[v] <= 0.0:
                continue
            for e in range(ip[v], ip[v + 1]):
                u = ix[e]
                if hops[u] >= 0 and t[e] * y[u] >= y[v] * (1.0 - TIE) and (hops[v] < 0 or hops[u] + 1 < hops[v]):
                    hops[v] = hops[u] + 1
                    changed = True
    return hops


def strongest(lay: Layout, t: Floats, p: Floats, hops: int | None = None) -> Floats:
    """Give y of every row and column, shape (n, C); with `hops` over routes of at most so many links.

    Kept in float64 at every size, since routes are read off equal values.

    Raises:
        ValueError: A strength isn't 0 to 1, or p is negative or NaN.
    """
    between(t, "strength of link", 0.0, 1.0)
    between(p, "own strength", 0.0, LARGEST)
    weights = t[lay.pair]
    out: list[NDArray[Any]] = []
    for own in blocks(p, lay.order):
        x = lines.copy(own)
        if hops is None:
            tp, ti, _ = lay.transposed
            dirty = np.zeros(lay.n, np.bool_)
            left = max_sweep(lay.ip, lay.ix, tp, ti, weights, own, x, dirty, True)
            while left:
                left = max_sweep(lay.ip, lay.ix, tp, ti, weights, own, x, dirty, False)
        else:
            y = lines.zeros(x.shape, x.dtype)
            for _ in range(hops):
                rose = max_step(lay.ip, lay.ix, weights, own, x, y)
                x, y = y, x
                if not rose:
                    break
        out.append(x)
    return unblock(out, lay.rank, p.shape[1])


class Routes:
    """The strongest routes of one issue, read one party at a time (rows in the caller's numbers)."""

    def __init__(
        self, ip: NDArray[np.int64], ix: NDArray[np.int32], t: Floats, p: Floats, y: Floats, hops: int | None
    ) -> None:
        """Take the graph, link strengths, own strengths p and values y, each of one issue."""
        self.ip, self.ix, self.t, self.p, self.y = ip, ix, t, p, y
        self.layers: list[Floats] | None = None
        if hops is None:
            self.hops = hop_counts(ip, ix, t, p, y)
        else:
            self.layers = [p]
            for _ in range(hops):
                moved = t * self.layers[-1][ix]
                nxt = p.copy()
                np.maximum.at(nxt, np.repeat(np.arange(len(p)), np.diff(ip)), moved)
                self.layers.append(nxt)

    def route(self, v: int) -> tuple[int, ...]:
        """The strongest route, buyer first; empty where nothing upstream carries a risk."""
        if not self.y[v] > 0.0:
            return ()
        if self.layers is not None:
            left = next(j for j, layer in enumerate(self.layers) if layer[v] >= self.layers[-1][v] * (1.0 - TIE))
        else:
            left = int(self.hops[v])
        path = [v]
        while left > 0:
            v = self._next(v, left)
            if v < 0:  # only within the tolerance of a tie: the own strength ends the route
                break
            path.append(v)
            left -= 1
        return tuple(path)

    def ties(self, v: int, most: int = TIED) -> tuple[int, tuple[int, ...]] | None:
        """How many strongest routes are as short as the shortest, and the rows at which they end, sorted.

        None: more than `most` rows lie on them. Without any route (0, ()).
        """
        left = len(self.route(v)) - 1
        if left < 0:
            return 0, ()
        ways = {v: 1}
        for rest in range(left, 0, -1):
            further: dict[int, int] = {}
            for row, count in ways.items():
                for u in self._good(row, rest).tolist():
                    further[u] = further.get(u, 0) + count
                if len(further) > most:
                    return None
            ways = further
        return sum(ways.values()), tuple(sorted(ways))

    def _next(self, v: int, left: int) -> int:
        """The smallest supplier that carries on a strongest route with one hop less; -1 where there is none."""
        good = self._good(v, left)
        return int(good[0]) if len(good) else -1

    def _good(self, v: int, left: int) -> NDArray[np.int32]:
        """The suppliers that carry on a strongest route with one hop less, the smallest first."""
        e = slice(int(self.ip[v]), int(self.ip[v + 1]))
        u, t = self.ix[e], self.t[e]
        if self.layers is not None:
            good = t * self.layers[left - 1][u] >= self.layers[left][v] * (1.0 - TIE)
        else:
            good = (self.hops[u] == left - 1) & (t * self.y[u] >= self.y[v] * (1.0 - TIE))
        return np.sort(u[good])
