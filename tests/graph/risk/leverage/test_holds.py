"""What a company has to do with a facility."""

import pytest

from tests.graph.risk.leverage.works import WORLD, of


def test_shares_are_stated_or_a_range_of_what_is_possible():
    ada, bo = of(*WORLD).facilities[0].holds
    assert (ada.share, ada.low, ada.high) == (0.3, 0.3, 0.3)
    assert (bo.share, bo.low, bo.high) == (None, 0.0, pytest.approx(0.4))
    through, _ = of(*WORLD).facilities[1].holds
    assert (through.share, through.low, through.high) == (None, None, None)
