"""The width of a range splits by what it comes from, adds up, and is what opening the ranges one by one gives."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.own_risk.evidence import own as own_risk
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.own_risk.points import make_cell
from headwater.graph.risk.own_risk.priors import Context
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, given, listed, snap, supplies
from tests.running import said

ISSUE = "forced_labour"
EVENTS = [
    {"source_type": "allegation", "observed": "2022-01"},
    {"source_type": "audit", "observed": "2025-02-01", "scale": 2},
    {"source_type": "allegation", "observed": "2024", "scale": 3, "scope": 2, "irremediability": 1},
    {"source_type": "confirmed_on_site", "observed": "2020", "irremediability": 4},
]


def random_world(seed: int) -> Snapshot:
    """Up to nine companies in a graph with cycles, unknown shares, findings, clean checks and listed goods."""
    rng = np.random.default_rng([11, seed])
    names = [f"N{i}" for i in range(int(rng.integers(4, 10)))]
    records = [listed("BD", "garments", ISSUE)]
    for name in names:
        country = rng.choice(["BD", "VN", ""])
        records.append(facility(name, country or None, rng.choice(["garments", ""]) or None))
        if rng.random() < 0.5:
            point = str(rng.choice(["coercion", "bonded_labour"]))
            records.append(finding(name, point, **EVENTS[int(rng.integers(4))]))
        if rng.random() < 0.3:
            records.append(check(name, date="2025-11-01"))
    records.append(given(names[-1], ISSUE, 0.3))
    for b in names[:-1]:
        sellers = [s for s in names if s != b and rng.random() < 0.4]
        for s in sellers:
            records.append(supplies(s, b, None if rng.random() < 0.5 else round(0.9 / len(sellers), 3)))
    return snap(*records)


def closed(own: Own, *, prior: bool, events: bool, severity: bool) -> Own:
    """The own risks with only some ranges open, worked out anew from closed evidence."""
    one = own.only(ISSUE)
    low, high = (one.low.copy(), one.high.copy()) if prior else (one.s.copy(), one.s.copy())
    for (i, issue), cell in own.log._cells.items():
        if issue != ISSUE or one.given[i, 0]:
            continue
        known = own.log._priors.context(own.log._table.all[own.log._table.of[i]], issue)
        context = known if prior else Context(known.mean, known.mean, known.mean, known.listed, "", ())
        by_point = {
            r.point: [
                replace(
                    e,
                    upper=e.upper if events else e.counted,
                    grading=e.grading if severity else replace(e.grading, upper=e.grading.value),
                )
                for e in r.events
            ]
            for r in cell.points
        }
        checks = list({id(c): c for r in cell.points for c in r.checks}.values())
        fresh = make_cell(issue, context, by_point, checks, PACK)
        low[i, 0], high[i, 0] = fresh.low, fresh.high
    return replace(one, low=low, high=high)


def spread(snapshot: Snapshot, own: Own, at: int, options: UpstreamOptions, *, unnamed: bool) -> float:
    """High less low with the shares as they are assumed, by scoring both ends."""

    def value(s: np.ndarray, prior: np.ndarray) -> float:
        end = replace(own, s=s, s_evidence=np.zeros_like(s), s_context=s, unmapped=prior)
        return float(UpstreamRisk().score(snapshot, end, options).values[at, 0])

    ends = (own.unmapped_low, own.unmapped_high) if unnamed else (own.unmapped, own.unmapped)
    return value(own.high, ends[1]) - value(own.low, ends[0])


@pytest.mark.parametrize("seed", range(25))
def test_parts_add_up_and_each_is_what_opening_its_range_gives(seed: int) -> None:
    snapshot = random_world(seed)
    own = own_risk(snapshot, PACK, TODAY)
    options = UpstreamOptions(unmapped="none" if seed % 5 == 0 else "prior", hops=3 if seed % 7 == 0 else None)
    scored = UpstreamRisk().score(snapshot, own.only(ISSUE), options)
    for at in (0, 1, 2):
        e = UpstreamRisk().explain(snapshot, own, snapshot.ids[at], ISSUE, options)
        w = e.width
        assert w.total == pytest.approx(float(scored.high[at, 0] - scored.low[at, 0]), abs=1e-11)
        assert sum(p.amount for p in w.parts) == pytest.approx(w.total, abs=1e-15)
        assert all(p.amount > -1e-11 and p.alone > -1e-11 for p in w.parts)

        def opened(at: int = at, *, prior: bool = False, unnamed: bool = False, **more: bool) -> float:
            had = {"events": False, "severity": False} | more
            return spread(snapshot, closed(own, prior=prior, **had), at, options, unnamed=unnamed)

        raw = options.unmapped == "none"
        alone = {
            "prior": opened(prior=True),
            "unnamed": 0.0 if raw else opened(unnamed=True),
            "event": opened(events=True),
            "severity": opened(severity=True),
        }
        assert {p.kind: p.alone for p in w.parts if p.kind != "share"} == pytest.approx(alone, abs=1e-11)
        steps = [
            opened(),
            opened(prior=True),
            opened(prior=True, unnamed=not raw),
            opened(prior=True, unnamed=not raw, events=True),
            opened(prior=True, unnamed=not raw, events=True, severity=True),
        ]
        assert [p.amount for p in w.parts[:4]] == pytest.approx(np.diff(steps).tolist(), abs=1e-11)


def test_what_would_narrow_it_adds_up_to_the_linear_parts() -> None:
    snapshot = random_world(3)
    own = own_risk(snapshot, PACK, TODAY)
    w = UpstreamRisk().explain(snapshot, own, snapshot.ids[0], ISSUE, top=1000).width
    assert w.left_out == 0
    for p in w.parts[:4]:
        assert math.fsum(x.amount for x in w.narrow if x.kind == p.kind) == pytest.approx(p.amount, abs=1e-12)
    amounts = [x.amount for x in w.narrow]
    assert amounts == sorted(amounts, reverse=True)


def test_one_buyers_unknown_shares_are_what_the_bounds_say() -> None:
    # U1: 0.8 of A's purchases lie anywhere between B (0.2) and C (0.6).
    snapshot, own = made.world("A .05\nB .2 end\nC .6 end\nB->A 1 ?\nC->A 1 ?")
    e = UpstreamRisk().explain(snapshot, own, "name:A", made.ISSUE, UpstreamOptions(unmapped="none"))
    assert (e.low, e.high) == pytest.approx((0.186, 0.458))
    assert {p.kind: p.amount for p in e.width.parts} == pytest.approx(
        {"own": 0.0, "unnamed": 0.0, "event": 0.0, "severity": 0.0, "share": 0.272}, abs=1e-12
    )
    assert e.width.parts[-1].alone == pytest.approx(0.272, abs=1e-12)
    (row,) = e.width.narrow
    assert (row.kind, row.name, row.amount) == ("share", "A", pytest.approx(0.272, abs=1e-12))
    assert "0.2720 what A buys from whom: 2 suppliers without a share together have 80 %." in said(e)


def test_the_lines_name_what_to_find_out() -> None:
    snapshot = snap(
        brand("Brand"),
        facility("Mill", "BD", "garments"),
        finding("Mill", "coercion", "allegation", observed="2023-01"),
        supplies("Mill", "Brand", 0.6),
        listed("BD", "garments", ISSUE),
    )
    words = said(UpstreamRisk().explain(snapshot, own_risk(snapshot, PACK, TODAY), "name:Brand", ISSUE))
    for line in (
        "who supplies Brand: 40 % is bought from suppliers nobody named.",
        "an assessment of Mill: beside its findings the prior stands.",
        "a check on site of what is reported of Mill: the reports are weak or old.",
        "in this order, each is what it adds to those before it:",
    ):
        assert line in words
    known = UpstreamRisk().explain(*made.world("A 0\nB .5 end\nB->A 1 1"), "name:A", made.ISSUE)
    assert "The range has no width" in said(known)
