"""The adjoint of the brand with most suppliers: who stands behind its number, error at most 1e-6."""

from __future__ import annotations

import numpy as np

from benchmarks.engines.candidates.work import ALPHA, TOLERANCE, Answer, Work, with_sink
from benchmarks.engines.network import Made
from headwater.graph.engines.order import layout
from headwater.graph.engines.sums import adjoint, adjoints


def ours(made: Made) -> Work:
    """One target, the whole call."""
    lay, w, g = layout(made.ip, made.ix), ALPHA * made.share, np.zeros(made.n)
    g[made.brand] = 1.0
    return Work(lambda: adjoint(lay, w, g, tol=TOLERANCE)[0])


def batch(made: Made) -> Work:
    """Eight targets in one solve; an eighth of the seconds is one target's."""
    lay, w = layout(made.ip, made.ix), ALPHA * made.share
    targets = [made.brand, *(v for v in np.flatnonzero(made.tier == 0).tolist() if v != made.brand)][:8]
    g = np.zeros((made.n, 8))
    g[targets, range(len(targets))] = 1.0

    def run() -> Answer:
        return np.ascontiguousarray(adjoints(lay, w, g, tol=TOLERANCE)[0][:, 0])

    return Work(run, 1 / 8, "eight targets in one solve, divided by 8")


def igraph(made: Made) -> Work:
    """personalized_pagerank (PRPACK) over shares with a sink, scaled to z; reading weights in is in it."""
    import igraph as ig

    b, u, share = with_sink(made)
    graph = ig.Graph(n=made.n + 1, edges=np.column_stack([b, u]), directed=True)
    weights = share.tolist()

    def run() -> Answer:
        rank = graph.personalized_pagerank(reset_vertices=made.brand, damping=ALPHA, weights=weights)
        return np.array(rank)[: made.n] / (1 - ALPHA)

    return Work(run)


CANDIDATES = {"adjoint ours": ours, "adjoint ours, batch of 8": batch, "adjoint igraph": igraph}
