"""Timings tell median and spread, and say when they were scaled."""

from __future__ import annotations

import pytest

from benchmarks.timing import Timing, machine, measure, ratio, side_by_side


def test_a_ratio_pairs_the_rounds_and_without_pairs_takes_the_extremes() -> None:
    plain, ours = Timing((8.0, 9.0, 10.0), 9.0), Timing((1.0, 2.0, 4.0), 2.0)
    assert ratio(plain, ours) == {"median": 4.5, "least": 2.5, "most": 8.0}
    assert ratio(Timing((8.0, 10.0), 9.0), ours) == {"median": 4.5, "least": 2.0, "most": 10.0}


def test_a_part_is_scaled_to_the_whole_and_says_so() -> None:
    whole = Timing((1.0, 3.0), 2.0).times(10, "one sweep times 10").document()
    assert (whole["cpu_s_least"], whole["cpu_s_most"], whole["wall_s_median"]) == (10.0, 30.0, 20.0)
    assert whole["scaled"] == "one sweep times 10"


def test_works_take_turns() -> None:
    turns: list[str] = []
    got = side_by_side({"a": lambda: turns.append("a"), "b": lambda: turns.append("b")}, runs=2)
    assert turns == ["a", "b", "a", "b"]
    assert {len(t.runs) for t in got.values()} == {2}
    assert len(measure(lambda: None, 3).runs) == 3


@pytest.mark.parametrize("name", ["numpy", "numba", "scipy"])
def test_the_machine_names_what_was_run(name: str) -> None:
    assert machine()["versions"][name]
