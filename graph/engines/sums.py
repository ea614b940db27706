"""Linear sums over a supply graph: x = c + W x, with proven error, its adjoint, and its bounds.

W has row sums of at most rho < 1. Rows are swept suppliers first, in place (Gauss-Seidel); after a
sweep with largest change d the error is at most d · rho / (1 - rho). Source: `docs/method.md` (b).
Columns travel in blocks of `LANES`, a compile-time constant, so that the inner loop is a vector.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines import lines
from headwater.graph.engines.checks import between
from headwater.graph.engines.kernel import kernel
from headwater.graph.engines.order import Layout, rows_of
from headwater.graph.engines.prefetch import AHEAD, prefetch

LANES = 8
"""Columns solved together: the pack's eight issues, half a cache line in float32."""
SINGLE_ABOVE = 1_000_000
"""Links above which states are kept in float32 (sums stay in float64)."""
LARGEST = float(np.finfo(np.float32).max)
"""The largest number a state may start from."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Solution:
    """x in the caller's order, shape (n, C); `error` bounds |x - exact| everywhere."""

    x: Floats
    sweeps: int
    error: float


@kernel(fastmath=True)
def linear_sweep(ip: Any, ix: Any, w: Any, c: Any, x: Any, y: Any) -> float:
    """Give y = c + W x, row by row; with y = x it is one Gauss-Seidel sweep. Gives the largest change.

    The eight lanes are written out, so that they stay in registers (measured: up to twice as fast).
    """
    worst = 0.0
    m = ix.size
    for v in range(ip.size - 1):
        a0, a1, a2, a3 = c[v, 0] + 0.0, c[v, 1] + 0.0, c[v, 2] + 0.0, c[v, 3] + 0.0
        a4, a5, a6, a7 = c[v, 4] + 0.0, c[v, 5] + 0.0, c[v, 6] + 0.0, c[v, 7] + 0.0
        for e in range(ip[v], ip[v + 1]):
            if e + AHEAD < m:
                prefetch(x, np.int64(ix[e + AHEAD]))
            a = w[e]
            u = ix[e]
            a0 += a * x[u, 0]
            a1 += a * x[u, 1]
            a2 += a * x[u, 2]
            a3 += a * x[u, 3]
            a4 += a * x[u, 4]
            a5 += a * x[u, 5]
            a6 += a * x[u, 6]
            a7 += a * x[u, 7]
        d0 = max(max(abs(a0 - x[v, 0]), abs(a1 - x[v, 1])), max(abs(a2 - x[v, 2]), abs(a3 - x[v, 3])))
        d1 = max(max(abs(a4 - x[v, 4]), abs(a5 - x[v, 5])), max(abs(a6 - x[v, 6]), abs(a7 - x[v, 7])))
        worst = max(worst, max(d0, d1))
        y[v, 0], y[v, 1], y[v, 2], y[v, 3] = a0, a1, a2, a3
        y[v, 4], y[v, 5], y[v, 6], y[v, 7] = a4, a5, a6, a7
    return worst


@kernel(fastmath=True)
def bound_sweep(ip: Any, ix: Any, w: Any, loose: Any, mass: Any, sign: float, c: Any, x: Any, y: Any) -> float:
    """Like `linear_sweep`, with `mass[v]` more on the row's least (sign -1) or worst (+1) loose link."""
    acc = np.zeros(LANES, np.float64)
    best = np.zeros(LANES, np.float64)
    worst = 0.0
    for v in range(ip.size - 1):
        for k in range(LANES):
            acc[k] = c[v, k]
        found = False
        for e in range(ip[v], ip[v + 1]):
            a = w[e]
            u = ix[e]
            for k in range(LANES):
                acc[k] += a * x[u, k]
            if loose[e]:
                for k in range(LANES):
                    if not found or sign * x[u, k] > sign * best[k]:
                        best[k] = x[u, k]
                found = True
        for k in range(LANES):
            t = acc[k] + (mass[v] * best[k] if found else 0.0)
            worst = max(worst, abs(t - x[v, k]))
            y[v, k] = t
    return worst


@kernel()
def adjoint_sweep(ip: Any, ix: Any, w: Any, z: Any, r: Any) -> float:
    """Push every residual from buyers to suppliers once; gives the mass left. Exact without cycles."""
    m = ix.size
    for v in range(ip.size - 2, -1, -1):
        t = r[v]
        if t != 0.0:
            r[v] = 0.0
            z[v] += t
            for e in range(ip[v], ip[v + 1]):
                if e + AHEAD < m:
                    prefetch(r, np.int64(ix[e + AHEAD]))
                r[ix[e]] += t * w[e]
    left = 0.0
    for v in range(ip.size - 1):
        left += r[v]
    return left


