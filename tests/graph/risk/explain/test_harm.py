"""linked_harm taken apart: what each party adds alone, by how far one looks, and that it isn't a sum."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headwater.graph.engines.unions import sample
from headwater.graph.errors import NotFound, UsageError
from headwater.graph.risk.indicators import LinkedHarm
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.brute import Case, draw, exposure
from tests.graph.risk.explain.harm_asked import asked, scored, without
from tests.running import lines, said


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
    text = [f"{x} {float(case.p[i])!r}" for i, x in enumerate(names)]
    text += [f"{names[u]}->{names[v]} {q!r} {share!r}" for u, v, q, share in case.edges]
    snapshot, own = made.world("\n".join(text))
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


def tangle(seed: int, n: int = 14) -> tuple[Snapshot, Own]:
    rng = np.random.default_rng(seed)
    links = sorted({(int(a), int(b)) for a, b in rng.integers(0, n, (4 * n, 2)) if a != b})
    names = ["A", *(f"N{i:02}" for i in range(1, n))]
    text = [f"{x} {0.02 * (i % 5):.2f}" for i, x in enumerate(names)]
    return made.world("\n".join([*text, *(f"{names[a]}->{names[b]} .3 ?" for a, b in links)]))


@pytest.mark.parametrize("hops", [None, 3])
def test_sampled_parts_are_differences_over_the_same_worlds(hops: int | None) -> None:
    for seed in (3, 4):
        snapshot, own = tangle(seed)
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


def test_each_distance_has_the_value_that_score_gives_for_it() -> None:
    snapshot, own = tangle(5)
    e = asked(snapshot, own, hops=2, worlds=640)
    assert [d.hops for d in e.by_distance] == list(range(1, len(e.by_distance) + 1))
    for d in e.by_distance:
        assert d.value == pytest.approx(scored(snapshot, own, hops=d.hops, worlds=640), abs=1e-15)
        assert sum(d.states.values()) == d.parties
    assert e.by_distance[1].value == e.value
    assert sum(d.parties for d in e.by_distance) == 13
    chain = "\n".join(f"S{i} .1\nS{i}->{'A' if i == 0 else f'S{i - 1}'} 1 ?" for i in range(9))
    far = asked(*made.world("A 0\n" + chain))
    assert [(d.hops, d.parties) for d in far.by_distance] == [*((h, 1) for h in range(1, 7)), (None, 3)]
    assert far.by_distance[-1].value == pytest.approx(1 - 0.9**9)
    words = said(far)
    assert "Up to 2 links: 0.1900 (exact); 1 company or facility that far (" in words
    assert "Any number of links: 0.6126 (exact); 3 companies and facilities over 6 links away (" in words
    assert "their chances of harm sum to 0.3000, the largest, at S6, is 0.1000." in words


def test_a_bound_has_no_parts_and_what_is_not_computed_is_refused() -> None:
    snapshot, own = tangle(3)
    e = asked(snapshot, own, hops=None, method="bound")
    assert e.adding == ()
    assert e.why_none is not None and "differences of bounds say nothing" in e.why_none
    with pytest.raises(UsageError, match="not computed: over 20 uncertain links; leave"):
        asked(snapshot, own, hops=None, method="exact")
    nothing = asked(*made.world("A 0\nB 0\nB->A 1 1"))
    assert nothing.why_none is not None and "not a clean record" in lines(nothing)[-1]


def test_unknown_names_and_values_are_refused_in_words() -> None:
    snapshot, own = made.world(made.G1)
    with pytest.raises(NotFound):
        LinkedHarm().explain(snapshot, own, "Nobody")
    with pytest.raises(UsageError, match=f"known: {made.ISSUE}"):
        LinkedHarm().explain(snapshot, own, "name:A", "other")
    dark = dataclasses.replace(own, unmapped=np.full_like(own.unmapped, np.nan), given=np.zeros_like(own.given))
    with pytest.raises(UsageError, match="linked_harm of harm isn't known"):
        LinkedHarm().explain(snapshot, dark, "name:A", made.ISSUE)
