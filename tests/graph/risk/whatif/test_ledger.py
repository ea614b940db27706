"""The second ledger: leaving people behind is never an improvement for them."""

from __future__ import annotations

from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from headwater.graph.risk.register.register import priorities
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.whatif import WhatIf, whatif
from tests.graph.risk.rows import PACK
from tests.graph.risk.whatif.people import LEAVING, ask, named, people
from tests.running import said


def test_the_open_harms_are_those_of_the_register() -> None:
    snapshot, now = people()
    got = ask((snapshot, now), drop=["B", "C", "D"])
    register = priorities(snapshot, now, PACK, [snapshot.ids[i] for i in range(len(snapshot.ids)) if i == 0])
    rows = {r.name for r in register.rows}
    assert {t.name for t in got.facilities if t.open_harms} == rows == {"B", "D"}


def test_a_remedy_first_leaves_nobody_behind() -> None:
    got = ask(people(), drop=["B"], remediate=["B"])
    assert (got.people_after.open_harms, got.people_after.left_without_remedy) == (0, 0)
    assert got.steps == ()


@settings(max_examples=40, deadline=None)
@over(st.lists(LEAVING, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_no_sequence_of_leaving_lowers_the_second_ledger(
    words: list[tuple[str, str]], respread: bool, ours: bool
) -> None:
    picture = people()
    snapshot, now = picture

    def ask(some: list[tuple[str, str]]) -> WhatIf:
        how = {"respread": respread, "ours": ours, "named": named(snapshot)}
        edits = [e for kind, x in some for e in parse_edits(now.issues, **how, **{kind: [x]})]  # type: ignore[arg-type]
        return whatif(snapshot, now, PACK, "name:A", edits)

    got, shorter = ask(words), ask(words[:-1])
    a, b = got.people_before, got.people_after
    for field in ("facilities", "workers", "women", "migrants", "open_harms"):
        assert getattr(b, field) >= getattr(a, field)
        assert getattr(b, field) >= getattr(shorter.people_after, field)
    assert b.left_without_remedy >= shorter.people_after.left_without_remedy
    assert all(c.after is None or 0 <= c.after <= 1 for c in got.indicators)


def test_unknown_numbers_stay_unknown() -> None:
    got = ask(people(), drop=["D", "C"])
    assert {t.name: t.workers for t in got.facilities} == {"C": 50, "D": None}
    assert (got.people_after.workers, got.people_after.workers_unknown) == (50, 1)
    words = said(got)
    assert "number of workers unknown" in words
    assert "C (leave): 50 workers; open harms unknown: nobody has looked." in words
