"""Every bar is tried, and every answer agrees with the plain alternatives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.engines import bars, measuring

FEW = tuple(b for b in bars.BARS if b.test.startswith(("upstream_risk S3, against", "upstream_risk S3: diff")))


def test_every_bar_is_tried_and_every_answer_agrees(tmp_path: Path) -> None:
    partly: list[dict[str, Any]] = []
    got = measuring.run(tmp_path, quick=True, runs=2, neo4j=False, keep=partly.append)
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
    words = "\n".join(measuring.lines(got))
    assert "say nothing of speed" in words
    assert "NOT met" not in words


def test_each_candidate_runs_in_a_process_of_its_own_and_says_its_memory(tmp_path: Path) -> None:
    got = measuring.run(tmp_path, quick=True, runs=2, bars=FEW, remote=True)
    figure = got["figures"]["S3"]["burden ours"]
    assert figure["peak_mb_over_loaded_graph"] is not None
    assert figure["runs"] == 2
    assert figure["told"]["sweeps"] > 1
    assert all(bar["met"] for bar in got["bars"] if "difference" in bar["test"])
