"""Suppliers left and replaced, and what a released share is counted at."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from headwater.graph.errors import NotFound
from headwater.graph.records import Outcome, Record
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.whatif.changes import Change
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.whatif import WhatIf, whatif
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, snap, source, supplies

K = "forced_labour"


def _change(got: WhatIf, indicator: str = "upstream_risk", issue: str | None = None) -> Change:
    return next(c for c in got.indicators if c.indicator == indicator and issue in (None, c.issue))


def _people(*more: Record) -> tuple[Snapshot, Own]:
    """A buys from B (400 workers, a raid and a failed check), C (50), D (unknown); Other buys from D; M sells to B."""
    snapshot = snap(
        source(),
        brand("A"),
        brand("Other"),
        facility("B", "BD", workers=400, women_share=0.75, migrant_share=0.1),
        facility("C", "BD", workers=50),
        facility("D"),
        facility("M", "IN", workers=90),
        supplies("B", "A", 0.5),
        supplies("C", "A", 0.3),
        supplies("D", "A", 0.2),
        supplies("D", "Other", 0.6),
        supplies("C", "Other", 0.2),
        supplies("M", "B", 0.7),
        finding("B", affected=30, observed="2025-03-01", event="raid", row=8),
        finding("B", affected=20, observed="2025-05-01", event="raid", source="press", row=9),
        finding("B", "emergency_preparedness", status="closed"),
        check("B", "emergency_preparedness", Outcome.NON_COMPLIANT, date="2026-01-01"),
        finding("D", event="fire", observed="2026-01-01"),
        *more,
    )
    return snapshot, own(snapshot, PACK, TODAY)


def _ask(picture: tuple[Snapshot, Own], who: str = "A", **words: object) -> WhatIf:
    snapshot, now = picture
    edits = parse_edits(now.issues, pack=PACK, **words)  # type: ignore[arg-type]
    return whatif(snapshot, now, PACK, who, edits)


def test_u8_leaving_sixty_of_180_falls_no_lower_than_the_old_rows_mean_prior_gives() -> None:
    risks = {f"S{i:03d}": 0.3 if i < 60 else 0.1 for i in range(180)}
    text = "\n".join(["A 0"] + [f"{n} {s} end\n{n}->A 1 {1 / 180!r}" for n, s in risks.items()])
    picture = made.world(text, context=risks)
    got = _ask(picture, drop=[n for n, s in risks.items() if s == 0.3])
    mean = (60 * 0.3 + 120 * 0.1) / 180
    change = _change(got)
    assert change.before == pytest.approx(mean, abs=1e-12)
    assert change.after == pytest.approx(2 / 3 * 0.1 + 1 / 3 * mean, abs=1e-12)
    assert (got.people_before.facilities, got.people_after.facilities) == (60, 60)


def test_a_share_set_free_takes_what_lies_behind_if_that_is_more() -> None:
    # B itself is clean; all its risk lies behind it. Leaving B must not look like a gain.
    change = _change(_ask(made.world("A 0\nB 0\nC 1 end\nB->A 1 1\nC->B 1 1", prior=0.1), drop=["B"]))
    assert change.before == pytest.approx(0.85)
    assert change.after == pytest.approx(0.85)


def test_respread_goes_to_the_other_suppliers_in_every_row_that_held_it() -> None:
    picture = made.world("A 0\nE 0\nB .9 end\nC .2 end\nB->A 1 .5\nC->A 1 .25\nB->E 1 .6", prior=0.1)
    got = _ask(picture, drop=["B"], respread=True)
    assert _change(got).after == pytest.approx(0.75 * 0.2 + 0.25 * 0.1)
    # E has no other supplier: its share is unmapped, at the mean prior of its old row or more
    after = 0.4 * 0.1 + 0.6 * (0.6 * 0.9 + 0.4 * 0.1)
    assert _change(_ask(picture, "E", drop=["B"], respread=True)).after == pytest.approx(after)
    went = [(p.buyer_name, p.supplier_name, round(p.before, 12), round(p.after, 12)) for p in got.purchases]
    assert went == [("A", "C", 0.25, 0.75), ("E", None, 0.4, 1.0)]
    assert [(m.name, m.after) for m in got.moves] == [("E", pytest.approx(after))]


def test_replacing_moves_the_share_and_adds_to_one_held_already() -> None:
    picture = made.world("A 0\nB .9 end\nC .2 end\nD .4 end\nB->A 1 .5\nC->A 1 .25", prior=0.1)
    got = _ask(picture, replace=["B=D"])
    assert _change(got).after == pytest.approx(0.5 * 0.4 + 0.25 * 0.2 + 0.25 * 0.1)
    assert _change(_ask(picture, replace=["B=C"])).after == pytest.approx(0.75 * 0.2 + 0.25 * 0.1)
    assert _change(got, "worst_path").after == pytest.approx(0.4)
    assert _change(_ask(picture, drop=["C"], replace=["B=C"])).after == pytest.approx(
        0.5 * 0.2 + 0.25 * 0.1 + 0.25 * (0.5 * 0.9 + 0.25 * 0.2 + 0.25 * 0.1)
    )
    # the new facility's people are in the ledger too
    assert [t.edit for t in got.facilities] == ["replace by D", "taken instead of B"]
    # a supplier that would buy from itself loses the share instead
    picture = made.world("A 0\nB .9 end\nC .2\nB->C 1 .5\nC->A 1 .5", prior=0.1)
    itself = _ask(picture, "C", replace=["B=C"])
    assert _change(itself).after == pytest.approx(0.5 * 0.1 + 0.5 * (0.5 * 0.9 + 0.5 * 0.1))


def test_several_replacements_follow_each_other() -> None:
    picture = made.world("A 0\nB .9 end\nC .2 end\nD .4 end\nB->A 1 .5\nC->A 1 .25", prior=0.1)
    there = _ask(picture, replace=["B=D", "D=C"])
    assert _change(there).after == pytest.approx(0.75 * 0.2 + 0.25 * 0.1)
    back = _ask(picture, replace=["B=D", "D=B"])
    assert _change(back).after == pytest.approx(_change(back).before)
    assert back.purchases == ()


def _named(snapshot: Snapshot) -> object:
    """A resolver as the workspace's: raises where nobody is called that."""

    def find(text: str) -> str:
        named = [i for i, p in zip(snapshot.ids, snapshot.parties, strict=True) if text in (i, p.name)]
        if not named:
            raise NotFound(text)
        return named[0]

    return find


LEAVING = st.one_of(
    st.tuples(st.just("drop"), st.sampled_from("BCDM")),
    st.tuples(st.just("replace"), st.sampled_from(["B=C", "C=D", "D=M", "M=C", "B=D"])),
    st.tuples(st.just("close"), st.sampled_from(["BD", "IN", "FR"])),
)
