"""Companies side by side: by name, ordered only where it is fair."""

from __future__ import annotations

import pytest

from headwater.door import Door
from headwater.graph.errors import UsageError


def test_rows_are_by_name_with_each_indicators_own_value(door: Door) -> None:
    (osh,) = door.compare("Bo", "Ada", issue="osh").issues
    assert [r.name for r in osh.rows] == ["Ada", "Bo"]
    for indicator in ("upstream_risk", "linked_harm", "worst_path"):
        scored = {r.name: r.value for r in door.score(indicator=indicator, issue="osh", kind="brand").rows}
        assert {r.name: getattr(r, indicator) for r in osh.rows} == pytest.approx(scored), indicator


def test_nobody_is_ordered_whose_assessed_shares_lie_far_apart(door: Door) -> None:
    got = door.compare("Ada", "Bo", issue="osh")
    (osh,) = got.issues
    ada, bo = (r.assessed for r in osh.rows)
    assert abs(ada - bo) > 0.1 and osh.orders == ()
    assert any("no order" in said for said in osh.reasons)
    assert got.header == door.header()


def test_who_looked_about_as_much_is_ordered_and_nobody_else(door: Door) -> None:
    (osh,) = door.compare("Weaver", "Tailor", "Ada", "Works 1", issue="osh").issues
    looked = {r.name: r.assessed for r in osh.rows}
    assert looked == {"Ada": 1.0, "Tailor": 0.0, "Weaver": 1.0, "Works 1": None}
    (order,) = osh.orders
    value = {r.name: r.upstream_risk for r in osh.rows if r.assessed == 1.0}
    assert [r.name for r in order.rows] == sorted(value, key=lambda name: -value[name])


def test_a_group_stands_for_its_members_and_one_company_is_refused(door: Door) -> None:
    assert door.compare("House", "Bo", issue="osh").parties == ("name:Ada", "name:Bo")
    with pytest.raises(UsageError, match="two or more companies"):
        door.compare("House")
