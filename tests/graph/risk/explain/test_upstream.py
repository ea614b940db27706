"""A value taken apart: lists add up, say their rest, and lead to source rows."""

from __future__ import annotations

import pytest

from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.values.params import UpstreamOptions
from tests import worlds as made
from tests.running import lines, said

WORLD = "A .1\nB .4\nC .2 end\nB->A .9 ?\nC->A .8 .3\nC->B .9 .5"


def test_every_amount_but_the_gap_leads_to_a_source_row() -> None:
    snap, own = made.world(WORLD, context=["B"])
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, None)
    lists = (e.by_supplier, e.by_origin, e.by_path, e.by_finding, e.by_unmapped)
    for block in lists:
        for part in block.parts:
            assert part.refs or part.kind == "unmapped"
            assert all(r.file == "world.csv" and r.row > 0 and len(r.sha256) == 64 for r in part.refs)
    supplier = next(p for p in e.by_supplier.parts if p.names == ("C",))
    assert [(r.file, r.row) for r in supplier.refs] == [("world.csv", 6)]
    assert supplier.share == pytest.approx(0.3)
    assert not supplier.assumed
    assert next(p for p in e.by_supplier.parts if p.names == ("B",)).assumed
    path = next(p for p in e.by_path.parts if p.names == ("A", "B", "C"))
    assert [r.row for r in path.refs] == [5, 7, 4]


def test_short_lists_say_their_rest_and_a_bound_on_each_path_left_out() -> None:
    snap, own = made.world(made.G5)
    short = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, UpstreamOptions(unmapped="none"), top=2)
    assert [len(b.parts) for b in (short.by_supplier, short.by_origin, short.by_path, short.by_finding)] == [2] * 4
    assert short.by_origin.rest == pytest.approx(0.0226349762191, abs=1e-9)
    assert short.by_origin.left_out == 1
    assert short.by_path.bound == pytest.approx(0.02975, abs=1e-9)
    words = said(short)
    assert "no path left out adds more than 0.02975" in words
    assert "0.0226 is the rest: 1 smaller part." in words


def test_the_error_is_proven_and_holds_and_tiny_numbers_never_read_as_none() -> None:
    snap, own = made.world(made.G4)
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, UpstreamOptions(unmapped="none"))
    assert 0.0 < abs(e.value - 4641 / 34220) + 1e-17 <= e.error < 1e-11
    # Without a cycle nothing is iterated, but sums still round.
    chain = UpstreamRisk().explain(*made.world(made.G1), "name:A", made.ISSUE, UpstreamOptions(unmapped="none"))
    assert 0.0 < chain.error < 1e-13
    assert "exact, error at most 0.000001" in lines(chain)[1]
    tiny = UpstreamRisk().explain(*made.world("A 0\nB .00002 end\nB->A 1 1"), "name:A", made.ISSUE)
    assert "is 0.000020: evidence 0.000020, context 0.0000" in lines(tiny)[0]
    assert not any("0.0000 from B" in line for line in lines(tiny))
    nothing = UpstreamRisk().explain(*made.world("A 0\nB 0 end\nB->A 1 1"), "name:A", made.ISSUE)
    assert (nothing.error, nothing.value) == (0.0, 0.0)
    assert "solved exactly" in lines(nothing)[1]
