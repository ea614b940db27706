"""The benchmarks run, agree with the plain alternatives, and tell what they measured."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from benchmarks import bars, engine, loading, network
from benchmarks.run import main
from benchmarks.worker import Local

FEW = tuple(b for b in bars.BARS if b.test.startswith(("upstream_risk S3, against", "upstream_risk S3: diff")))


def test_every_bar_is_tried_and_every_answer_agrees(tmp_path: Path) -> None:
    partly: list[dict[str, Any]] = []
    got = engine.run(tmp_path, quick=True, runs=2, neo4j=False, keep=partly.append)
    assert len(partly) == len(got["sizes"])
    assert any(bar.get("not_run") == "not come to" for bar in partly[0]["bars"])
    assert len(got["bars"]) == len(bars.BARS)
    for bar in got["bars"]:
        if "not_run" in bar:
            assert bar["not_run"] in {"no Neo4j asked for", "can't be measured here"} or "make bench" in bar["not_run"]
        elif "difference" in bar["test"]:
            assert bar["met"], bar
    scaled = next(b for b in got["bars"] if b["test"] == "upstream_risk S2, against networkx")["scaled"]
    assert scaled == ["burden networkx: one sweep times 19"]
    assert {"numpy", "scipy", "numba", "networkx"} <= set(got["machine"]["versions"])
    words = "\n".join(engine.lines(got))
    assert "say nothing of speed" in words
    assert "NOT met" not in words


def test_each_candidate_runs_in_a_process_of_its_own_and_says_its_memory(tmp_path: Path) -> None:
    got = engine.run(tmp_path, quick=True, runs=2, bars=FEW, remote=True)
    figure = got["figures"]["S3"]["burden ours"]
    assert figure["peak_mb_over_loaded_graph"] is not None
    assert figure["runs"] == 2
    assert figure["told"]["sweeps"] > 1
    assert all(bar["met"] for bar in got["bars"] if "difference" in bar["test"])


def test_a_process_does_not_inherit_the_peak_of_the_one_that_started_it(tmp_path: Path) -> None:
    ballast = np.ones(40_000_000)
    del ballast
    program = "import numpy as np; from benchmarks.memory import Memory; m = Memory(); x = np.ones(4_000_000); "
    program += "print(m.peak_mb())"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert 30 <= float(said) < 60  # 32 MB


def test_a_bar_tells_met_from_not_met_and_what_is_missing() -> None:
    bar = bars.faster("x", "S2", "burden ours", "burden networkx", 10)
    ours, plain = bars.Figure(cpu=[1.0, 1.0, 2.0]), bars.Figure(cpu=[9.0, 11.0], scaled="one sweep times 3")
    figures = {("S2", "burden ours"): ours, ("S2", "burden networkx"): plain}
    found = bar.judge(figures)
    assert (found["median"], found["from"], found["to"], found["met"]) == (10.0, 9.0, 11.0, True)
    assert found["scaled"] == ["burden networkx: one sweep times 3"]
    plain.cpu = [9.0, 9.5]
    assert bar.judge(figures)["met"] is False
    plain.missing = "no networkx"
    assert bar.judge(figures)["not_run"] == "no networkx"


def test_the_made_up_network_is_what_it_says_and_the_same_for_a_seed() -> None:
    one, two, other = (network.make(2_000, 10_000, seed) for seed in (1, 1, 2))
    assert (one.n, len(one.ix)) == (2_000, 10_000)
    assert one.ix.tolist() == two.ix.tolist()
    assert one.share.tolist() == two.share.tolist()
    assert one.ix.tolist() != other.ix.tolist()
    buyer = np.repeat(np.arange(one.n), np.diff(one.ip))
    assert (buyer != one.ix).all()
    assert len(set(zip(buyer.tolist(), one.ix.tolist(), strict=True))) == 10_000
    assert np.bincount(buyer, weights=one.share).max() <= 1.0
    assert np.unique(one.ix[one.tier[one.ix] > 0]).size == int((one.tier > 0).sum())  # every supplier has a buyer
    back = (one.tier[one.ix] <= one.tier[buyer]).mean()
    assert back == pytest.approx(0.05, abs=0.005)
    _, part = connected_components(csr_array((np.ones(10_000), one.ix, one.ip)), connection="strong")
    assert 0.2 < np.bincount(part).max() / one.n < 0.8  # there are cycles, as in real networks


def test_loading_counts_rows_and_sees_that_a_repeat_is_a_no_op() -> None:
    got = loading.run(count=50, seed=3, runs=1, neo4j=False)
    store = got["stores"]["sqlite"]
    assert store["repeated"]["no_op"]
    assert store["snapshot"]["parties"] == 51
    assert "not run" in got["stores"]["neo4j"]
    assert store["first_times_plain"] > 0


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_url")
def test_loading_measures_a_real_neo4j_beside_a_plain_script() -> None:
    got = loading.run(count=50, seed=3, runs=1)
    held = got["stores"]["neo4j"]
    assert held["repeated"]["no_op"]
    assert held["snapshot"]["parties"] == 51
    assert held["plain"]["wall_s_median"] > 0
    assert any(line.strip().startswith("neo4j: first") for line in loading.lines(got))


@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.usefixtures("neo4j_url")
@pytest.mark.parametrize(("name", "ours"), [("worst gds", "worst ours"), ("adjoint gds", "adjoint ours")])
def test_graph_data_science_agrees_on_what_it_can_do(tmp_path: Path, name: str, ours: str) -> None:
    file = network.kept(tmp_path, 300, 1_500, 1)
    other, one = Local(name, file), Local(ours, file)
    assert other.run()[0] >= 0
    told = other.end()["told"]
    assert told["computeMillis"] >= 0
    assert other.answer is not None
    assert one.answer is not None
    assert np.abs(other.answer - one.answer).max() <= 1e-5


def test_one_command_writes_a_file_a_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engine", "loading", "--quick", "--no-neo4j", "-o", str(tmp_path)]) == 0
    assert json.loads((tmp_path / "loading.json").read_text())["rows"] == 100
    assert json.loads((tmp_path / "engine.json").read_text())["quick"] is True
    said = capsys.readouterr().out
    assert "tried    upstream_risk S2, against networkx: ≥ 500×" in said
    assert "Pictures" in said or "No pictures" in said
