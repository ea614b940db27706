"""worst_path of all parties for eight issues; programs that take one source are run for one issue, times 8."""

from __future__ import annotations

import numpy as np

from benchmarks.engines.candidates.work import Answer, Work, with_start
from benchmarks.engines.network import ISSUES, Made
from headwater.graph.engines.maxima import strongest
from headwater.graph.engines.order import layout

EIGHT = f"one issue times {ISSUES}"


def ours(made: Made) -> Work:
    """All eight issues, the whole call; the answer compared is the first issue's."""
    lay = layout(made.ip, made.ix)
    return Work(lambda: np.ascontiguousarray(strongest(lay, made.q, made.p)[:, 0]))


def scipy_dijkstra(made: Made) -> Work:
    """csgraph.dijkstra on -log from one start."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    u, v, probability = with_start(made, 0)
    graph = csr_array((np.maximum(-np.log(probability), 1e-12), (u, v)), shape=(made.n + 1, made.n + 1))

    def run() -> Answer:
        return np.exp(-dijkstra(graph, indices=made.n)[: made.n])

    return Work(run, ISSUES, EIGHT)


def networkx_dijkstra(made: Made) -> Work:
    """single_source_dijkstra on -log."""
    import networkx as nx

    u, v, probability = with_start(made, 0)
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(zip(u.tolist(), v.tolist(), (-np.log(probability)).tolist(), strict=True))

    def run() -> Answer:
        far = nx.single_source_dijkstra(graph, made.n)[0]
        return np.exp(-np.array([far[i] for i in range(made.n)]))

    return Work(run, ISSUES, EIGHT)


def igraph(made: Made) -> Work:
    """Graph.distances on -log."""
    import igraph as ig

    u, v, probability = with_start(made, 0)
    graph = ig.Graph(n=made.n + 1, edges=np.column_stack([u, v]), directed=True)
    length = -np.log(probability)

    def run() -> Answer:
        return np.exp(-np.array(graph.distances(source=made.n, weights=length)[0][: made.n]))

    return Work(run, ISSUES, EIGHT)


def rustworkx(made: Made) -> Work:
    """dijkstra_shortest_path_lengths on -log."""
    import rustworkx as rx

    u, v, probability = with_start(made, 0)
    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(made.n + 1))
    graph.add_edges_from(list(zip(u.tolist(), v.tolist(), (-np.log(probability)).tolist(), strict=True)))

    def run() -> Answer:
        far = rx.dijkstra_shortest_path_lengths(graph, made.n, edge_cost_fn=float)
        return np.exp(-np.array([far[i] for i in range(made.n)]))

    return Work(run, ISSUES, EIGHT)


CANDIDATES = {
    "worst ours": ours,
    "worst scipy": scipy_dijkstra,
    "worst networkx": networkx_dijkstra,
    "worst igraph": igraph,
    "worst rustworkx": rustworkx,
}
