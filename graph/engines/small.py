"""The small graph behind one party, reduced exactly before its worlds are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines.kernel import kernel
from headwater.graph.engines.sums import Floats

ENUMERATED = 20
"""Uncertain links up to which every world is told apart. Assumed: at most a million worlds (`docs/method.md` (a))."""


@dataclass(frozen=True, eq=False)
class Ancestry:
    """The part of a graph that reaches one row, within `hops`; row 0 is the target.

    `rows` are the caller's numbers, `links` the caller's places of the links kept: those out of the
    target and those with t = 0 are gone, since no harm needs them.
    """

    rows: NDArray[np.int32]
    distance: NDArray[np.int32]
    buyer: NDArray[np.int64]
    supplier: NDArray[np.int64]
    links: NDArray[np.int64]


@kernel()
def ancestors(ip: Any, ix: Any, t: Any, target: int, hops: int, cap: int) -> Any:
    """Rows that reach `target` over links with t > 0, nearest first, and their distances.

    Stops when more than `cap` links were met; then the first array is empty.
    """
    n = ip.size - 1
    level = np.full(n, -1, np.int32)
    queue = np.empty(n, np.int32)
    queue[0] = target
    level[target] = 0
    length = 1
    head = 0
    met = 0
    while head < length:
        b = queue[head]
        head += 1
        if hops >= 0 and level[b] >= hops:
            continue
        met += ip[b + 1] - ip[b]
        if met > cap:
            return queue[:0], level[:0]
        for e in range(ip[b], ip[b + 1]):
            u = ix[e]
            if t[e] > 0.0 and level[u] < 0:
                level[u] = level[b] + 1
                queue[length] = u
                length += 1
    found = queue[:length].copy()
    return found, level[found]


def ancestry(
    ip: NDArray[np.int64], ix: NDArray[np.int32], t: Floats, target: int, hops: int | None, cap: int = 1 << 62
) -> Ancestry | None:
    """Cut out what reaches `target`; None where more than `cap` links would be met."""
    rows, distance = ancestors(ip, ix, t, target, -1 if hops is None else hops, cap)
    if not len(rows):
        return None
    place = np.full(len(ip) - 1, -1, np.int64)
    place[rows] = np.arange(len(rows))
    inner = np.arange(len(rows)) if hops is None else np.flatnonzero(distance < hops)
    start = ip[rows[inner]]
    count = ip[rows[inner] + 1] - start
    before = np.cumsum(count) - count
    links = np.repeat(start - before, count) + np.arange(int(count.sum()))
    buyer, supplier = np.repeat(inner, count), place[ix[links]]
    kept = (t[links] > 0) & (supplier > 0)
    return Ancestry(rows, distance, buyer[kept], supplier[kept], links[kept])


@kernel()
def _uncertain(t: Any) -> int:
    """How many links may be open or closed."""
    choices = 0
    for e in range(t.size):
        if 0.0 < t[e] < 1.0:
            choices += 1
    return choices


@kernel(inline=True)
def _copy(to: Any, what: Any) -> None:
    for k in range(what.size):
        to[k] = what[k]


@kernel()
def escape(ip: Any, ix: Any, t: Any, safe: Any, target: int, hops: int, out: Any) -> int:
    """P(no harm reaches `target`) per column, by branching on the links next to what is reached.

    Explores breadth first, so that with a limit of `hops` (< 0: none) each row is met at its least
    distance. A link is branched on once, when its buyer is reached and its supplier isn't yet; node
    risks are integrated. Gives the number of worlds told apart.
    """
    n, width, most = ip.size - 1, safe.shape[1], _uncertain(t) + 1
    queue, level = np.empty(n, np.int64), np.full(n, -1, np.int64)
    # What stood before each branch, to come back to: place in the queue, link, rows met, probability, product.
    s_head, s_edge, s_len = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64)
    s_pr, s_prod = np.empty(most, np.float64), np.empty((most, width), np.float64)
    s_tried = np.zeros(most, np.bool_)
    prod = safe[target].copy()
    out[:] = 0.0
    queue[0] = target
    level[target] = 0
    head = depth = worlds = 0
    length, e, pr = 1, ip[target], 1.0
    while True:
        if head < length:
            b = queue[head]
            if (hops >= 0 and level[b] >= hops) or e >= ip[b + 1]:
                head += 1
                if head < length:
                    e = ip[queue[head]]
                continue
            u = ix[e]
            if level[u] >= 0 or t[e] <= 0.0:
                e += 1
                continue
            if t[e] < 1.0:
                s_head[depth], s_edge[depth], s_len[depth], s_pr[depth] = head, e, length, pr
                s_tried[depth] = False
                _copy(s_prod[depth], prod)
                depth += 1
                pr *= t[e]
            level[u] = level[b] + 1
            queue[length] = u
            length += 1
            for k in range(width):
                prod[k] *= safe[u, k]
            e += 1
            continue
        worlds += 1
        for k in range(width):
            out[k] += pr * prod[k]
        while depth > 0 and s_tried[depth - 1]:
            depth -= 1
        if depth == 0:
            return worlds
        d = depth - 1
        s_tried[d] = True
        head, e = s_head[d], s_edge[d]
        for j in range(s_len[d], length):
            level[queue[j]] = -1
        length, pr = s_len[d], s_pr[d] * (1.0 - t[e])
        _copy(prod, s_prod[d])
        e += 1


def exact(part: Ancestry, t: Floats, p: Floats, hops: int | None, limit: int = ENUMERATED) -> Floats | None:
    """Give E of the target per column, shape (C,); None where more than `limit` links are uncertain.

    Leaves that have one way on are folded into it (1 - (1-p)(1-t·p)), leaves without any risk are
    dropped; both are exact. With a limit on hops that binds, a leaf folds only into a row with one
    way to the target, whose distance is therefore certain.
    """
    safe = 1.0 - p[part.rows]
    strength = t[part.links]
    n = len(part.rows)
    ins = [set[int]() for _ in range(n)]
    outs = [set[int]() for _ in range(n)]
    for j, (b, u) in enumerate(zip(part.buyer.tolist(), part.supplier.tolist(), strict=True)):
        ins[b].add(j)
        outs[u].add(j)
    binds = hops is not None and hops < n - 1
    sure = _one_way(part, outs) if binds else None
    leaves = [u for u in range(n - 1, 0, -1) if not ins[u]]
    while leaves:
        u = leaves.pop()
        harmless = bool((safe[u] >= 1.0).all())
        if not harmless and not (len(outs[u]) == 1 and _folds(part, outs[u], sure)):
            continue
        for j in sorted(outs[u]):
            b = int(part.buyer[j])
            if not harmless:
                safe[b] = safe[b] * (1.0 - strength[j] * (1.0 - safe[u]))
            ins[b].discard(j)
            if b and not ins[b]:
                leaves.append(b)
        outs[u] = set()
    kept = sorted(j for group in ins for j in group)
    if sum(1 for j in kept if strength[j] < 1.0) > limit:
        return None
    ip = np.zeros(n + 1, np.int64)
    buyers = part.buyer[kept]
    np.cumsum(np.bincount(buyers, minlength=n), out=ip[1:])
    by_row = np.argsort(buyers, kind="stable")
    ix = part.supplier[kept][by_row]
    weights = strength[kept][by_row]
    out = np.empty(p.shape[1])
    escape(ip, ix, np.ascontiguousarray(weights), np.ascontiguousarray(safe), 0, -1 if hops is None else hops, out)
    result: Floats = np.clip(1.0 - out, 0.0, 1.0)
    return result


def _one_way(part: Ancestry, outs: list[set[int]]) -> NDArray[np.bool_]:
    """Rows with exactly one way to the target (rows come nearest first)."""
    sure = np.zeros(len(part.rows), np.bool_)
    sure[0] = True
    for u in range(1, len(part.rows)):
        if len(outs[u]) == 1:
            sure[u] = sure[int(part.buyer[next(iter(outs[u]))])]
    return sure


def _folds(part: Ancestry, out: set[int], sure: NDArray[np.bool_] | None) -> bool:
    return sure is None or bool(sure[int(part.buyer[next(iter(out))])])
