"""worst_path of all parties: every candidate gives the largest product of any route."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.engines.candidates import routes
from tests.benchmarks.engines.networks import MADE, dense


@pytest.mark.parametrize("name", routes.CANDIDATES)
def test_each_gives_the_strongest_route(name: str) -> None:
    for other in ("igraph", "rustworkx"):
        if other in name:
            pytest.importorskip(other, reason="`make bench` installs it")
    q, p = dense(MADE, MADE.q), MADE.p[:, 0]
    best = p.copy()
    for _ in range(MADE.n):
        best = np.maximum(p, (q * best[None, :]).max(axis=1))
    work = routes.CANDIDATES[name](MADE)
    got = work.run()
    assert got is not None
    assert np.abs(got - best).max() <= 1e-9
    assert (work.factor, work.how) == ((1.0, None) if name == "worst ours" else (8, "one issue times 8"))
