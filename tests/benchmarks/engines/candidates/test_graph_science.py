"""Graph Data Science answers two of the questions, as the engines do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.engines import network
from benchmarks.engines.worker import Local


@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.usefixtures("neo4j_url")
@pytest.mark.parametrize(("name", "ours"), [("worst gds", "worst ours"), ("adjoint gds", "adjoint ours")])
def test_graph_data_science_on_neo4j_agrees_on_what_it_can_do(tmp_path: Path, name: str, ours: str) -> None:
    file = network.kept(tmp_path, 300, 1_500, 1)
    other, one = Local(name, file), Local(ours, file)
    assert other.run()[0] >= 0
    told = other.end()["told"]
    assert told["computeMillis"] >= 0
    assert other.answer is not None
    assert one.answer is not None
    assert np.abs(other.answer - one.answer).max() <= 1e-5
