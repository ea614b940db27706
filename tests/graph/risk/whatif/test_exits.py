"""Suppliers left and replaced, and what a released share is counted at."""

from __future__ import annotations

import pytest

from tests import worlds as made
from tests.graph.risk.whatif.people import ask, moved


def test_u8_leaving_sixty_of_180_falls_no_lower_than_the_old_rows_mean_prior_gives() -> None:
    risks = {f"S{i:03d}": 0.3 if i < 60 else 0.1 for i in range(180)}
    text = "\n".join(["A 0"] + [f"{n} {s} end\n{n}->A 1 {1 / 180!r}" for n, s in risks.items()])
    picture = made.world(text, context=risks)
    got = ask(picture, drop=[n for n, s in risks.items() if s == 0.3])
    mean = (60 * 0.3 + 120 * 0.1) / 180
    change = moved(got)
    assert change.before == pytest.approx(mean, abs=1e-12)
    assert change.after == pytest.approx(2 / 3 * 0.1 + 1 / 3 * mean, abs=1e-12)
    assert (got.people_before.facilities, got.people_after.facilities) == (60, 60)


def test_a_share_set_free_takes_what_lies_behind_if_that_is_more() -> None:
    # B itself is clean; all its risk lies behind it. Leaving B must not look like a gain.
    change = moved(ask(made.world("A 0\nB 0\nC 1 end\nB->A 1 1\nC->B 1 1", prior=0.1), drop=["B"]))
    assert change.before == pytest.approx(0.85)
    assert change.after == pytest.approx(0.85)


def test_respread_goes_to_the_other_suppliers_in_every_row_that_held_it() -> None:
    picture = made.world("A 0\nE 0\nB .9 end\nC .2 end\nB->A 1 .5\nC->A 1 .25\nB->E 1 .6", prior=0.1)
    got = ask(picture, drop=["B"], respread=True)
    assert moved(got).after == pytest.approx(0.75 * 0.2 + 0.25 * 0.1)
    # E has no other supplier: its share is unmapped, at the mean prior of its old row or more
    after = 0.4 * 0.1 + 0.6 * (0.6 * 0.9 + 0.4 * 0.1)
    assert moved(ask(picture, "E", drop=["B"], respread=True)).after == pytest.approx(after)
    went = [(p.buyer_name, p.supplier_name, round(p.before, 12), round(p.after, 12)) for p in got.purchases]
    assert went == [("A", "C", 0.25, 0.75), ("E", None, 0.4, 1.0)]
    assert [(m.name, m.after) for m in got.moves] == [("E", pytest.approx(after))]


def test_replacing_moves_the_share_and_adds_to_one_held_already() -> None:
    picture = made.world("A 0\nB .9 end\nC .2 end\nD .4 end\nB->A 1 .5\nC->A 1 .25", prior=0.1)
    got = ask(picture, replace=["B=D"])
    assert moved(got).after == pytest.approx(0.5 * 0.4 + 0.25 * 0.2 + 0.25 * 0.1)
    assert moved(ask(picture, replace=["B=C"])).after == pytest.approx(0.75 * 0.2 + 0.25 * 0.1)
    assert moved(got, "worst_path").after == pytest.approx(0.4)
    assert moved(ask(picture, drop=["C"], replace=["B=C"])).after == pytest.approx(
        0.5 * 0.2 + 0.25 * 0.1 + 0.25 * (0.5 * 0.9 + 0.25 * 0.2 + 0.25 * 0.1)
    )
    # the new facility's people are in the ledger too
    assert [t.edit for t in got.facilities] == ["replace by D", "taken instead of B"]
    # a supplier that would buy from itself loses the share instead
    picture = made.world("A 0\nB .9 end\nC .2\nB->C 1 .5\nC->A 1 .5", prior=0.1)
    itself = ask(picture, "C", replace=["B=C"])
    assert moved(itself).after == pytest.approx(0.5 * 0.1 + 0.5 * (0.5 * 0.9 + 0.5 * 0.1))


def test_several_replacements_follow_each_other() -> None:
    picture = made.world("A 0\nB .9 end\nC .2 end\nD .4 end\nB->A 1 .5\nC->A 1 .25", prior=0.1)
    there = ask(picture, replace=["B=D", "D=C"])
    assert moved(there).after == pytest.approx(0.75 * 0.2 + 0.25 * 0.1)
    back = ask(picture, replace=["B=D", "D=B"])
    assert moved(back).after == pytest.approx(moved(back).before)
    assert back.purchases == ()
