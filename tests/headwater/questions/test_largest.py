"""The largest changes: in order, adding up, and within a budget the best set there is."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest

from headwater.door import Door
from headwater.graph.errors import UsageError
from headwater.questions.largest import read_costs


def test_rows_fall_within_each_issue_and_add_up(door: Door) -> None:
    got = door.largest("Ada")
    assert {(r.name, r.issue) for r in got.rows} == {
        ("Tailor", "osh"), ("Tailor", "working_time"), ("Weaver", "osh"),
        ("Knitter", "forced_labour"), ("Spinner", "forced_labour"),
    }  # fmt: skip
    for issue, total in got.together.items():
        mine = [r.change for r in got.rows if r.issue == issue]
        assert mine == sorted(mine, reverse=True) and math.fsum(mine) == pytest.approx(total)
    assert all(r.change == pytest.approx(r.weight * (r.own_before - r.own_after)) for r in got.rows)
    assert got.header == door.header()


def test_top_and_issue_narrow(door: Door) -> None:
    got = door.largest("Ada", issue="osh", top=1)
    assert ([r.name for r in got.rows], got.more) == (["Tailor"], 1)


@pytest.mark.parametrize("budget", [0, 1, 3, 4])
def test_within_a_budget_no_other_set_does_more(budget: float, door: Door) -> None:
    cost = {"Tailor": 3.0, "Weaver": 1.0}
    got = door.largest("Ada", issue="osh", cost=[f"{n}={x}" for n, x in cost.items()], budget=budget)
    gain = {r.name: r.change for r in got.rows}
    sets = [s for k in range(3) for s in itertools.combinations(cost, k) if sum(cost[n] for n in s) <= budget]
    assert got.chosen.change == pytest.approx(max(sum(gain[n] for n in s) for s in sets))
    assert got.chosen.cost <= budget


def test_costs_come_from_a_file_and_other_words_are_refused(door: Door, tmp_path: Path) -> None:
    (path := tmp_path / "costs.csv").write_text("\ufeffparty,cost\nTailor,3\n", encoding="utf-8")
    assert read_costs(path) == ["Tailor=3"]
    path.write_text("who,what\n", encoding="utf-8")
    with pytest.raises(UsageError, match="party,cost"):
        read_costs(path)
    with pytest.raises(UsageError, match="PARTY=NUMBER"):
        door.largest("Ada", cost=["Tailor=much"])
    with pytest.raises(UsageError, match="budget"):
        door.largest("Ada", budget=2)
