"""A bar is met, not met, or not run and why."""

from __future__ import annotations

from benchmarks.engines import bars


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
