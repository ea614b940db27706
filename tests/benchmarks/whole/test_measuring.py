from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.whole import measuring


def test_a_world_is_loaded_once_and_asked_first_and_again(tmp_path: Path) -> None:
    of = measuring.made_up(tmp_path, "S0", 1)
    bench = measuring.Bench(measuring.Version("now", measuring.ROOT), of, tmp_path)
    loads = bench.load()
    assert of.files is not None
    held = [len(file.read_text(encoding="utf-8").splitlines()) - 1 for file in of.files]
    assert [f["rows"] for f in loads.values()] == held
    assert held[:2] == [300, 1_200]
    bench.run(("show", of.brand))
    with pytest.raises(RuntimeError, match="Made-up Nobody"):
        bench.run(("show", "Made-up Nobody"))


def test_the_commands_are_those_of_a_buyer_and_of_the_whole_graph() -> None:
    asked = measuring.asks("A Brand")
    assert asked["priorities"] == ("priorities", "A Brand")
    assert asked["score"] == ("score", "--kind", "brand")


def test_a_figure_is_said_with_the_first_and_the_later_runs() -> None:
    figure = {"cpu_s_median": 2.0, "peak_mb": 90}
    got = {
        "worlds": {
            "S1": {
                "now": {
                    "loads": {"links": {"rows_per_wall_s": 1234.0}},
                    "asks": {"trace": {"first": figure, "again": figure | {"cpu_s_median": 0.5}}},
                }
            }
        }
    }
    assert measuring.lines(got) == [
        "S1: load links: 1,234 rows/s",
        "S1: trace: 2.00 s of CPU first, 0.50 s again, 90 MB",
    ]
