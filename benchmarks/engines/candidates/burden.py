"""upstream_risk of all parties for eight issues: x = p + alpha · share · x, error at most 1e-6."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csr_array

from benchmarks.engines.candidates.work import ALPHA, TOLERANCE, Answer, Work, in_networkx
from benchmarks.engines.network import ISSUES, Made
from headwater.graph.engines.order import layout
from headwater.graph.engines.prefetch import AHEAD, prefetch
from headwater.graph.engines.sums import blocks, linear_sweep, row_sum, solve

SWEEPS = 19
"""Sweeps that a loop is credited with. Source: `docs/method.md`, Bars; scipy's Jacobi needs more here."""


def ours(made: Made) -> Work:
    """The whole call, with renumbering of weights and states; ordering the rows once a graph is not in it."""
    lay, w = layout(made.ip, made.ix), ALPHA * made.share
    told: dict[str, Any] = {}

    def run() -> Answer:
        done = solve(lay, w, made.p, tol=TOLERANCE)
        told.update(sweeps=done.sweeps, error=done.error, links=len(w))
        return done.x

    return Work(run, told=lambda: told)


def ordering(made: Made) -> Work:
    """Ordering the rows, once a graph."""

    def run() -> None:
        layout(made.ip, made.ix)

    return Work(run)


def scipy_jacobi(made: Made) -> Work:
    """CSR @ dense in float64, to the same proven error."""
    w = ALPHA * made.share
    matrix = csr_array((w, made.ix, made.ip), shape=(made.n, made.n))
    rho = row_sum(made.ip, w)
    told: dict[str, Any] = {}

    def run() -> Answer:
        x = made.p.copy()
        for sweep in range(1, 1_000):
            y = made.p + matrix @ x
            change = float(np.abs(y - x).max())
            x = y
            if change * rho / (1 - rho) <= TOLERANCE:
                told.update(sweeps=sweep)
                return x
        raise RuntimeError("Jacobi didn't converge")

    return Work(run, told=lambda: told)


def networkx_loop(made: Made) -> Work:
    """A loop over a networkx graph as a reader would write it, one sweep, eight issues by numpy."""
    graph = in_networkx(made, ALPHA * made.share)
    state = dict(enumerate(made.p))

    def run() -> None:
        new = {}
        for v in graph:
            total = state[v].copy()
            for u, data in graph.adj[v].items():
                total += data["weight"] * state[u]
            new[v] = total

    return Work(run, SWEEPS, f"one sweep times {SWEEPS}")


def _sweeping(made: Made, dtype: Any) -> tuple[Any, ...]:
    lay = layout(made.ip, made.ix)
    own = blocks(made.p, lay.order, dtype)[0]
    return lay, (ALPHA * made.share)[lay.pair].astype(dtype), own


def sweep32(made: Made) -> Work:
    """One Gauss-Seidel sweep, states in float32."""
    lay, w, own = _sweeping(made, np.float32)
    x = own.copy()

    def run() -> None:
        linear_sweep(lay.ip, lay.ix, w, own, x, x)

    return Work(run)


def gather32(made: Made) -> Work:
    """The bare gather of the same rows with the same hints: what the memory allows."""
    from numba import njit

    lay, _, x = _sweeping(made, np.float32)
    ahead, fetch = AHEAD, prefetch.made

    @njit(fastmath=True)  # type: ignore[untyped-decorator]
    def gather(ix: Any, x: Any, out: Any) -> None:
        m = ix.size
        a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = 0.0
        for e in range(m):
            if e + ahead < m:
                fetch(x, np.int64(ix[e + ahead]))
            u = ix[e]
            a0 += x[u, 0]
            a1 += x[u, 1]
            a2 += x[u, 2]
            a3 += x[u, 3]
            a4 += x[u, 4]
            a5 += x[u, 5]
            a6 += x[u, 6]
            a7 += x[u, 7]
        out[:] = a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7

    out = np.zeros(1)

    def run() -> None:
        gather(lay.ix, x, out)

    return Work(run)


def triad(made: Made) -> Work:
    """STREAM's triad over 40 million numbers (960 MB moved): the streaming limit of one core."""
    from numba import njit

    n = 40_000_000 if made.n >= 100_000 else 1_000_000
    a, b, c = np.zeros(n), np.ones(n), np.ones(n)

    @njit(fastmath=True)  # type: ignore[untyped-decorator]
    def work(a: Any, b: Any, c: Any) -> None:
        for i in range(a.size):
            a[i] = b[i] + 3.0 * c[i]

    def run() -> None:
        work(a, b, c)

    # All rows of a float32 sweep from memory: links (column, weight, a row of the state), then ip, own, out.
    links, parties = len(made.ix), made.n
    moved = links * (4 + 4 + 4 * ISSUES) + parties * (8 + 3 * 4 * ISSUES)
    return Work(run, told=lambda: {"bytes": 24 * n, "sweep_bytes": moved})


CANDIDATES = {
    "burden ours": ours,
    "burden ordering": ordering,
    "burden scipy": scipy_jacobi,
    "burden networkx": networkx_loop,
    "sweep float32": sweep32,
    "gather float32": gather32,
    "triad": triad,
}
