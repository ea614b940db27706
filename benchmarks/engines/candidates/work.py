"""What a candidate is: something to run, what it ran, and its answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.engines.network import Made

ALPHA = 0.85
TOLERANCE = 1e-6

Answer = NDArray[np.float64]


class NotHere(Exception):
    """A candidate can't be run on this machine; the message says why."""


@dataclass(frozen=True)
class Work:
    """One candidate, prepared on a network: reading in and ordering aren't timed, `run` is.

    Attributes:
        run: Called again and again; gives the answer, or None where there is none to compare.
        factor: By which its seconds are multiplied to stand for the whole work.
        how: How the whole was scaled up from the part that ran; None: the whole ran.
        told: Facts worth keeping (sweeps, milliseconds of each edit), asked for after the last run.
        clock: CPU seconds spent so far, with those of a server that it works through.
        peak_mb: Peak memory over the loaded graph where that lies in another process; None: in this one.
        close: Called at the end.
    """

    run: Callable[[], Answer | None]
    factor: float = 1.0
    how: str | None = None
    told: Callable[[], Mapping[str, Any]] = dict
    clock: Callable[[], float] = time.process_time
    peak_mb: Callable[[], float | None] | None = None
    close: Callable[[], None] = lambda: None


Candidate = Callable[[Made], Work]


def rows(made: Made) -> NDArray[np.int64]:
    """The buyer of each link."""
    return np.repeat(np.arange(made.n), np.diff(made.ip))


def in_networkx(made: Made, weight: NDArray[np.float64]) -> Any:
    """The network as a reader would hold it in networkx: a link from each buyer to its supplier."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(range(made.n))
    graph.add_weighted_edges_from(zip(rows(made).tolist(), made.ix.tolist(), weight.tolist(), strict=True))
    return graph


def with_start(made: Made, issue: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Links (from, to, probability) with a start n that leads to every party by its own p of one issue."""
    every = np.arange(made.n)
    return (
        np.concatenate([made.ix.astype(np.int64), np.full(made.n, made.n)]),
        np.concatenate([rows(made), every]),
        np.concatenate([made.q, made.p[:, issue]]),
    )


def with_sink(made: Made) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Links (buyer, supplier, share) with a sink n that takes what isn't mapped, so that rows sum to 1."""
    every = np.arange(made.n)
    rest = np.maximum(1 - np.bincount(rows(made), weights=made.share, minlength=made.n), 0)
    return (
        np.concatenate([rows(made), every, [made.n]]),
        np.concatenate([made.ix.astype(np.int64), np.full(made.n, made.n), [made.n]]),
        np.concatenate([made.share, rest, [1.0]]),
    )
