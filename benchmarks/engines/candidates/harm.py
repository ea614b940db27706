"""linked_harm of all parties for eight issues: the bound by noisy-OR, and sampled worlds."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.engines.candidates.work import TOLERANCE, Answer, Work, in_networkx, with_start
from benchmarks.engines.network import ISSUES, Made
from headwater.graph.engines.order import layout
from headwater.graph.engines.unions import at_most, sample

WORLDS = 64
SWEEPS = 20
"""Sweeps that a loop is credited with. Source: `docs/method.md`, Bars."""
WHOLE = f"one world of one issue times {WORLDS * ISSUES}"


def bound(made: Made) -> Work:
    """The certified bound, the whole call: iterated to 1e-15, then raised until it is proven."""
    lay = layout(made.ip, made.ix)
    return Work(lambda: at_most(lay, made.q, made.p))


def bound_numpy(made: Made) -> Work:
    """multiply.reduceat in float64 until nothing moves by more than 1e-6; nothing is proven."""
    filled = np.flatnonzero(np.diff(made.ip))
    start, q = made.ip[filled], made.q[:, None]
    told: dict[str, Any] = {}

    def run() -> Answer:
        x = made.p.copy()
        for sweep in range(1, 1_000):
            y = made.p.copy()
            y[filled] = 1 - (1 - made.p[filled]) * np.multiply.reduceat(1 - q * x[made.ix], start, axis=0)
            change = float(np.abs(y - x).max())
            x = y
            if change <= TOLERANCE:
                told.update(sweeps=sweep)
                return x
        raise RuntimeError("the bound didn't settle")

    return Work(run, told=lambda: told)


def bound_networkx(made: Made) -> Work:
    """A loop over a networkx graph, one sweep, eight issues by numpy."""
    graph = in_networkx(made, made.q)
    state = dict(enumerate(made.p))

    def run() -> None:
        new = {}
        for v in graph:
            none = 1 - made.p[v]
            for u, data in graph.adj[v].items():
                none = none * (1 - data["weight"] * state[u])
            new[v] = 1 - none

    return Work(run, SWEEPS, f"one sweep times {SWEEPS}")


def worlds(made: Made) -> Work:
    """64 worlds of all parties and issues in one word, the whole call."""
    lay = layout(made.ip, made.ix)
    seeds = iter(range(1_000_000))
    return Work(lambda: sample(lay, made.q, made.p, WORLDS, next(seeds)))


def worlds_scipy(made: Made) -> Work:
    """Draw the links of a world, then breadth_first_order from one start."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order

    rng = np.random.default_rng(1)
    u, v, probability = with_start(made, 0)

    def run() -> None:
        open_ = rng.random(len(probability)) < probability
        ones = np.ones(int(open_.sum()), np.int8)
        graph = csr_array((ones, (u[open_], v[open_])), shape=(made.n + 1, made.n + 1))
        breadth_first_order(graph, made.n, return_predecessors=False)

    return Work(run, WORLDS * ISSUES, WHOLE)


def worlds_igraph(made: Made) -> Work:
    """Draw the links of a world, then Graph.subcomponent from one start."""
    import igraph as ig

    rng = np.random.default_rng(1)
    u, v, probability = with_start(made, 0)
    pairs = np.column_stack([u, v])

    def run() -> None:
        graph = ig.Graph(n=made.n + 1, edges=pairs[rng.random(len(probability)) < probability], directed=True)
        graph.subcomponent(made.n, mode="out")

    return Work(run, WORLDS * ISSUES, WHOLE)


CANDIDATES = {
    "bound ours": bound,
    "bound numpy": bound_numpy,
    "bound networkx": bound_networkx,
    "worlds ours": worlds,
    "worlds scipy": worlds_scipy,
    "worlds igraph": worlds_igraph,
}
