"""Who stands behind a brand: every candidate gives the row of the dense inverse."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.engines.candidates import origins
from benchmarks.engines.candidates.work import ALPHA, TOLERANCE
from tests.benchmarks.engines.networks import MADE, dense


@pytest.mark.parametrize("name", origins.CANDIDATES)
def test_each_gives_the_row_of_the_inverse(name: str) -> None:
    if "igraph" in name:
        pytest.importorskip("igraph", reason="`make bench` installs it")
    work = origins.CANDIDATES[name](MADE)
    got = work.run()
    wanted = np.linalg.inv(np.eye(MADE.n) - ALPHA * dense(MADE, MADE.share))[MADE.brand]
    assert got is not None
    assert np.abs(got - wanted).max() <= TOLERANCE
    assert work.factor == (1 / 8 if "batch" in name else 1.0)
