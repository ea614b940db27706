"""The benchmarks run, agree with the plain alternatives, and tell what they measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import engine, loading
from benchmarks.run import main


def test_the_engine_agrees_with_scipy_and_says_what_was_scaled() -> None:
    got = engine.run(parties=300, links=1500, seed=4, runs=2)
    assert got["agree"]
    assert got["largest_difference"] < 1e-5
    assert "one sweep times" in got["networkx_loop"]["scaled"]
    assert got["ours"]["scaled"] is None
    assert {"numpy", "scipy", "numba", "networkx"} <= set(got["machine"]["versions"])
    words = "\n".join(engine.lines(got))
    assert "times faster than scipy jacobi" in words


def test_the_made_up_network_is_what_it_says_and_the_same_for_a_seed() -> None:
    one, two, other = (engine.make(200, 900, seed) for seed in (1, 1, 2))
    assert (len(one.ip), len(one.ix)) == (201, 900)
    assert one.ix.tolist() == two.ix.tolist()
    assert one.ix.tolist() != other.ix.tolist()
    assert engine.row_sum(one.ip, one.share) <= 1.0


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


def test_one_command_writes_one_file(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    assert main(["--part", "200", "--runs", "1", "--no-neo4j", "-o", str(file)]) == 0
    solved, loaded = json.loads(file.read_text())
    assert (solved["parties"], solved["links"]) == (500, 5000)
    assert loaded["rows"] == 100
