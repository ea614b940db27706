"""Supposed remedies: own risks after them, against a world that never had the findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.graph.records import Outcome
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.whatif.remedies import FIELDS, Relief, rework
from headwater.graph.snapshot import Snapshot
from tests.graph.risk.rows import PACK, TODAY, check, facility, finding, given, listed, snap, source


@pytest.fixture(scope="module")
def picture() -> Snapshot:
    return snap(
        source(),
        facility("One", "CN", "garments"),
        facility("Two", "CN", "garments"),
        finding("One", "coercion", observed="2026-03-01", status="open", event="raid"),
        finding("One", "coercion", "ngo", observed="2025-03-01", event="march"),
        finding("One", "emergency_preparedness", observed="2026-02-01", status="open"),
        finding("Two", "coercion", observed="2026-01-01", status="open"),
        check("One", "coercion", Outcome.NON_COMPLIANT, date="2026-01-01", standard="S"),
        check("One", "coercion", date="2025-01-01", standard="T"),
        listed("CN", "garments", "forced_labour"),
    )


def test_a_remedy_gives_the_world_without_the_findings_and_failed_checks(picture: Snapshot) -> None:
    now = own(picture, PACK, TODAY)
    one = next(i for i, p in enumerate(picture.parties) if p.name == "One")
    got = rework(picture, now, PACK, [Relief(parties=frozenset({one}))]).on(now)
    bare = replace(
        picture,
        findings=tuple(e for e in picture.findings if e.party != one),
        assessments=tuple(e for e in picture.assessments if e.record.outcome is Outcome.COMPLIANT),  # type: ignore[union-attr]
    )
    truth = own(bare, PACK, TODAY)
    for f in FIELDS:
        assert getattr(got, f) == pytest.approx(getattr(truth, f), abs=1e-15), f
    assert (got.s <= now.s).all()
    assert got.s.sum() < now.s.sum()


def _failed(picture: Snapshot, i: int) -> bool:
    return getattr(picture.assessments[i].record, "outcome", None) is Outcome.NON_COMPLIANT


def test_a_remedy_of_one_event_leaves_the_others(picture: Snapshot) -> None:
    now = own(picture, PACK, TODAY)
    got = rework(picture, now, PACK, [Relief(event="raid")]).on(now)
    # The failed check of that year and source reports the same raid.
    less = replace(
        picture,
        findings=tuple(e for e in picture.findings if getattr(e.record, "event", "") != "raid"),
        assessments=picture.assessments[1:] if _failed(picture, 0) else picture.assessments[:1],
    )
    assert got.s == pytest.approx(own(less, PACK, TODAY).s, abs=1e-15)


def test_a_policy_of_effect_e_leaves_c_times_one_minus_effect_times_verification(picture: Snapshot) -> None:
    # U3: an audit finding (0.7), remedied with effect 0.8 and verification 0.7 at prior 0.1: p 0.3772
    world = snap(source(), facility("One"), finding("One", "coercion", observed=TODAY, status="open"))
    now = own(world, PACK, TODAY)
    k = now.issues.index("forced_labour")
    assert now.p[0, k] == pytest.approx(0.73)
    got = rework(world, now, PACK, [Relief(issue="forced_labour", effect=0.8, verification=0.7)]).on(now)
    assert got.p[0, k] == pytest.approx(0.3772)
    # the same remedy stated already counts once, not twice
    stated = snap(
        source(),
        facility("One"),
        finding("One", "coercion", observed=TODAY, remedied_effect=0.8, remedy_credibility=0.7),
    )
    held = own(stated, PACK, TODAY)
    assert held.p[0, k] == pytest.approx(0.3772)
    again = rework(stated, held, PACK, [Relief(issue="forced_labour", effect=0.8, verification=0.7)]).on(held)
    assert again.p[0, k] == pytest.approx(0.3772)
    unverified = rework(world, now, PACK, [Relief(effect=0.8, verification=0.0)]).on(now)
    assert unverified.s == pytest.approx(now.s, abs=0)
    both = [Relief(effect=0.3, verification=0.7), Relief(effect=0.8, verification=0.7)]
    assert rework(world, now, PACK, both).on(now).p[0, k] == pytest.approx(0.3772)


def test_a_given_own_risk_falls_only_by_a_remedy_of_its_whole_issue() -> None:
    world = snap(source(), facility("One"), given("One", "forced_labour", 0.6))
    now = own(world, PACK, TODAY)
    k = now.issues.index("forced_labour")
    mine = frozenset({0})
    assert rework(world, now, PACK, [Relief(parties=mine)]).on(now).s[0, k] == 0.0
    assert rework(world, now, PACK, [Relief(parties=mine, issue="forced_labour")]).on(now).s[0, k] == 0.0
    for relief in (Relief(parties=mine, point="coercion"), Relief(effect=0.9), Relief(parties=mine, issue="wages")):
        assert rework(world, now, PACK, [relief]).on(now).s[0, k] == 0.6
