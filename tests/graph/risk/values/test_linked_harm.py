"""linked_harm and worst_path: domains' edges, methods, materiality, ties."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headwater.graph.risk.indicators import LinkedHarm, WorstPath, get_indicator
from headwater.graph.risk.values import linked_harm as linked
from headwater.graph.risk.values.params import LinkedOptions, UpstreamOptions
from headwater.graph.risk.values.result import Method, Result
from headwater.graph.snapshot import Snapshot
from tests import worlds as made


def _names(snap: Snapshot, result: Result, name: str) -> str:
    route = result.routes.route(snap.index[f"name:{name}"], 0)
    return "".join(snap.parties[i].name for i in route)


def test_the_default_looks_one_step_up_and_is_exact() -> None:
    snap, own = made.world("A 0\nB .1\nC .4\nC->B .5 .6\nB->A .8 .5")
    got = LinkedHarm().score(snap, own, None)
    assert got.values[:, 0] == pytest.approx([0.08, 0.28, 0.4], abs=1e-15)
    assert {r.method for r in got.rows(snap)} == {"exact"}


def test_u5_certain_harm_over_a_certain_link_is_exactly_one() -> None:
    snap, own = made.world("A 0\nB 1\nB->A 1 .01")
    for params in (
        LinkedOptions(),
        LinkedOptions(hops=None),
        LinkedOptions(hops=None, method="montecarlo"),
        LinkedOptions(method="bound"),
    ):
        assert LinkedHarm().score(snap, own, params).values[0, 0] == 1.0
    assert WorstPath().score(snap, own, None).values[0, 0] == 1.0


@pytest.mark.parametrize("q", [0.0, 1.0])
@pytest.mark.parametrize("p", [0.0, 1.0])
def test_u6_certain_and_impossible_are_exact_in_the_sampler(q: float, p: float) -> None:
    snap, own = made.world(f"A 0\nB 0\nC {p}\nC->B {q} .5\nB->A 1 .5\nA->B 1 .1")
    got = LinkedHarm().score(snap, own, LinkedOptions(hops=None, method="montecarlo", worlds=6400))
    assert got.values[0, 0] == q * p


def test_u5_a_link_of_confidence_zero_counts_for_nothing() -> None:
    snap, own = made.world("A 0\nB 1\nB->A 0 .5")
    assert LinkedHarm().score(snap, own, LinkedOptions(hops=None)).values[0, 0] == 0.0
    worst = WorstPath().score(snap, own, None)
    assert worst.values[0, 0] == 0.0
    assert _names(snap, worst, "A") == ""
    assert get_indicator("upstream_risk").score(snap, own, UpstreamOptions(unmapped="none")).values[0, 0] == 0.425


def test_sampled_values_do_not_hang_on_the_machine_or_the_part_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    # Others stand before A in the order of ids, and buy of it or sell to nobody: A's ancestors are a real part.
    others = "0 .3\n1 .2\n2 0\n0->1 .5 .5\nA->1 .9 .3\nD->2 .4 .5\n1->2 .5 .2"
    snap, own = made.world(f"{made.G5}\n{others}")
    params = LinkedOptions(hops=None, method="montecarlo", worlds=640, seed=7)
    whole = LinkedHarm().score(snap, own, params)
    assert whole.values.tolist() == LinkedHarm().score(snap, own, params).values.tolist()
    a, d = snap.index["name:A"], snap.index["name:D"]
    monkeypatch.setattr(linked, "SAMPLED", 0)
    part = LinkedHarm().score(snap, own, params, viewed=["name:A"])
    assert (part.values[a, 0], part.low[a, 0], part.high[a, 0]) == (
        whole.values[a, 0],
        whole.low[a, 0],
        whole.high[a, 0],
    )
    assert part.low[a, 0] < part.values[a, 0] < part.high[a, 0]
    assert part.method_of(a) is Method.MONTECARLO
    assert part.method_of(d) is Method.BOUND


def test_beyond_twenty_uncertain_links_auto_samples_and_gives_an_interval() -> None:
    snap, own = made.tangle(3, 15)
    got = LinkedHarm().score(snap, own, LinkedOptions(hops=None))
    assert {r.method for r in got.rows(snap)} == {"montecarlo"}
    worst = WorstPath().score(snap, own, None).values
    bound = LinkedHarm().score(snap, own, LinkedOptions(hops=None, method="bound")).values
    assert (worst <= got.low + 1e-15).all()
    assert (got.low < got.values).all()
    assert (got.values < got.high).all()
    assert (got.high <= bound).all()
    refused = LinkedHarm().score(snap, own, LinkedOptions(hops=None, method="exact"))
    assert np.isnan(refused.values).all()
    assert refused.method_of(0) is Method.NOT_COMPUTED


def test_a_limit_on_hops_is_the_same_by_every_method() -> None:
    snap, own = made.world(made.G5)
    for hops in (1, 2, 3):
        exact = LinkedHarm().score(snap, own, LinkedOptions(hops=hops, method="exact")).values[:, 0]
        worlds = 64 * 300
        sampled = (
            LinkedHarm().score(snap, own, LinkedOptions(hops=hops, method="montecarlo", worlds=worlds)).values[:, 0]
        )
        bound = LinkedHarm().score(snap, own, LinkedOptions(hops=hops, method="bound")).values[:, 0]
        assert (np.abs(sampled - exact) <= 4 * np.sqrt(exact * (1 - exact) / worlds) + 1e-12).all()
        assert (bound >= exact - 1e-15).all()
    # by hand, two steps from A: D->B->A, D->C->A, B->C->A, C->B->A
    two = LinkedHarm().score(snap, own, LinkedOptions(hops=2)).values[0, 0]
    assert two < LinkedHarm().score(snap, own, LinkedOptions(hops=None)).values[0, 0] + 1e-15


def test_materiality_weakens_stated_shares_and_only_the_low_end_of_assumed_ones() -> None:
    snap, own = made.world("A 0\nB .5\nC .5\nR .5\nX 0\nB->A 1 .1\nC->X 1 ?\nR=>X .5")
    got = LinkedHarm().score(snap, own, LinkedOptions(materiality=0.2))
    a, x = snap.index["name:A"], snap.index["name:X"]
    assert (got.low[a, 0], got.values[a, 0], got.high[a, 0]) == pytest.approx((0.25, 0.25, 0.25))
    # C's assumed share 0.8 is over 0.2 anyway; the recruiter has none and counts in full
    assert got.values[x, 0] == pytest.approx(1 - 0.5 * 0.75)
    wide = LinkedHarm().score(snap, own, LinkedOptions(materiality=1.0))
    assert wide.values[x, 0] == pytest.approx(1 - 0.5 * 0.75)
    assert wide.low[x, 0] == pytest.approx(1 - 0.6 * 0.75)


def test_recruiters_count_in_linked_harm_and_worst_path_alone() -> None:
    snap, own = made.world("A 0\nR .5\nR=>A .8")
    assert LinkedHarm().score(snap, own, None).values[0, 0] == pytest.approx(0.4)
    worst = WorstPath().score(snap, own, None)
    assert worst.values[0, 0] == pytest.approx(0.4)
    assert _names(snap, worst, "A") == "AR"
    assert get_indicator("upstream_risk").score(snap, own, UpstreamOptions(unmapped="none")).values[0, 0] == 0.0


def test_several_issues_travel_together_and_apart() -> None:
    snap, own = made.world(made.G5)
    wide = 11  # more than one block of columns
    scale = np.linspace(0.05, 1.0, wide)[None, :]
    many = dataclasses.replace(
        own,
        issues=tuple(f"i{k}" for k in range(wide)),
        **{
            f: getattr(own, f) * scale
            for f in ("p", "s", "s_evidence", "s_context", "low", "high", "unmapped", "unmapped_low", "unmapped_high")
        },
        severity=np.repeat(own.severity, wide, 1),
        given=np.repeat(own.given, wide, 1),
        state=np.repeat(own.state, wide, 1),
    )
    for name in ("upstream_risk", "worst_path"):
        one = get_indicator(name).score(snap, own, None).values
        assert get_indicator(name).score(snap, many, None).values == pytest.approx(one * scale, abs=1e-12)
    harm = LinkedHarm().score(snap, many, LinkedOptions(hops=None))
    assert harm.values[:, -1] == pytest.approx(LinkedHarm().score(snap, own, LinkedOptions(hops=None)).values[:, 0])
    assert (np.diff(harm.values, axis=1) > 0).all()
