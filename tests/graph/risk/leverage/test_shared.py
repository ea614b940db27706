"""Facilities that several companies share, and who else is there."""

import pytest

from headwater.graph.errors import NotFound
from tests.graph.risk.leverage.works import WORLD, of


def test_shared_facilities_are_those_in_everybodys_supply_at_any_tier():
    got = of(*WORLD)
    assert [f.name for f in got.facilities] == ["Both", "Deep"]
    assert {h.company: h.steps for h in got.facilities[1].holds} == {"name:Ada": 2, "name:Bo": 1}
    assert got.only == {"name:Ada": 2, "name:Bo": 1}
    assert [f.name for f in of(*WORLD, depth=1).facilities] == ["Both"]


def test_who_else_buys_there_is_named():
    both, deep = of(*WORLD).facilities
    assert [o.name for o in both.others] == ["Cy"]
    assert (both.known_buyers, both.asked_buyers) == (3, 2)
    assert [o.name for o in deep.others] == ["Sewer"]


def test_a_group_includes_its_members():
    assert [f.name for f in of(*WORLD, companies=("Group", "Bo")).facilities] == ["Both", "Deep"]


def test_one_company_alone_shares_with_itself_and_an_unknown_one_is_refused():
    assert len(of(*WORLD, companies=("Ada",)).facilities) == 4
    with pytest.raises(NotFound):
        of(*WORLD, companies=("Ada", "Nobody"))
