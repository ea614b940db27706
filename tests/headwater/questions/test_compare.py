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


def test_two_alike_are_ordered_as_their_numbers_are(door: Door) -> None:
    (osh,) = door.compare("Works 1", "Works 2", "Works 3", issue="osh").issues
    assert len({r.upstream_risk for r in osh.rows}) == 1
    assert all(len({row.rank for row in order.rows}) == 1 for order in osh.orders)


def test_a_group_stands_for_its_members_and_one_company_is_refused(door: Door) -> None:
    assert door.compare("House", "Bo", issue="osh").parties == ("name:Ada", "name:Bo")
    with pytest.raises(UsageError, match="two or more companies"):
        door.compare("House")
