"""A small made-up network for the benchmarks' tests, and its matrices (row = buyer)."""

from __future__ import annotations

import numpy as np

from benchmarks.engines.network import Made, make

MADE = make(200, 1_000, 3)


def dense(made: Made, weight: np.ndarray) -> np.ndarray:
    """The matrix of a weight of each link."""
    out = np.zeros((made.n, made.n))
    out[np.repeat(np.arange(made.n), np.diff(made.ip)), made.ix] = weight
    return out
