"""The order in which rows are solved: suppliers before buyers, so that one pass goes a long way.

A graph is a CSR over buyers: row v lists its suppliers `ix[ip[v]:ip[v+1]]`. Renumbering by DFS
post-order is exact on a graph without cycles (one sweep solves it) and the cheapest good order else.
Source: `docs/method.md`, Order and memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines.kernel import kernel

Ints = NDArray[np.int64]
Places = NDArray[np.int32]


@kernel()
def post_order(ip: Any, ix: Any) -> Any:
    """Rows in DFS post-order along buyer → supplier, without recursion. O(n + m)."""
    n = ip.size - 1
    stack = np.empty(n, np.int32)
    cursor = ip[:-1].copy()
    seen = np.zeros(n, np.bool_)
    out = np.empty(n, np.int32)
    count = 0
    for root in range(n):
        if seen[root]:
            continue
        seen[root] = True
        stack[0] = root
        top = 1
        while top > 0:
            v = stack[top - 1]
            if cursor[v] < ip[v + 1]:
                u = ix[cursor[v]]
                cursor[v] += 1
                if not seen[u]:
                    seen[u] = True
                    stack[top] = u
                    top += 1
            else:
                out[count] = v
                count += 1
                top -= 1
    return out


@kernel()
def transpose(ip: Any, ix: Any) -> Any:
    """The CSR over suppliers: (tp, ti buyers, te place of the link in the first CSR)."""
    n = ip.size - 1
    m = ix.size
    tp = np.zeros(n + 1, np.int64)
    for e in range(m):
        tp[ix[e] + 1] += 1
    for v in range(n):
        tp[v + 1] += tp[v]
    at = tp[:-1].copy()
    ti = np.empty(m, np.int32)
    te = np.empty(m, np.int64)
    for v in range(n):
        for e in range(ip[v], ip[v + 1]):
            j = at[ix[e]]
            at[ix[e]] += 1
            ti[j] = v
            te[j] = e
    return tp, ti, te


@kernel()
def renumber(ip: Any, ix: Any, order: Any, rank: Any) -> Any:
    """The CSR in new numbers with rising columns, and the old place of each link. O(n + m).

    A counting sort by column, then back by row, so nothing is compared.
    """
    n = ip.size - 1
    m = ix.size
    new = np.zeros(n + 1, np.int64)
    at = np.zeros(n + 1, np.int64)
    for r in range(n):
        new[r + 1] = new[r] + ip[order[r] + 1] - ip[order[r]]
    for e in range(m):
        at[rank[ix[e]] + 1] += 1
    for v in range(n):
        at[v + 1] += at[v]
    row = np.empty(m, np.int32)
    old = np.empty(m, np.int64)
    for r in range(n):
        v = order[r]
        for e in range(ip[v], ip[v + 1]):
            u = rank[ix[e]]
            row[at[u]] = r
            old[at[u]] = e
            at[u] += 1
    col = np.empty(m, np.int32)
    pair = np.empty(m, np.int64)
    to = new[:-1].copy()
    start = 0
    for u in range(n):
        # at[u] has run on to the end of u's links.
        for j in range(start, at[u]):
            e = to[row[j]]
            to[row[j]] += 1
            col[e] = u
            pair[e] = old[j]
        start = at[u]
    return new, col, pair


@dataclass(frozen=True, eq=False)
class Layout:
    """A renumbered graph: new row r is the caller's row `order[r]`.

    Attributes:
        ip, ix: CSR over buyers in new numbers; columns rise within a row.
        order: New number → the caller's number, shape (n,).
        rank: The caller's number → new number, shape (n,).
        pair: Place in `ix` → place of that link in the caller's arrays, shape (m,).
    """

    ip: Ints
    ix: Places
    order: Places
    rank: Places
    pair: Ints

    @property
    def n(self) -> int:
        """Rows."""
        return len(self.ip) - 1

    @cached_property
    def transposed(self) -> tuple[Ints, Places, Ints]:
        """The CSR over suppliers in new numbers: (tp, ti buyers, te place of the link in `ix`)."""
        tp, ti, te = transpose(self.ip, self.ix)
        return tp, ti, te

    @cached_property
    def reverse(self) -> Layout:
        """The same links turned round, buyers first: row v lists its buyers. For the adjoint."""
        tp, ti, te = self.transposed
        last = self.n - 1
        ip = np.zeros(self.n + 1, np.int64)
        np.cumsum(np.diff(tp)[::-1], out=ip[1:])
        return Layout(
            ip,
            np.ascontiguousarray(last - ti[::-1], dtype=np.int32),
            np.ascontiguousarray(self.order[::-1]),
            (last - self.rank).astype(np.int32),
            self.pair[te[::-1]],
        )


def rows_of(ip: Ints) -> Ints:
    """The row of each place of a CSR, shape (m,)."""
    return np.repeat(np.arange(len(ip) - 1, dtype=np.int64), np.diff(ip))


def layout(ip: Ints, ix: Places) -> Layout:
    """Renumber a CSR suppliers first. O(n + m)."""
    order = post_order(ip, ix)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    new, col, pair = renumber(ip, ix, order, rank)
    return Layout(new, col, order, rank, pair)
