"""upstream_risk of all parties: every candidate gives the dense solution."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.engines.candidates import burden
from benchmarks.engines.candidates.work import ALPHA, TOLERANCE
from benchmarks.engines.network import ISSUES
from tests.benchmarks.engines.networks import MADE, dense


@pytest.mark.parametrize("name", ["burden ours", "burden scipy"])
def test_both_give_the_dense_solution_within_the_error_asked_for(name: str) -> None:
    work = burden.CANDIDATES[name](MADE)
    got = work.run()
    wanted = np.linalg.solve(np.eye(MADE.n) - ALPHA * dense(MADE, MADE.share), MADE.p)
    assert got is not None
    assert np.abs(got - wanted).max() <= TOLERANCE
    assert work.told()["sweeps"] > 1
    assert (work.factor, work.how) == (1.0, None)


def test_a_loop_stands_for_the_whole_and_says_so() -> None:
    work = burden.networkx_loop(MADE)
    assert work.run() is None
    assert (work.factor, work.how) == (burden.SWEEPS, "one sweep times 19")


def test_a_sweep_is_told_in_bytes_of_links_and_of_parties() -> None:
    told = burden.triad(MADE).told()
    assert told["sweep_bytes"] == 1_000 * (4 + 4 + 4 * ISSUES) + 200 * (8 + 3 * 4 * ISSUES)
    assert told["bytes"] == 3 * 8 * 1_000_000