def blocks(columns: Floats, order: NDArray[np.int32], dtype: Any = np.float64) -> list[NDArray[Any]]:
    """Columns in the engine's order, in blocks of `LANES` padded with zeros; rows begin at lines of the cache."""
    n, width = columns.shape
    out = []
    for a in range(0, max(width, 1), LANES):
        part = lines.zeros((n, LANES), dtype)
        part[:, : min(LANES, width - a)] = np.take(columns[:, a : a + LANES], order, axis=0)
        out.append(part)
    return out


def unblock(parts: list[NDArray[Any]], rank: NDArray[np.int32], width: int) -> Floats:
    """Blocks back in the caller's order, shape (n, width)."""
    joined = np.concatenate(parts, axis=1) if len(parts) > 1 else parts[0]
    return np.ascontiguousarray(np.take(joined, rank, axis=0)[:, :width], dtype=np.float64)


def row_sum(ip: NDArray[np.int64], w: Floats, extra: Floats | None = None) -> float:
    """The largest row sum of W, rho."""
    total = np.zeros(len(ip) - 1)
    filled = np.flatnonzero(np.diff(ip))
    if len(filled):
        total[filled] = np.add.reduceat(w, ip[filled])
    if extra is not None:
        total = total + extra
    return float(total.max(initial=0.0))


def _start(w: Floats, c: Floats) -> None:
    """Refuse weights that aren't 0 to 1, and own terms that are no numbers."""
    between(w, "weight of link", 0.0, 1.0)
    between(c, "own term", -LARGEST, LARGEST)


def _contract(rho: float) -> None:
    if not rho < 1.0:
        raise ValueError(f"the largest row sum is {rho}, so the sum over all paths has no end; it must be under 1")


def solve(
    lay: Layout,
    w: Floats,
    c: Floats,
    *,
    hops: int | None = None,
    tol: float | None = None,
    single: bool | None = None,
    most: int = 5_000,
) -> Solution:
    """Give x = c + W x; with `hops` the sum over paths of at most so many links.

    Args:
        lay: The graph.
        w: Weight of each link in the caller's order, >= 0, row sums under 1.
        c: Own terms, shape (n, C), in the caller's order, no NaN.
        hops: Longest path in links; None: all.
        tol: Error wanted; None: 1e-12, in float32 1e-6.
        single: Keep states in float32; None: above `SINGLE_ABOVE` links.
        most: Sweeps after which it stops; the error says how far it came.

    Raises:
        ValueError: A row sum reaches 1, a weight isn't 0 to 1, or an own term is NaN.
    """
    _start(w, c)
    weights = w[lay.pair]
    rho = row_sum(lay.ip, weights)
    _contract(rho)
    small = len(weights) > SINGLE_ABOVE if single is None else single
    dtype = np.float32 if small else np.float64
    tol = (1e-6 if small else 1e-12) if tol is None else tol
    weights = weights.astype(dtype)
    parts: list[NDArray[Any]] = []
    sweeps, change, top = 0, 0.0, 0.0
    for own in blocks(c, lay.order, dtype):
        x = lines.copy(own)
        if hops is not None:
            y = lines.zeros(x.shape, x.dtype)
            for _ in range(hops):
                linear_sweep(lay.ip, lay.ix, weights, own, x, y)
                x, y = y, x
            sweeps = max(sweeps, hops)
        else:
            step = 0
            while step < most:
                step += 1
                d = linear_sweep(lay.ip, lay.ix, weights, own, x, x)
                if d * rho / (1 - rho) <= tol:
                    break
            sweeps, change = max(sweeps, step), max(change, d)
        top = max(top, float(np.abs(x).max(initial=0.0)))
        parts.append(x)
    return Solution(unblock(parts, lay.rank, c.shape[1]), sweeps, _error(change, rho, top, lay, dtype))


def solve_bounds(
    lay: Layout, w: Floats, loose: NDArray[np.bool_], mass: Floats, c: Floats, sign: int, *, hops: int | None = None
) -> Solution:
    """Give the least (sign -1) or largest (+1) x when each row's `mass` may lie on any of its loose links.

    `w`, `loose` are per link, `mass` per row, all in the caller's order. The extreme is reached by
    one choice per row for all rows at once, so the bound is sharp. Raises as `solve`.
    """
    _start(w, c)
    between(mass, "unknown share of row", 0.0, 1.0)
    weights, free, held = w[lay.pair], loose[lay.pair], mass[lay.order]
    rho = row_sum(lay.ip, weights, held)
    _contract(rho)
    parts: list[NDArray[Any]] = []
    sweeps, change, top = 0, 0.0, 0.0
    for own in blocks(c, lay.order):
        x = lines.copy(own)
        if hops is not None:
            y = lines.zeros(x.shape, x.dtype)
            for _ in range(hops):
                bound_sweep(lay.ip, lay.ix, weights, free, held, float(sign), own, x, y)
                x, y = y, x
            sweeps = max(sweeps, hops)
        else:
            step = 0
            while step < 5_000:
                step += 1
                d = bound_sweep(lay.ip, lay.ix, weights, free, held, float(sign), own, x, x)
                if d * rho / (1 - rho) <= 1e-12:
                    break
            sweeps, change = max(sweeps, step), max(change, d)
        top = max(top, float(np.abs(x).max(initial=0.0)))
        parts.append(x)
    return Solution(unblock(parts, lay.rank, c.shape[1]), sweeps, _error(change, rho, top, lay, np.float64))


