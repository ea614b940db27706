"""Linked to at least one harm: by sampling, or at most; exactly on small graphs in `small`.

Each link is open with probability t, each party harmed with probability p (per column), all
independent; E(v) = P(some harmed party, v included, reaches v over open links). Links are shared by
all columns: the same relation is real or not for every issue. Source: `docs/method.md` (a).
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
from headwater.graph.engines.sums import LANES, Floats, blocks, unblock

WORLDS_PER_WORD = 64
uint64: Any = np.uint64


@kernel(fastmath=True)
def none_sweep(ip: Any, ix: Any, t: Any, p: Any, x: Any, y: Any) -> float:
    """Give y = 1 - (1-p) · Π(1 - t x), row by row; with y = x in place. Gives the largest change.

    The eight lanes are written out, so that they stay in registers.
    """
    m = ix.size
    worst = 0.0
    for v in range(ip.size - 1):
        a0, a1, a2, a3, a4, a5, a6, a7 = 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0
        for e in range(ip[v], ip[v + 1]):
            if e + AHEAD < m:
                prefetch(x, np.int64(ix[e + AHEAD]))
            a = t[e]
            u = ix[e]
            a0 *= 1.0 - a * x[u, 0]
            a1 *= 1.0 - a * x[u, 1]
            a2 *= 1.0 - a * x[u, 2]
            a3 *= 1.0 - a * x[u, 3]
            a4 *= 1.0 - a * x[u, 4]
            a5 *= 1.0 - a * x[u, 5]
            a6 *= 1.0 - a * x[u, 6]
            a7 *= 1.0 - a * x[u, 7]
        none = (a0, a1, a2, a3, a4, a5, a6, a7)
        for k in range(LANES):
            new = p[v, k] + (1.0 - p[v, k]) * (1.0 - none[k])
            worst = max(worst, abs(new - x[v, k]))
            y[v, k] = new
    return worst


def _probabilities(t: Floats, p: Floats) -> None:
    between(t, "probability of link", 0.0, 1.0)
    between(p, "probability of harm", 0.0, 1.0)


def at_most(lay: Layout, t: Floats, p: Floats, hops: int | None = None) -> Floats:
    """Give an upper bound of E of every row and column, shape (n, C); exact on in-trees.

    With `hops` it is the layered recursion, exact for one hop. Without, the least fixed point is
    iterated from p and then raised by the smallest step that certifies it: y with F(y) <= y lies
    above the least fixed point (Knaster and Tarski), which lies above E (Harris).

    Raises:
        ValueError: A probability isn't 0 to 1, or is NaN.
    """
    _probabilities(t, p)
    weights = t[lay.pair]
    out: list[NDArray[Any]] = []
    for own in blocks(p, lay.order):
        x, y = lines.copy(own), lines.zeros(own.shape, own.dtype)
        if hops is not None:
            for _ in range(hops):
                none_sweep(lay.ip, lay.ix, weights, own, x, y)
                x, y = y, x
        else:
            for _ in range(2_000):
                if none_sweep(lay.ip, lay.ix, weights, own, x, x) <= 1e-15:
                    break
            x = _certify(lay, weights, own, x)
        out.append(x)
    return unblock(out, lay.rank, p.shape[1])


def _certify(lay: Layout, weights: Floats, own: NDArray[Any], x: NDArray[Any]) -> NDArray[Any]:
    """Raise x until F(x) <= x; else come down from 1, where every iterate is a bound."""
    y = lines.zeros(x.shape, x.dtype)
    for slack in (0.0, 1e-14, 1e-12, 1e-10, 1e-8, 1e-6):
        # A row that nothing can reach stays at 0.
        raised = np.where(x > 0, np.minimum(1.0, x + slack), 0.0)
        none_sweep(lay.ip, lay.ix, weights, own, raised, y)
        if bool((y <= raised).all()):
            return raised
    raised = np.where(x > 0, 1.0, 0.0)
    for _ in range(2_000):
        if none_sweep(lay.ip, lay.ix, weights, own, raised, raised) <= 1e-12:
            break
    return raised


# ---- sampling: 64 worlds per machine word


@kernel(inline=True)
def _mix(z: Any) -> Any:
    """The finaliser of splitmix64 (Steele, Lea, Flood 2014)."""
    z = (z ^ (z >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> uint64(27))) * uint64(0x94D049BB133111EB)
    return z ^ (z >> uint64(31))


@kernel(inline=True)
def _bits(prob: float, counter: Any) -> Any:
    """64 Bernoulli bits from a counter, compared with the probability bit by bit; 0 and 1 are exact.

    Of the probability 53 binary places count, so it is exact from 1/2 up and less than 2^-53 low below;
    comparing stops when all 64 are decided, after 7.3 words on average.
    """
    if prob >= 1.0:
        return uint64(0xFFFFFFFFFFFFFFFF)
    if prob <= 0.0:
        return uint64(0)
    threshold = uint64(prob * 9007199254740992.0)
    undecided = uint64(0xFFFFFFFFFFFFFFFF)
    out = uint64(0)
    state = counter
    for bit in range(52, -1, -1):
        state = state + uint64(0x9E3779B97F4A7C15)
        word = _mix(state)
        if (threshold >> uint64(bit)) & uint64(1):
            out |= undecided & ~word
            undecided &= word
        else:
            undecided &= ~word
        if undecided == uint64(0):
            break
    return out


@kernel(inline=True)
def _popcount(z: Any) -> Any:
    z = z - ((z >> uint64(1)) & uint64(0x5555555555555555))
    z = (z & uint64(0x3333333333333333)) + ((z >> uint64(2)) & uint64(0x3333333333333333))
    z = (z + (z >> uint64(4))) & uint64(0x0F0F0F0F0F0F0F0F)
    return (z * uint64(0x0101010101010101)) >> uint64(56)


@kernel()
def _carried(ip: Any, ix: Any, opened: Any, own: Any, reach: Any, v: int) -> Any:
    """What a row holds itself or open links carry to it, with the lanes written out to stay in registers."""
    m = ix.size
    a0, a1, a2, a3 = own[v, 0], own[v, 1], own[v, 2], own[v, 3]
    a4, a5, a6, a7 = own[v, 4], own[v, 5], own[v, 6], own[v, 7]
    for e in range(ip[v], ip[v + 1]):
        if e + AHEAD < m:
            prefetch(reach, np.int64(ix[e + AHEAD]))
        a = opened[e]
        u = ix[e]
        a0 |= a & reach[u, 0]
        a1 |= a & reach[u, 1]
        a2 |= a & reach[u, 2]
        a3 |= a & reach[u, 3]
        a4 |= a & reach[u, 4]
        a5 |= a & reach[u, 5]
        a6 |= a & reach[u, 6]
        a7 |= a & reach[u, 7]
    return a0, a1, a2, a3, a4, a5, a6, a7


@kernel()
def reach_step(ip: Any, ix: Any, opened: Any, own: Any, reach: Any, other: Any) -> None:
    """Give in `other` what is reached by one link more than in `reach`."""
    for v in range(ip.size - 1):
        found = _carried(ip, ix, opened, own, reach, v)
        for k in range(LANES):
            other[v, k] = found[k]


@kernel()
def reach_sweep(ip: Any, ix: Any, tp: Any, ti: Any, opened: Any, reach: Any, dirty: Any, first: bool) -> bool:
    """Spread what reaches each row in place: all rows at first, then the dirty ones; says whether any is left."""
    left = False
    for v in range(ip.size - 1):
        if not first and not dirty[v]:
            continue
        dirty[v] = False
        found = _carried(ip, ix, opened, reach, reach, v)
        rose = False
        for k in range(LANES):
            if found[k] != reach[v, k]:
                reach[v, k] = found[k]
                rose = True
        if rose and mark(tp, ti, v, dirty, first):
            left = True
    return left


@kernel()
def sample_batch(
    ip: Any, ix: Any, tp: Any, ti: Any, t: Any, link_id: Any, p: Any, cell_id: Any,
    seed: Any, hops: int, opened: Any, reach: Any, other: Any, dirty: Any, count: Any,
) -> None:  # fmt: skip
    """64 worlds of all rows: which harms reach them; adds to `count`. `hops` < 0: no limit.

    A bit depends on (seed, link id) or (seed, cell id) alone, so results are the same on every
    machine, in any order, and on any part of the graph that holds the ancestors. `other` is used
    with a limit on hops only.
    """
    n = ip.size - 1
    cells = _mix(seed ^ uint64(0xA5A5A5A5A5A5A5A5))
    for e in range(ix.size):
        opened[e] = _bits(t[e], _mix(seed ^ _mix(link_id[e])))
    for v in range(n):
        for k in range(LANES):
            reach[v, k] = _bits(p[v, k], _mix(cells ^ _mix(cell_id[v, k])))
    if hops >= 0:
        own = reach.copy()
        for _ in range(hops):
            reach_step(ip, ix, opened, own, reach, other)
            reach, other = other, reach
    else:
        dirty[:] = False
        left = reach_sweep(ip, ix, tp, ti, opened, reach, dirty, True)
        while left:
            left = reach_sweep(ip, ix, tp, ti, opened, reach, dirty, False)
    for v in range(n):
        for k in range(LANES):
            count[v, k] += _popcount(reach[v, k])


def mix(z: int) -> int:
    """splitmix64's finaliser in plain Python: spreads (seed, batch) over 64 bits."""
    mask = 0xFFFFFFFFFFFFFFFF
    z = (z + 0x9E3779B97F4A7C15) & mask
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
    return z ^ (z >> 31)


