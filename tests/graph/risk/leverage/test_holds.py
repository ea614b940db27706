"""What a company has to do with a facility."""

import pytest

from headwater.graph.risk.leverage.holds import hold
from headwater.graph.risk.network.shares import network
from tests.graph.risk.leverage.works import WORLD, of, tie
from tests.graph.risk.rows import brand, facility, snap, supplies


def test_shares_are_stated_or_a_range_of_what_is_possible():
    ada, bo = of(*WORLD).facilities[0].holds
    assert (ada.share, ada.low, ada.high) == (0.3, 0.3, 0.3)
    assert (bo.share, bo.low, bo.high) == (None, 0.0, pytest.approx(0.4))
    through, _ = of(*WORLD).facilities[1].holds
    assert (through.share, through.low, through.high) == (None, None, None)


def held(*records, of=("Ada",)):
    """What Ada, or several together, have to do with the facility Works."""
    s = snap(facility("Works", "XA"), *(brand(x) for x in of), *records)
    members = [s.index[f"name:{x}"] for x in of]
    return hold(s, network(s), s.index["name:Works"], members[0], members, 1)


def test_purchases_of_several_members_are_not_added_up():
    one = held(supplies("Works", "Ada", 0.3), of=("Ada", "Bo"))
    assert (one.share, one.low, one.high) == (0.3, 0.3, 0.3)
    two = held(supplies("Works", "Ada", 0.3), supplies("Works", "Bo", 0.2), of=("Ada", "Bo"))
    assert (two.share, two.low, two.high, len(two.refs)) == (None, 0.2, 0.3, 2)


def test_whoever_only_recruits_there_buys_nothing():
    got = held(tie("RECRUITS_FOR", "Works", "Ada"))
    assert (got.share, got.low, got.high, got.refs) == (None, None, None, ())