def apply(lay: Layout, w: Floats, c: Floats, x: Floats) -> Floats:
    """Give c + W x once, shape (n, C)."""
    weights = w[lay.pair]
    out: list[NDArray[Any]] = []
    for own, state in zip(blocks(c, lay.order), blocks(x, lay.order), strict=True):
        y = lines.zeros(state.shape, state.dtype)
        linear_sweep(lay.ip, lay.ix, weights, own, state, y)
        out.append(y)
    return unblock(out, lay.rank, c.shape[1])


def apply_bounds(
    lay: Layout, w: Floats, loose: NDArray[np.bool_], mass: Floats, c: Floats, x: Floats, sign: int
) -> Floats:
    """Give c + W x once, with `mass` on the least or worst loose link of each row."""
    weights, free, held = w[lay.pair], loose[lay.pair], mass[lay.order]
    out: list[NDArray[Any]] = []
    for own, state in zip(blocks(c, lay.order), blocks(x, lay.order), strict=True):
        y = lines.zeros(state.shape, state.dtype)
        bound_sweep(lay.ip, lay.ix, weights, free, held, float(sign), own, state, y)
        out.append(y)
    return unblock(out, lay.rank, c.shape[1])


def adjoint(lay: Layout, w: Floats, g: Floats, *, hops: int | None = None, tol: float = 1e-14) -> tuple[Floats, float]:
    """Give z = g + W' z, so that g · x = z · c for every c; and a bound on the 1-norm of its error.

    Raises as `solve`.
    """
    _start(w, g)
    weights = w[lay.pair]
    rho = row_sum(lay.ip, weights)
    _contract(rho)
    z = np.zeros(lay.n)
    r = np.array(g[lay.order], dtype=np.float64)
    if hops is not None:
        for _ in range(hops + 1):
            z += r
            step = r[rows_of(lay.ip)] * weights
            r = np.bincount(lay.ix, weights=step, minlength=lay.n).astype(np.float64)
        return z[lay.rank], 0.0
    left = 0.0
    for _ in range(5_000):
        left = adjoint_sweep(lay.ip, lay.ix, weights, z, r)
        if left / (1 - rho) <= tol:
            break
    return z[lay.rank], left / (1 - rho)


def adjoints(lay: Layout, w: Floats, g: Floats, *, tol: float = 1e-12) -> tuple[Floats, float]:
    """Give z = g + W' z for every column of g >= 0, shape (n, C), eight at a time; and a bound as `adjoint`.

    The same sweep as `solve` on the links turned round. All terms are >= 0, so z grows; after a sweep
    in which its sum grew by d the 1-norm of what is missing is at most d · rho / (1 - rho).

    Raises:
        ValueError: A row sum reaches 1, a weight isn't 0 to 1, or g holds a negative number or NaN.
    """
    between(w, "weight of link", 0.0, 1.0)
    between(g, "weight of target", 0.0, LARGEST)
    back = lay.reverse
    weights = w[back.pair]
    rho = row_sum(lay.ip, w[lay.pair])
    _contract(rho)
    worst = 0.0
    parts: list[NDArray[Any]] = []
    for own in blocks(g, back.order):
        x = lines.zeros(own.shape, own.dtype)
        before = np.zeros(LANES)
        for _ in range(5_000):
            linear_sweep(back.ip, back.ix, weights, own, x, x)
            total = x.sum(axis=0)
            left = float((total - before).max()) * rho / (1 - rho)
            if left <= tol:
                break
            before = total
        worst = max(worst, left)
        parts.append(x)
    return unblock(parts, back.rank, g.shape[1]), worst


def _error(change: float, rho: float, top: float, lay: Layout, dtype: Any) -> float:
    """The stop rule's bound plus rounding: of stored states and weights, and of sums in float64."""
    longest = float(np.diff(lay.ip).max(initial=0))
    stored = 2.0 * float(np.finfo(dtype).eps) * top
    summed = (longest + 2.0) * float(np.finfo(np.float64).eps) * top
    return (change * rho + stored + summed) / (1 - rho)
