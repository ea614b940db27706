"""Known results of other fields, worked out by the product's own kernels.

Each check names its source. pymrio and ndlib come with `make bench`; the others need nothing.
"""

from __future__ import annotations

import contextlib
import io
import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.timing import machine, say
from headwater.graph.engines import small, sums, unions
from headwater.graph.engines.order import Layout, layout

Floats = NDArray[np.float64]
Check = dict[str, Any]


def sparse(a: Floats) -> tuple[NDArray[np.int64], NDArray[np.int32], Floats]:
    """CSR (ip, ix, w) of a dense matrix, row = buyer."""
    row, col = np.nonzero(a)
    ip = np.zeros(len(a) + 1, np.int64)
    np.cumsum(np.bincount(row, minlength=len(a)), out=ip[1:])
    return ip, col.astype(np.int32), a[row, col]


def _system(a: Floats) -> tuple[Layout, Floats]:
    ip, ix, w = sparse(a)
    return layout(ip, ix), w


def check(what: str, largest: float, allowed: float, figures: str) -> Check:
    """One line: what was compared, the largest difference, what is allowed."""
    return {"test": what, "largest": largest, "allowed": allowed, "agree": largest <= allowed, "figures": figures}


def miller_blair() -> list[Check]:
    """Two sectors with the inverse and output printed in Miller and Blair, Input-Output Analysis, 2.3.

    A[i, j] is what sector j buys of i, so row = buyer is A transposed; the adjoint gives outputs.
    """
    a = np.array([[0.15, 0.25], [0.20, 0.05]])
    lay, w = _system(a.T)
    inverse = sums.adjoints(lay, w, np.eye(2))[0]
    printed = np.array([[1.254125, 0.330033], [0.264026, 1.122112]])
    output = sums.adjoint(lay, w, np.array([600.0, 1500.0]))[0]
    said = np.array([1247.52, 1841.58])
    return [
        check(
            "Miller-Blair, two sectors: Leontief inverse", float(np.abs(inverse - printed).max()), 5e-7, f"{inverse}"
        ),
        check("Miller-Blair, two sectors: output", float(np.abs(output - said).max()), 5e-3, f"{output}"),
    ]


def percolation(parties: int = 200_000, degree: int = 4, q: float = 0.5, seed: int = 3) -> list[Check]:
    """A random digraph against the branching process x = 1 - (1-p) exp(-degree · q · x).

    A finite graph differs from its limit by the order of 1 / sqrt(parties).
    """
    rng = np.random.default_rng(seed)
    pairs = np.unique(rng.integers(0, parties, degree * parties) * parties + rng.integers(0, parties, degree * parties))
    buyer, supplier = pairs // parties, (pairs % parties).astype(np.int32)
    keep = buyer != supplier
    ip = np.zeros(parties + 1, np.int64)
    np.cumsum(np.bincount(buyer[keep], minlength=parties), out=ip[1:])
    lay, t = layout(ip, supplier[keep]), np.full(int(keep.sum()), q)
    out = []
    for p in (0.001, 0.05, 0.4):
        x = 1.0
        for _ in range(10_000):
            x = 1 - (1 - p) * math.exp(-degree * q * x)
        own = np.full((parties, 1), p)
        sampled = float(unions.sample(lay, t, own, 64, seed).mean())
        bound = float(unions.at_most(lay, t, own).mean())
        largest = max(abs(sampled - x), abs(bound - x))
        told = f"analytic {x:.5f}, sampled {sampled:.5f}, bound {bound:.5f}"
        out.append(check(f"percolation, p = {p}", largest, 1 / math.sqrt(parties), told))
    return out


LINKS = ((0, 1, 0.6), (0, 2, 0.5), (1, 3, 0.7), (2, 3, 0.4), (3, 4, 0.9), (1, 4, 0.3))
"""From, to, probability: a made-up cascade, small enough for every state of its links to be told apart."""


