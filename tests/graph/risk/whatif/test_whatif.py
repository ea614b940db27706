"""What-if in two ledgers: leaving people behind is never an improvement for them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.register.register import priorities
from headwater.graph.risk.values.params import Params
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.whatif import WhatIf, whatif
from tests import worlds as made
from tests.graph.risk.rows import PACK
from tests.graph.risk.whatif.people import LEAVING, K, ask, moved, people
from tests.running import said


def test_leaving_changes_the_first_ledger_never_the_second() -> None:
    got = ask(people(), drop=["B"])
    change = moved(got, issue=K)
    assert change.after is not None
    assert change.before is not None
    assert change.after < change.before
    before, after = got.people_before, got.people_after
    assert (before.workers, before.women, before.migrants) == (400, 300, 40)
    assert (after.workers, after.women, after.migrants) == (400, 300, 40)
    # two reports of one event are one; the failed check is open, the closed finding isn't
    assert (before.open_harms, after.open_harms, after.left_without_remedy) == (2, 2, 2)
    assert got.facilities[0].affected == 30
    assert "workers' representatives" in got.steps[0]
    assert "severance" in got.steps[0]
    words = said(got)
    assert "B (leave): 400 workers, 300 women, 40 migrants; 2 open harms; 2 left without remedy." in words
    assert "alpha 0.85, data as of 2026-06-30, revision 1" in words


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
        edits = [e for kind, x in some for e in parse_edits(now.issues, respread=respread, ours=ours, **{kind: [x]})]  # type: ignore[arg-type]
        return whatif(snapshot, now, PACK, "A", edits)

    got, shorter = ask(words), ask(words[:-1])
    a, b = got.people_before, got.people_after
    for field in ("facilities", "workers", "women", "migrants", "open_harms"):
        assert getattr(b, field) >= getattr(a, field)
        assert getattr(b, field) >= getattr(shorter.people_after, field)
    assert b.left_without_remedy >= shorter.people_after.left_without_remedy
    assert all(c.after is None or 0 <= c.after <= 1 for c in got.indicators)


@settings(max_examples=25, deadline=None)
@over(st.integers(0, 10**6), st.lists(st.integers(0, 5), min_size=1, max_size=3), st.booleans(), st.booleans())
def test_the_update_is_the_edited_network_solved_again(seed: int, out: list[int], respread: bool, raw: bool) -> None:
    rng = np.random.default_rng(seed)
    n = 7
    lines = [f"N{i} {rng.random():.3f}" for i in range(n)]
    for v in range(n):
        some = [u for u in range(n) if u != v and rng.random() < 0.4]
        share = rng.dirichlet(np.ones(len(some) + 1)) if some else []
        lines += [f"N{u}->N{v} 1 {share[i]:.6f}" for i, u in enumerate(some)]
    snapshot, now = made.world("\n".join(lines), prior=float(rng.random()))
    drop = [f"N{i}" for i in out]
    swap = [f"N{out[0]}=N6"] if rng.random() < 0.5 else []
    fix = [f"N{out[-1]}"] if rng.random() < 0.5 else []
    edits = parse_edits(now.issues, drop=drop, replace=swap, remediate=fix, respread=respread)
    word = "none" if raw else "prior"
    quick = {"upstream_risk": Params(unmapped=word)}
    # 50 steps of the recursion are worked out anew on the edited network, not pushed
    slow = {"upstream_risk": Params(unmapped=word, hops=50)}
    a, b = (moved(whatif(snapshot, now, PACK, "N5", edits, params=p)) for p in (quick, slow))
    assert a.after == pytest.approx(b.after, abs=2 * 0.85**50 / 0.15)
    assert math.isclose(a.after_high or 0, b.after_high or 0, abs_tol=2 * 0.85**50 / 0.15)


def test_unknown_numbers_stay_unknown() -> None:
    got = ask(people(), drop=["D", "C"])
    assert {t.name: t.workers for t in got.facilities} == {"C": 50, "D": None}
    assert (got.people_after.workers, got.people_after.workers_unknown) == (50, 1)
    words = said(got)
    assert "number of workers unknown" in words
    assert "C (leave): 50 workers; open harms unknown: nobody has looked." in words


def test_nothing_is_saved() -> None:
    snapshot, now = people()
    before = UpstreamRisk().score(snapshot, now, None).values.copy()
    ask((snapshot, now), drop=["B"], replace=["C=D"], remediate=["D"], close=["IN"], respread=True)
    assert (UpstreamRisk().score(snapshot, now, None).values == before).all()
