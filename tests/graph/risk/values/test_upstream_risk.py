"""upstream_risk: the exact cases of method 9, its parts and its range."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headwater.graph.risk.indicators import INDICATORS, UpstreamRisk, get_indicator
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.values.result import Method, Result, Unknown
from headwater.graph.snapshot import Snapshot
from tests import worlds as made


def _of(snap: Snapshot, result: Result, name: str) -> dict[str, float | str | None]:
    return next(r.model_dump() for r in result.rows(snap) if r.name == name)


def test_u1_unknown_shares_give_a_sharp_range_around_the_equal_split() -> None:
    snap, own = made.world("A .05\nB .2 end\nC .6 end\nB->A 1 ?\nC->A 1 ?")
    a = _of(snap, UpstreamRisk().score(snap, own, UpstreamOptions(unmapped="none")), "A")
    assert a["value"] == pytest.approx(0.322, abs=1e-12)
    assert a["low"] == pytest.approx(0.186, abs=1e-12)
    assert a["high"] == pytest.approx(0.458, abs=1e-12)


def test_u2_unmapped_purchases_take_their_prior() -> None:
    snap, own = made.world("A .1\nB .4 end\nTop 0\nB->A 1 .5\nA->Top 1 1", prior=0.2)
    result = UpstreamRisk().score(snap, own, UpstreamOptions())
    a = _of(snap, result, "A")
    assert a["value"] == pytest.approx(0.30, abs=1e-12)
    assert a["evidence"] == pytest.approx(0.20, abs=1e-12)
    assert a["unmapped"] == pytest.approx(0.10, abs=1e-12)
    assert a["mapped"] == pytest.approx(0.5)
    # X(A) = 0.27 is what a buyer with A as its only supplier sees
    assert _of(snap, result, "Top")["value"] == pytest.approx(0.27, abs=1e-12)


def test_u5_without_links_the_raw_sum_is_the_own_risk() -> None:
    snap, own = made.world("A .3")
    assert UpstreamRisk().score(snap, own, UpstreamOptions(unmapped="none")).values[0, 0] == 0.3


def test_u5_a_link_of_share_zero_counts_for_nothing() -> None:
    snap, own = made.world("A 0\nB 1 end\nC .5 end\nB->A 1 0\nC->A 1 .5")
    assert _of(snap, UpstreamRisk().score(snap, own, UpstreamOptions(unmapped="none")), "A")["value"] == pytest.approx(
        0.2125
    )


def test_u7_silence_one_confirmed_case_among_180_hardly_moves_the_sum() -> None:
    text = "A 0\n" + "\n".join(f"S{i} 0 end\nS{i}->A 1 {1 / 180}" for i in range(180))
    snap, own = made.world(text)
    before = _of(snap, UpstreamRisk().score(snap, own, UpstreamOptions()), "A")["value"]
    worse = made.given(snap, {"S17": 1.0})
    after = _of(snap, UpstreamRisk().score(snap, worse, UpstreamOptions()), "A")["value"]
    assert 0 < float(after or 0) - float(before or 0) < 0.01


def test_the_parts_add_up_and_stay_within_the_range() -> None:
    snap, own = made.world(
        "A .1\nB .4\nC .2\nD .7 end\nB->A .9 ?\nC->A .8 .3\nD->B 1 .6\nD->C 1 ?\nC->B .9 .2\nB->C .5 .1",
        context=["B", "C"],
        low={"B": 0.3, "C": 0.0},
        high={"B": 0.9},
    )
    for params in (
        UpstreamOptions(),
        UpstreamOptions(unmapped="none"),
        UpstreamOptions(alpha=0.5),
        UpstreamOptions(hops=2),
        UpstreamOptions(hops=1),
    ):
        r = UpstreamRisk().score(snap, own, params)
        assert (r.evidence + r.context + r.unmapped) == pytest.approx(r.values, abs=1e-15)
        assert (r.low <= r.values).all()
        assert (r.values <= r.high).all()
    full = UpstreamRisk().score(snap, own, UpstreamOptions())
    assert (full.values <= 1).all()
    assert full.error < 1e-11


def test_hops_cut_the_sum_at_that_many_links() -> None:
    snap, own = made.world("A 0\nB .1\nC .4\nC->B .5 .6\nB->A .8 .5")
    raw = [UpstreamRisk().score(snap, own, UpstreamOptions(unmapped="none", hops=h)).values[0, 0] for h in (1, 2, 3)]
    assert raw == pytest.approx([0.0425, 0.1292, 0.1292], abs=1e-12)
    # with priors: one step is Σ a·own part + rest · prior, the suppliers' own unnamed purchases included
    one = UpstreamRisk().score(snap, own, UpstreamOptions(hops=1)).values[0, 0]
    assert one == pytest.approx(0.5 * (0.15 * 0.1 + 0.85 * 0.4 * 0.1) + 0.5 * 0.1, abs=1e-12)


def test_the_range_is_sharp_against_every_way_to_lay_the_unknown_mass() -> None:
    snap, own = made.world("A .1\nB .2 end\nC .6 end\nD .9\nB->D 1 ?\nC->D 1 ?\nB->A 1 ?\nC->A 1 .2\nD->A 1 ?")
    r = UpstreamRisk().score(snap, own, UpstreamOptions(unmapped="none"))
    values = []
    for d in np.linspace(0, 1, 11):  # of D's unknown 0.8: to B, else to C
        x_d = 0.9 + 0.85 * 0.8 * (d * 0.2 + (1 - d) * 0.6)
        for a in np.linspace(0, 1, 11):  # of A's unknown 0.8 · 0.8: to B, else to D
            values.append(0.1 + 0.85 * (0.2 * 0.6 + 0.64 * (a * 0.2 + (1 - a) * x_d)))
    assert r.low[0, 0] == pytest.approx(min(values), abs=1e-12)
    assert r.high[0, 0] == pytest.approx(max(values), abs=1e-12)


def test_an_issue_that_the_pack_does_not_know_is_unknown_and_zero_only_without_priors() -> None:
    snap, own = made.world("A 0\nB .4 end\nC .3\nB->A 1 .5\nC->A 1 .5")
    nan = np.full_like(own.unmapped, np.nan)
    given = own.given.copy()
    given[snap.index["name:C"]] = False
    dark = dataclasses.replace(own, unmapped=nan, unmapped_low=nan, unmapped_high=nan, given=given)
    for name in ("upstream_risk", "linked_harm", "worst_path"):
        result = get_indicator(name).score(snap, dark)
        a = _of(snap, result, "A")
        assert a["value"] is None
        assert (a["method"], a["unknown_to_pack"]) == (Method.EXACT, Unknown.OPEN)
        zero = get_indicator(name).score(snap, dark, get_indicator(name).params(unmapped="none"))
        assert _of(snap, zero, "A")["value"] is not None
        assert _of(snap, zero, "A")["unknown_to_pack"] is Unknown.AS_ZERO


def test_the_order_and_the_names_of_parties_change_nothing() -> None:
    for text in made.WORLDS.values():
        lines = text.splitlines()
        for context in ([], ["B"]):
            base = [
                np.sort(i.score(*made.world(t, context=context)).values[:, 0])
                for i in INDICATORS
                for t in ("\n".join(lines), "\n".join(reversed(lines)))
            ]
            for one, two in zip(base[0::2], base[1::2], strict=True):
                np.testing.assert_array_equal(one, two)
        swapped = text.translate(str.maketrans("ABCDE", "EDCBA"))
        for i in INDICATORS:
            one = i.score(*made.world(text)).values[:, 0]
            two = i.score(*made.world(swapped)).values[:, 0]
            assert np.sort(one) == pytest.approx(np.sort(two), abs=1e-12, nan_ok=True)


LINKED = get_indicator("linked_harm").params
