"""What-if in two ledgers: leaving people behind is never an improvement for them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from headwater.graph.errors import Ambiguous, NotFound, UsageError
from headwater.graph.records import Record
from headwater.graph.risk.base import Own, Params
from headwater.graph.risk.upstream import UpstreamRisk
from headwater.graph.risk.whatif import Change, Edit, WhatIf, parse_edits, whatif
from headwater.graph.snapshot import Snapshot
from tests import worlds as made

RAW = {"upstream_risk": Params(unmapped="none")}


def _change(got: WhatIf, indicator: str = "upstream_risk") -> Change:
    return next(c for c in got.indicators if c.indicator == indicator)


def _people(*more: Record) -> tuple[Snapshot, Own]:
    snap = made.snapshot_of(
        [
            made.source(),
            made.party("B", 2, workers=400, women_share=0.75, migrant_share=0.1, chain_end=True),
            made.party("C", 3, workers=50, chain_end=True),
            made.party("D", 4, chain_end=True),
            made.link("B", "A", share=0.5, row=5),
            made.link("C", "A", share=0.3, row=6),
            made.link("D", "A", share=0.2, row=7),
            made.finding("B", 8, affected=30, observed="2025-03-01"),
            made.finding("B", 9, affected=20, observed="2025-05-01", source_family="press"),
            made.finding("B", 10, point="other", status="remedied"),
            made.finding("D", 11, event="fire"),
            *more,
        ]
    )
    return snap, made.given(snap, {"B": 0.9, "C": 0.2, "D": 0.5}, context=["C"])


def test_u8_leaving_sixty_of_180_falls_no_lower_than_the_old_rows_mean_prior_gives() -> None:
    risks = {f"S{i:03d}": 0.3 if i < 60 else 0.1 for i in range(180)}
    text = "\n".join(["A 0"] + [f"{n} {s} end\n{n}->A 1 {1 / 180!r}" for n, s in risks.items()])
    snap, own = made.world(text, context=risks)
    edits = parse_edits(own.issues, drop=[n for n, s in risks.items() if s == 0.3])
    got = whatif(snap, own, "A", edits)
    mean = (60 * 0.3 + 120 * 0.1) / 180
    change = _change(got)
    assert change.before == pytest.approx(mean, abs=1e-12)
    assert change.after == pytest.approx(2 / 3 * 0.1 + 1 / 3 * mean, abs=1e-12)
    assert (got.people_before.facilities, got.people_after.facilities) == (60, 60)


def test_a_share_set_free_takes_what_lies_behind_if_that_is_more() -> None:
    # B itself is clean; all its risk lies behind it. Leaving B must not look like a gain.
    snap, own = made.world("A 0\nB 0\nC 1 end\nB->A 1 1\nC->B 1 1", prior=0.1)
    change = _change(whatif(snap, own, "A", parse_edits(own.issues, drop=["B"])))
    assert change.before == pytest.approx(0.85)
    assert change.after == pytest.approx(0.85)


def test_respread_goes_to_the_other_suppliers_in_every_row_that_held_it() -> None:
    snap, own = made.world("A 0\nE 0\nB .9 end\nC .2 end\nB->A 1 .5\nC->A 1 .25\nB->E 1 .6", prior=0.1)
    got = whatif(snap, own, "A", parse_edits(own.issues, drop=["B"], respread=True))
    assert _change(got).after == pytest.approx(0.75 * 0.2 + 0.25 * 0.1)
    # E has no other supplier: its share is unmapped, at the mean prior of its old row or more
    other = _change(whatif(snap, own, "E", parse_edits(own.issues, drop=["B"], respread=True)))
    assert other.after == pytest.approx(0.4 * 0.1 + 0.6 * (0.6 * 0.9 + 0.4 * 0.1))


def test_replacing_moves_the_share_and_adds_to_one_held_already() -> None:
    snap, own = made.world("A 0\nB .9 end\nC .2 end\nD .4 end\nB->A 1 .5\nC->A 1 .25", prior=0.1)
    got = whatif(snap, own, "A", parse_edits(own.issues, replace=["B=D"]))
    assert _change(got).after == pytest.approx(0.5 * 0.4 + 0.25 * 0.2 + 0.25 * 0.1)
    merged = whatif(snap, own, "A", parse_edits(own.issues, replace=["B=C"]))
    assert _change(merged).after == pytest.approx(0.75 * 0.2 + 0.25 * 0.1)
    assert _change(got, "worst_path").after == pytest.approx(0.4)
    # a supplier that would buy from itself loses the share instead
    snap, own = made.world("A 0\nB .9 end\nC .2\nB->C 1 .5\nC->A 1 .5", prior=0.1)
    itself = whatif(snap, own, "C", parse_edits(own.issues, replace=["B=C"]))
    assert _change(itself).after == pytest.approx(0.5 * 0.1 + 0.5 * (0.5 * 0.9 + 0.5 * 0.1))


def test_a_remedy_takes_the_findings_and_leaves_the_context() -> None:
    snap, own = made.world("A 0\nB .6 end\nB->A 1 1")
    s_context = np.where(own.s > 0, 0.1, 0.0)
    own = replace(own, s_context=s_context, s_evidence=own.s - s_context, given=np.zeros_like(own.given))
    got = whatif(snap, own, "A", parse_edits(own.issues, remediate=[f"B:{made.ISSUE}"]))
    assert (_change(got).before, _change(got).after) == pytest.approx((0.6, 0.1))
    asked: list[int] = []

    def again(edited: Snapshot) -> Own:
        asked.append(len(edited.findings))
        return replace(own, s=own.s * 0 + 0.2, s_context=own.s * 0 + 0.2, s_evidence=own.s * 0)

    worked = whatif(snap, own, "A", parse_edits(own.issues, remediate=["B"]), reown=again)
    assert _change(worked).after == pytest.approx(0.2)
    assert asked == [0]


def test_leaving_changes_the_first_ledger_never_the_second() -> None:
    snap, own = _people()
    got = whatif(snap, own, "A", parse_edits(own.issues, drop=["B"]))
    change = _change(got)
    assert change.after is not None
    assert change.before is not None
    assert change.after < change.before
    before, after = got.people_before, got.people_after
    assert (before.workers, before.women, before.migrants) == (400, 300, 40)
    assert (after.workers, after.women, after.migrants) == (400, 300, 40)
    # two reports of one point and year are one event; the remedied one isn't open
    assert (before.open_harms, after.open_harms, after.left_without_remedy) == (1, 1, 1)
    assert got.facilities[0].affected == 30
    assert [r.row for r in got.facilities[0].refs] == [8, 9]
    assert "workers' representatives" in got.steps[0]
    assert "severance" in got.steps[0]
    words = "\n".join(got.lines())
    assert "B (leave): 400 workers, 300 women, 40 migrants; open harms 1; 1 left without remedy." in words


def test_a_remedy_first_leaves_nobody_behind() -> None:
    snap, own = _people()
    got = whatif(snap, own, "A", parse_edits(own.issues, drop=["B"], remediate=["B"]))
    assert (got.people_after.open_harms, got.people_after.left_without_remedy) == (0, 0)
    assert got.steps == ()


def test_no_sequence_of_drops_lowers_the_second_ledger() -> None:
    snap, own = _people()
    for length in (1, 2, 3):
        for names in itertools.permutations("BCD", length):
            for respread in (False, True):
                got = whatif(snap, own, "A", parse_edits(own.issues, drop=names, respread=respread))
                a, b = got.people_before, got.people_after
                for field in ("facilities", "workers", "women", "migrants", "open_harms"):
                    assert getattr(b, field) >= getattr(a, field)
                assert b.left_without_remedy == a.open_harms
                shorter = whatif(snap, own, "A", parse_edits(own.issues, drop=names[:-1], respread=respread))
                assert b.open_harms >= shorter.people_after.open_harms
                assert b.workers >= shorter.people_after.workers


def test_unknown_numbers_stay_unknown() -> None:
    snap, own = _people()
    got = whatif(snap, own, "A", parse_edits(own.issues, drop=["D", "C"]))
    assert {t.name: t.workers for t in got.facilities} == {"C": 50, "D": None}
    assert (got.people_after.workers, got.people_after.workers_unknown) == (50, 1)
    assert "number of workers unknown" in "\n".join(got.lines())


def test_edits_are_read_from_words_with_colons_in_ids() -> None:
    issues = ("harm",)
    assert parse_edits(issues, remediate=["name:C", "name:C:harm"]) == (
        Edit(kind="remedy", party="name:C"),
        Edit(kind="remedy", party="name:C", issue="harm"),
    )
    assert parse_edits(issues, replace=["X = Y"]) == (Edit(kind="replace", party="X", by="Y"),)
    with pytest.raises(UsageError, match="OLD=NEW"):
        parse_edits(issues, replace=["X"])


def test_what_cannot_be_done_is_said() -> None:
    snap, own = _people(made.party("b", 20))
    with pytest.raises(NotFound):
        whatif(snap, own, "A", parse_edits(own.issues, drop=["Nobody"]))
    with pytest.raises(Ambiguous):
        whatif(snap, own, "A", parse_edits(own.issues, drop=["B"]))
    with pytest.raises(UsageError, match="can't replace itself"):
        whatif(snap, own, "A", parse_edits(own.issues, replace=["C=C"]))
    with pytest.raises(UsageError, match="known: harm"):
        whatif(snap, own, "A", (), issue="other")


def test_nothing_is_saved() -> None:
    snap, own = _people()
    before = UpstreamRisk().score(snap, own, None).values.copy()
    whatif(snap, own, "A", parse_edits(own.issues, drop=["B"], replace=["C=D"], remediate=["D"], respread=True))
    assert (UpstreamRisk().score(snap, own, None).values == before).all()