def sample(
    lay: Layout,
    t: Floats,
    p: Floats,
    worlds: int,
    seed: int,
    *,
    hops: int | None = None,
    link_id: NDArray[np.uint64] | None = None,
    row_id: NDArray[np.uint64] | None = None,
) -> Floats:
    """Give the share of `worlds` (rounded up to 64s) in which a harm reaches each row, shape (n, C).

    `link_id` and `row_id` name links and rows in the whole graph, so that a part of it draws the
    same bits; None: their places. Raises as `at_most`.
    """
    _probabilities(t, p)
    n, width = p.shape
    m = len(t)
    links = (np.arange(m, dtype=np.uint64) if link_id is None else link_id)[lay.pair]
    rows = (np.arange(n, dtype=np.uint64) if row_id is None else row_id)[lay.order]
    weights = np.ascontiguousarray(t[lay.pair])
    tp, ti, _ = lay.transposed
    opened, dirty = np.zeros(m, np.uint64), np.zeros(n, np.bool_)
    batches = -(-worlds // WORLDS_PER_WORD)
    out: list[NDArray[Any]] = []
    for b, own in enumerate(blocks(p, lay.order)):
        column = np.arange(b * LANES, (b + 1) * LANES, dtype=np.uint64)
        cells = rows[:, None] * np.uint64(1 << 20) + column[None, :]
        count = np.zeros((n, LANES), np.int64)
        reach = lines.zeros((n, LANES), np.uint64)
        other = lines.zeros((n if hops is not None else 0, LANES), np.uint64)
        for batch in range(batches):
            word = np.uint64(mix(mix(seed) ^ batch))
            sample_batch(
                lay.ip, lay.ix, tp, ti, weights, links, own, cells, word,
                -1 if hops is None else hops, opened, reach, other, dirty, count,
            )  # fmt: skip
        out.append(count / float(batches * WORLDS_PER_WORD))
    return unblock(out, lay.rank, width)


def wilson(share: Floats, worlds: int, z: float = 1.959963984540054) -> tuple[Floats, Floats]:
    """Wilson's 95 % interval of a sampled share. Source: Wilson (1927)."""
    mid = share + z * z / (2 * worlds)
    half = z * np.sqrt(share * (1 - share) / worlds + z * z / (4.0 * worlds * worlds))
    scale = 1 + z * z / worlds
    return np.clip((mid - half) / scale, 0.0, 1.0), np.clip((mid + half) / scale, 0.0, 1.0)
