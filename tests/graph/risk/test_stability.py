"""Whether an order hangs on alpha."""

from __future__ import annotations

import pytest

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.risk.stability import rank_ranges
from tests import worlds as made

# Near's risk lies one step up, Far's two: which leads hangs on alpha. Low is under both always.
WORLD = "Near 0\nFar 0\nLow 0\nN .62 end\nM 0\nO .9 end\nL .1 end\nN->Near 1 1\nM->Far 1 1\nO->M 1 1\nL->Low 1 1"


def test_an_order_that_hangs_on_alpha_says_so() -> None:
    snap, own = made.world(WORLD)
    got = {r.name: r for r in rank_ranges(snap, own, made.ISSUE, ["name:Near", "name:Far", "name:Low"])}
    # Far = alpha · 0.9 against Near = 0.62: they change places at alpha 0.69
    assert (got["Far"].rank, got["Far"].best, got["Far"].worst) == (1, 1, 2)
    assert (got["Near"].rank, got["Near"].best, got["Near"].worst) == (2, 1, 2)
    assert not got["Near"].stable
    assert (got["Low"].rank, got["Low"].stable) == (3, True)
    assert got["Far"].low == pytest.approx(0.45)
    assert got["Far"].high == pytest.approx(0.855)


def test_ties_share_a_place() -> None:
    snap, own = made.world("A 0\nB 0\nC .4 end\nC->A 1 .5\nC->B 1 .5")
    assert [r.rank for r in rank_ranges(snap, own, made.ISSUE, ["name:A", "name:B"])] == [1, 1]


def test_unknown_names_are_refused() -> None:
    snap, own = made.world("A 0")
    with pytest.raises(NotFound):
        rank_ranges(snap, own, made.ISSUE, ["name:Z"])
    with pytest.raises(UsageError):
        rank_ranges(snap, own, "other", ["name:A"])
