"""Who buys directly there, and shares given and stated."""

import pytest

from headwater.graph.errors import NotFound, UsageError
from tests.graph.risk.leverage.works import ask, paper, world


def test_who_buys_there_and_of_what_share_nothing_is_known():
    got = ask()
    assert [b.name for b in got.buyers] == ["Ada", "Bo", "Hub"]
    assert got.owner.name == "Owner"
    assert (got.buyers[0].of_purchases.value, got.buyers[0].group.name) == (0.3719, "House")
    assert all((b.of_output.value, b.of_output.low, b.of_output.high) == (None, 0.0, 1.0) for b in got.buyers)
    assert got.surely is None
    assert [b.name for b in got.maybe.buyers] == ["Ada"]
    assert (got.unnamed.low, got.unnamed.high) == (0.0, 1.0)


def test_a_share_of_purchases_is_never_taken_for_one_of_output():
    one, two = ask(world()), ask(world(ada=0.9, bo=None))
    assert one.surely is two.surely is None
    assert one.maybe == two.maybe


def test_a_sheet_is_only_for_who_buys_there():
    with pytest.raises(UsageError, match=r"Cy isn't known to buy from Works; known there: Ada, Bo, Hub"):
        paper(to="Cy")
    with pytest.raises(NotFound):
        paper(to="Nobody")
