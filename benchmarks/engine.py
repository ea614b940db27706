"""upstream_risk on a made-up network, beside a networkx loop and scipy's Jacobi, to one tolerance.

All three solve x = s + alpha · A'x for eight issues. The networkx loop is measured for one sweep and
multiplied by the sweeps that scipy's Jacobi needed, since it does the same sweeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from benchmarks.timing import machine, ratio, side_by_side
from headwater.graph.engines.order import layout
from headwater.graph.engines.sums import LANES, row_sum, solve

ALPHA = 0.85
TOLERANCE = 1e-6
TIERS = (0.005, 0.08, 0.2, 0.32, 0.395)
"""Part of the parties in each tier, brands first. Assumed: as in `reference/engine.md` 3."""


@dataclass(frozen=True, eq=False)
class Made:
    """A made-up network: CSR over buyers, shares, own risks."""

    ip: NDArray[np.int64]
    ix: NDArray[np.int32]
    share: NDArray[np.float64]
    s: NDArray[np.float64]


def make(parties: int, links: int, seed: int) -> Made:
    """Make a tiered network with heavy tails and 5 % lateral or backward links; numbers are shuffled."""
    rng = np.random.default_rng(seed)
    size = np.maximum(1, np.floor(np.array(TIERS) * parties).astype(np.int64))
    size[-1] += parties - size.sum()
    start = np.concatenate([[0], np.cumsum(size)])
    tier = np.repeat(np.arange(len(TIERS)), size)
    fame = np.cumsum(np.minimum((1 - rng.random(parties)) ** (-1 / 1.5), 1e4))
    reach = np.minimum((1 - rng.random(parties)) ** (-1 / 1.4), 3e3) * np.array([8, 3, 1, 0.6, 0])[tier]
    buying = np.cumsum(reach)
    base = np.concatenate([[0.0], fame])
    held = np.empty(0, np.int64)
    while len(held) < links:
        want = int((links - len(held)) * 1.2) + 64
        back = rng.random(want) < 0.05
        buyer = np.minimum(np.searchsorted(buying, rng.random(want) * buying[-1], side="right"), parties - 1)
        buyer = np.where(back, rng.integers(start[1], parties, want), buyer)
        lateral = 1 + np.floor(rng.random(want) * tier[buyer]).astype(np.int64)
        to = np.where(back, lateral, np.minimum(tier[buyer] + 1, len(TIERS) - 1))
        low, high = base[start[to]], base[start[to + 1]]
        supplier = np.searchsorted(fame, low + rng.random(want) * (high - low), side="right")
        pair = (buyer * parties + np.minimum(supplier, parties - 1))[buyer != supplier]
        held = np.unique(np.concatenate([held, pair]))
    held = rng.permutation(held)[:links]
    names = rng.permutation(parties)
    buyer, supplier = names[held // parties], names[held % parties]
    by = np.lexsort((supplier, buyer))
    buyer, supplier = buyer[by], supplier[by]
    ip = np.zeros(parties + 1, np.int64)
    np.cumsum(np.bincount(buyer, minlength=parties), out=ip[1:])
    weight = np.exp(rng.normal(0, 1.2, links))
    total = np.bincount(buyer, weights=weight, minlength=parties)
    share = weight * (rng.beta(8, 2, parties) / np.maximum(total, 1e-300))[buyer]
    return Made(ip, supplier.astype(np.int32), share, rng.beta(1.2, 18, (parties, LANES)))


def run(parties: int = 100_000, links: int = 1_000_000, seed: int = 1, runs: int = 5) -> dict[str, Any]:
    """Measure and compare; the answers are compared too."""
    made = make(parties, links, seed)
    w = ALPHA * made.share
    lay = layout(made.ip, made.ix)
    ours_answer = solve(lay, w, made.s, tol=TOLERANCE)
    matrix = csr_array((w, made.ix, made.ip), shape=(parties, parties))
    rho = row_sum(made.ip, w)

    def jacobi() -> tuple[NDArray[np.float64], int]:
        x = made.s.copy()
        for sweep in range(1, 1_000):
            y = made.s + matrix @ x
            change = float(np.abs(y - x).max())
            x = y
            if change * rho / (1 - rho) <= TOLERANCE:
                return x, sweep
        raise RuntimeError("Jacobi didn't converge")

    plain_answer, sweeps = jacobi()

    graph = nx.DiGraph()
    graph.add_nodes_from(range(parties))
    rows = np.repeat(np.arange(parties), np.diff(made.ip))
    graph.add_weighted_edges_from(zip(rows.tolist(), made.ix.tolist(), w.tolist(), strict=True))
    state = dict(enumerate(made.s.tolist()))

    def loop() -> None:
        new = {}
        for v in graph:
            total = list(state[v])
            for u, data in graph.adj[v].items():
                a, x = data["weight"], state[u]
                for k in range(LANES):
                    total[k] += a * x[k]
            new[v] = total

    timed = side_by_side(
        {
            "ours": lambda: solve(lay, w, made.s, tol=TOLERANCE),
            "ordering": lambda: layout(made.ip, made.ix),
            "scipy": jacobi,
            "networkx": loop,
        },
        runs,
    )
    ours, ordering, plain = timed["ours"], timed["ordering"], timed["scipy"]
    nx_loop = timed["networkx"].times(sweeps, f"one sweep times the {sweeps} sweeps of scipy's Jacobi")
    gap = float(np.abs(ours_answer.x - plain_answer).max())
    return {
        "benchmark": "upstream_risk",
        "parties": parties,
        "links": links,
        "issues": LANES,
        "alpha": ALPHA,
        "tolerance": TOLERANCE,
        "seed": seed,
        "machine": machine(),
        "sweeps": {"ours": ours_answer.sweeps, "scipy": sweeps},
        "ours": ours.document(),
        "ours_ordering_once": ordering.document(),
        "scipy_jacobi": plain.document(),
        "networkx_loop": nx_loop.document(),
        "times_faster_than": {"scipy_jacobi": ratio(plain, ours), "networkx_loop": ratio(nx_loop, ours)},
        "largest_difference": gap,
        "agree": gap <= ours_answer.error + TOLERANCE,
    }


def lines(got: dict[str, Any]) -> list[str]:
    """Say it in words."""
    out = [
        f"upstream_risk, {got['parties']:,} parties, {got['links']:,} links, {got['issues']} issues, "
        f"error at most {got['tolerance']:g} (CPU seconds, median of {got['ours']['runs']}, least to most):"
    ]
    for name, title in (
        ("ours", "Headwater"),
        ("ours_ordering_once", "  (ordering the rows, once a graph)"),
        ("scipy_jacobi", "scipy Jacobi"),
        ("networkx_loop", "networkx loop"),
    ):
        t = got[name]
        note = f", {t['scaled']}" if t["scaled"] else ""
        out.append(f"  {title}: {t['cpu_s_median']:.3f} s ({t['cpu_s_least']:.3f} to {t['cpu_s_most']:.3f}){note}")
    for name, r in got["times_faster_than"].items():
        out.append(
            f"  {r['median']:.1f} times faster than {name.replace('_', ' ')} ({r['least']:.1f} to {r['most']:.1f})"
        )
    out.append(f"  largest difference of the answers {got['largest_difference']:.1e}, sweeps {got['sweeps']}")
    return out
