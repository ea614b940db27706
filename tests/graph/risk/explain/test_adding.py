"""What linked_harm would lose without one party: against brute force, and over the same sampled worlds."""

from __future__ import annotations

import pytest

from headwater.graph.engines.unions import sample
from headwater.graph.risk.network.shares import network
from tests import worlds as made
from tests.brute import Case, draw, exposure
from tests.graph.risk.explain.harm_asked import asked, without
from tests.running import said


def test_u4_of_two_certain_harms_neither_changes_it_alone() -> None:
    e = asked(*made.world(made.G6))
    assert e.value == 1.0
    assert [(a.name, a.amount) for a in e.adding] == [("B", 0.0), ("C", 0.0), ("D", 0.0)]
    one = asked(*made.world("A 0\nB 1\nD .2\nB->A 1 .25\nD->A .5 .5"))
    assert [(a.name, a.amount) for a in one.adding] == [("B", pytest.approx(0.9)), ("D", 0.0)]
    assert "this doesn't add up: of two certain harms neither changes it alone" in said(e)


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("hops", [1, 2, None])
def test_what_each_adds_is_the_value_less_the_value_without_it(seed: int, hops: int | None) -> None:
    case = draw(seed)
    names = "ABCDEFGH"[: case.n]
    snapshot, own = made.drawn(case)
    e = asked(snapshot, own, hops=hops)
    full = exposure(case, hops)[0]
    assert e.value == pytest.approx(full, abs=1e-12)
    assert e.method == "exact"
    told = {a.name: a.amount for a in e.adding}
    for i, name in enumerate(names):
        p = case.p.copy()
        p[i] = 0.0
        lost = full - exposure(Case(case.n, case.edges, p), hops)[0]
        assert told.get(name, 0.0) == pytest.approx(lost, abs=1e-12), name
    amounts = [a.amount for a in e.adding]
    assert amounts == sorted(amounts, reverse=True)
    assert e.left_out == 0


@pytest.mark.parametrize("hops", [None, 3])
def test_sampled_parts_are_differences_over_the_same_worlds(hops: int | None) -> None:
    for seed in (3, 4):
        snapshot, own = made.tangle(seed)
        params = {"hops": hops, "worlds": 6400, "seed": seed, "method": "montecarlo"}
        e = asked(snapshot, own, **params)
        assert (e.method, e.n) == ("montecarlo", 6400)
        assert len(e.adding) > 5
        net, at = network(snapshot), snapshot.index["name:A"]
        full = sample(net.layout, net.q, own.p, 6400, seed, hops=hops)[at, 0]
        for a in e.adding:
            less = sample(net.layout, net.q, without(own, snapshot.index[a.party]).p, 6400, seed, hops=hops)[at, 0]
            assert a.amount == pytest.approx(full - less, abs=1e-12), a.name
            assert a.low is not None and a.high is not None and a.low <= a.amount <= a.high
