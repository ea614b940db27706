"""linked_harm taken apart: what is refused, and what has no parts."""

from __future__ import annotations

import pytest

from headwater.graph.errors import UsageError
from tests import worlds as made
from tests.graph.risk.explain.harm_asked import asked
from tests.running import lines


def test_a_bound_has_no_parts_and_what_is_not_computed_is_refused() -> None:
    snapshot, own = made.tangle(3)
    e = asked(snapshot, own, hops=None, method="bound")
    assert e.adding == ()
    assert e.why_none is not None and "differences of bounds say nothing" in e.why_none
    with pytest.raises(UsageError, match="not computed: over 20 uncertain links; leave"):
        asked(snapshot, own, hops=None, method="exact")
    nothing = asked(*made.world("A 0\nB 0\nB->A 1 1"))
    assert nothing.why_none is not None and "not a clean record" in lines(nothing)[-1]


def test_its_own_harm_is_told_and_everybody_who_is_left_out_is_counted() -> None:
    text = ["A .25", *(f"S{i} .001\nS{i}->A 1 ?" for i in range(300))]
    e = asked(*made.world("\n".join(text)), top=10, hops=2)
    assert (e.own_p, len(e.adding), e.untried, e.left_out) == (0.25, 10, 301 - 256, 301 - 10)
    assert asked(*made.world(made.G1)).left_out == 0
