"""Paths, cyclic ones among them, and the routes they fold into."""

from __future__ import annotations

import pytest

from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.values.params import UpstreamOptions
from tests import worlds as made
from tests.running import said

WORLD = "A .1\nB .4\nC .2 end\nB->A .9 ?\nC->A .8 .3\nC->B .9 .5"


def test_cyclic_paths_are_marked_and_count() -> None:
    snap, own = made.world(made.G4)
    paths = (
        UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, UpstreamOptions(unmapped="none"), top=3).by_path.parts
    )
    assert [p.cyclic for p in paths] == [False, False, True]
    assert "A ← B ← C ← B ← C (cyclic)" in paths[2].what


def test_rounds_fold_into_their_route_and_sums_stay() -> None:
    snap, own = made.world(made.G4)
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, UpstreamOptions(unmapped="none"), top=4)
    direct, further = e.by_route.parts[1], e.by_route.parts[0]
    assert (further.names, direct.names) == (("A", "B", "C"), ("A", "B"))
    # A-B-C, and A-B-C-B-C round once
    assert further.amount == pytest.approx(0.065025 + 0.0093961125, abs=1e-12)
    assert further.by_rounds == pytest.approx(0.0093961125, abs=1e-12)
    assert further.cyclic
    assert direct.by_rounds == pytest.approx(0.0073695, abs=1e-12)
    assert e.by_route.rest == pytest.approx(e.by_path.rest, abs=1e-15)
    assert {p.route for p in e.by_path.parts} == {p.parties for p in e.by_route.parts}
    assert "A ← B ← C, of it 0.0094 by going round a cycle." in said(e)
