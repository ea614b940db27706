"""Small random graphs, with cycles and probabilities of exactly 0 and 1, and what brute force says of them."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import networkx as nx
import numpy as np

ALPHA = 0.85


@dataclass
class Case:
    """Edges as (supplier, buyer, q, share), and p of each node."""

    n: int
    edges: list[tuple[int, int, float, float]]
    p: np.ndarray

    @property
    def a(self) -> np.ndarray:
        """Shares, a[buyer, supplier]."""
        out = np.zeros((self.n, self.n))
        for u, v, _, share in self.edges:
            out[v, u] += share
        return out

    def burden(self, alpha: float = ALPHA) -> np.ndarray:
        """The sums x = p + alpha A x, by a dense solve."""
        return np.linalg.solve(np.eye(self.n) - alpha * self.a, self.p)

    def csr(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Row starts, suppliers, q, shares."""
        by = sorted(self.edges, key=lambda e: (e[1], e[0]))
        ip = np.zeros(self.n + 1, np.int64)
        for _, v, _, _ in by:
            ip[v + 1] += 1
        ix = np.array([e[0] for e in by], np.int32)
        return np.cumsum(ip), ix, np.array([e[2] for e in by]), np.array([e[3] for e in by])


def draw(seed: int) -> Case:
    """Three to seven nodes, up to nine links."""
    rng = np.random.default_rng([5, seed])
    n = int(rng.integers(3, 8))
    pairs = sorted({(int(a), int(b)) for a, b in rng.integers(0, n, (int(rng.integers(2, 10)), 2)) if a != b})
    q = [float(rng.uniform(0.05, 0.95)) if rng.random() > 0.2 else float(rng.integers(0, 2)) for _ in pairs]
    p = rng.uniform(0.01, 0.6, n)
    p[rng.random(n) < 0.15] = 0
    p[rng.random(n) < 0.05] = 1
    share = rng.uniform(0.1, 1, len(pairs))
    total = np.zeros(n)
    for (_, b), x in zip(pairs, share, strict=True):
        total[b] += x
    edges = [(a, b, w, float(x / max(1, 1.02 * total[b]))) for (a, b), w, x in zip(pairs, q, share, strict=True)]
    return Case(n, edges, p)


def exposure(case: Case, hops: int | None = None) -> np.ndarray:
    """Exact exposure by telling apart every state of every link."""
    out = np.zeros(case.n)
    for state in itertools.product((0, 1), repeat=len(case.edges)):
        pr = math.prod(q if on else 1 - q for on, (_, _, q, _) in zip(state, case.edges, strict=True))
        if pr == 0:
            continue
        ups: list[list[int]] = [[] for _ in range(case.n)]
        for on, (u, v, _, _) in zip(state, case.edges, strict=True):
            if on:
                ups[v].append(u)
        for b in range(case.n):
            seen, edge, depth = {b}, [b], 0
            while edge and (hops is None or depth < hops):
                edge = sorted({u for x in edge for u in ups[x]} - seen)
                seen |= set(edge)
                depth += 1
            out[b] += pr * (1 - math.prod(1 - case.p[i] for i in seen))
    return out


def strongest(case: Case) -> np.ndarray:
    """The strongest route to a harm, by Dijkstra on -log."""
    g = nx.DiGraph()
    g.add_nodes_from(range(case.n))
    g.add_weighted_edges_from((u, v, -math.log(q)) for u, v, q, _ in case.edges if q > 0)
    for i, p in enumerate(case.p):
        if p > 0:
            g.add_edge("start", i, weight=-math.log(p))
    found = nx.single_source_dijkstra_path_length(g, "start") if "start" in g else {}
    return np.array([math.exp(-found[i]) if i in found else 0.0 for i in range(case.n)])