def cascades(runs: int = 4_000, seed: int = 7) -> list[Check]:
    """The IndependentCascades of ndlib from party 0 against the exact chance that each is reached."""
    import networkx as nx
    from ndlib.models import epidemics
    from ndlib.models.ModelConfig import Configuration

    a = np.zeros((5, 5))
    graph = nx.DiGraph()
    config = Configuration()
    config.add_model_initial_configuration("Infected", [0])
    for u, v, p in LINKS:
        a[v, u] = p
        graph.add_edge(u, v)
        config.add_edge_configuration("threshold", (u, v), p)
    ip, ix, t = sparse(a)
    own = np.zeros((5, 1))
    own[0] = 1.0
    exact = np.empty(5)
    for v in range(5):
        part = small.ancestry(ip, ix, t, v, None)
        assert part is not None
        found = small.exact(part, t, own, None)
        assert found is not None
        exact[v] = found[0]
    reached = np.zeros(5)
    # ndlib draws from numpy's global state; it is put back afterwards.
    state = np.random.get_state()
    try:
        np.random.seed(seed)
        for _ in range(runs):
            model = epidemics.IndependentCascadesModel(graph)
            with contextlib.redirect_stdout(io.StringIO()):
                model.set_initial_status(config)
                for _ in range(6):
                    model.iteration()
            reached += [model.status[v] > 0 for v in range(5)]
    finally:
        np.random.set_state(state)
    got = reached / runs
    error = np.sqrt(exact * (1 - exact) / runs)
    z = float(np.max(np.abs(got - exact)[1:] / error[1:]))
    return [check(f"ndlib IndependentCascades, {runs:,} runs: largest z", z, 4.0, f"ndlib {got}, exact {exact}")]


def pymrio_test_system() -> list[Check]:
    """The test system of pymrio: multipliers of emissions by sums, footprints by the adjoint."""
    import pymrio

    io_ = pymrio.load_test().calc_all()
    a = io_.A.to_numpy()
    wanted = io_.emissions.M.to_numpy().T
    lay, w = _system(a.T)
    done = sums.solve(lay, w, np.ascontiguousarray(io_.emissions.S.to_numpy().T))
    scale = np.abs(wanted).max(axis=0)
    apart = float((np.abs(done.x - wanted) / scale).max())
    g = np.zeros((len(a), 1))
    g[5] = 1.0
    z = sums.adjoints(lay, w, g)[0][:, 0]
    split = float((np.abs(z @ io_.emissions.S.to_numpy().T - wanted[5]) / scale).max())
    footprint = (done.x * io_.Y.to_numpy().sum(axis=1)[:, None]).sum(axis=0)
    consumed = io_.emissions.D_cba.to_numpy().sum(axis=1)
    total = float((np.abs(footprint - consumed) / consumed).max())
    return [
        check("pymrio test system: multipliers M", apart, 1e-12, f"{len(a)} sectors, {done.sweeps} sweeps"),
        check("pymrio test system: sector 5 by origin adds up to M", split, 1e-12, "relative"),
        check("pymrio test system: sum of M · Y is D_cba", total, 1e-6, f"{footprint} and {consumed}"),
    ]


CHECKS: dict[str, Callable[[], list[Check]]] = {
    "Miller-Blair": miller_blair,
    "percolation": percolation,
    "pymrio": pymrio_test_system,
    "ndlib": cascades,
}


def run() -> dict[str, Any]:
    """Check everything that is installed."""
    found: list[Check] = []
    gone: dict[str, str] = {}
    for name, work in CHECKS.items():
        say(f"validation: {name}")
        try:
            found += work()
        except ModuleNotFoundError as error:
            gone[name] = f"{error}; `make bench` installs it"
    return {"benchmark": "validation", "machine": machine(), "checks": found, "not_run": gone}


def lines(got: dict[str, Any]) -> list[str]:
    """Say it in words: one line a check."""
    out = ["Known results, by the product's kernels (largest difference, what is allowed)"]
    for c in got["checks"]:
        out.append(f"  {'agrees' if c['agree'] else 'DIFFERS'}  {c['test']}: {c['largest']:.2g} (≤ {c['allowed']:.2g})")
    return out + [f"  not run  {name}: {why}" for name, why in got["not_run"].items()]
