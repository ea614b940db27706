"""What-if in two ledgers: leaving people behind is never an improvement for them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from headwater.graph.errors import Ambiguous, NotFound, UsageError
from headwater.graph.records import Outcome, Record
from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.register.register import priorities
from headwater.graph.risk.values.params import Params
from headwater.graph.risk.whatif.changes import Change
from headwater.graph.risk.whatif.edits import Edit, parse_edits
from headwater.graph.risk.whatif.remedies import Relief, rework
from headwater.graph.risk.whatif.whatif import WhatIf, whatif
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, snap, source, supplies
from tests.running import said

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


def test_only_ours_leaves_the_other_buyers_where_they_are() -> None:
    picture = _people()
    everyone, ours = _ask(picture, drop=["D"]), _ask(picture, drop=["D"], ours=True)
    assert [o.name for o in everyone.orphaned] == ["D"]
    assert ours.orphaned == ()
    assert [m.name for m in everyone.moves] == ["Other"]
    assert ours.moves == ()
    assert _change(ours).after == pytest.approx(_change(everyone).after)
    assert [p.buyer_name for p in everyone.purchases] == ["A", "Other"]
    assert [(p.buyer_name, p.supplier_name) for p in ours.purchases] == [("A", None)]


def test_closing_a_country_for_ours_alone_touches_only_the_buyers_own_suppliers() -> None:
    picture = _people()
    everyone = _ask(picture, "Other", close=["BD"])
    ours = _ask(picture, "Other", close=["BD"], ours=True)
    assert [t.name for t in everyone.facilities] == ["B", "C"]
    assert everyone.people_after.left_without_remedy == 2
    assert [t.name for t in ours.facilities] == ["C"]
    assert (ours.people_after.workers, ours.people_after.left_without_remedy) == (50, 0)
    assert ours.steps == ()
    assert "Left: 1 supplier in Bangladesh; 1 supplier of unknown country stays." in ours.notes


def test_who_sells_only_to_a_facility_left_is_named_too() -> None:
    got = _ask(_people(), drop=["B"])
    assert [(o.name, o.why, o.workers, o.open_harms) for o in got.orphaned] == [
        ("B", "its last known buyer leaves", 400, 2),
        ("M", "it sells only to facilities left", 90, None),
    ]
    words = said(got)
    assert "M (India): it sells only to facilities left; 90 workers; open harms unknown: nobody has looked." in words
    kept = _ask(_people(), drop=["B"], ours=True)
    assert [o.name for o in kept.orphaned] == ["B", "M"]


def test_leaving_changes_the_first_ledger_never_the_second() -> None:
    got = _ask(_people(), drop=["B"])
    change = _change(got, issue=K)
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
    snapshot, now = _people()
    got = _ask((snapshot, now), drop=["B", "C", "D"])
    register = priorities(snapshot, now, PACK, [snapshot.ids[i] for i in range(len(snapshot.ids)) if i == 0])
    rows = {r.name for r in register.rows}
    assert {t.name for t in got.facilities if t.open_harms} == rows == {"B", "D"}


def test_a_remedy_first_leaves_nobody_behind() -> None:
    got = _ask(_people(), drop=["B"], remediate=["B"])
    assert (got.people_after.open_harms, got.people_after.left_without_remedy) == (0, 0)
    assert got.steps == ()


def test_one_point_or_one_event_can_be_remedied() -> None:
    picture = _people()
    for words in ("B:emergency_preparedness", "B:raid"):
        got = _ask(picture, remediate=[words], named=_named(picture[0]))
        assert (got.people_before.open_harms, got.people_after.open_harms) == (2, 1)
    assert _change(_ask(picture, remediate=["B:raid"], named=_named(picture[0])), issue="osh").after == pytest.approx(
        _change(_ask(picture, remediate=["B:raid"], named=_named(picture[0])), issue="osh").before, abs=1e-15
    )
    with pytest.raises(NotFound, match="flood"):
        _ask(picture, remediate=["B:flood"], named=_named(picture[0]))


def _named(snapshot: Snapshot) -> object:
    """A resolver as the workspace's: raises where nobody is called that."""

    def find(text: str) -> str:
        named = [i for i, p in zip(snapshot.ids, snapshot.parties, strict=True) if text in (i, p.name)]
        if not named:
            raise NotFound(text)
        return named[0]

    return find


def test_a_country_closed_is_its_suppliers_left_one_by_one() -> None:
    picture = _people()
    got, one_by_one = _ask(picture, close=["bd"]), _ask(picture, drop=["B", "C"])
    assert [(c.indicator, c.issue, c.after) for c in got.indicators] == [
        (c.indicator, c.issue, pytest.approx(c.after, abs=1e-12)) for c in one_by_one.indicators
    ]
    assert got.people_after == one_by_one.people_after
    assert "Left: 2 suppliers in Bangladesh; 1 supplier of unknown country stays." in got.notes
    spread = [_ask(picture, close=["BD"], respread=True), _ask(picture, drop=["B", "C"], respread=True)]
    assert [c.after for c in spread[0].indicators] == pytest.approx([c.after for c in spread[1].indicators])
    nowhere = _ask(picture, close=["FR"])
    assert nowhere.facilities == ()
    assert all(c.before == pytest.approx(c.after) for c in nowhere.indicators)
    with pytest.raises(UsageError, match="two letters"):
        _ask(picture, close=["Bangladesh"])


def test_a_verified_policy_leaves_its_part_of_each_open_event_and_an_unverified_one_all_of_it() -> None:
    picture = _people()
    snapshot, now = picture
    got = _ask(picture, policy=[f"{K}=0.8@BD,audit"])
    k, at = now.issues.index(K), next(i for i, p in enumerate(snapshot.parties) if p.name == "B")
    c = 1 - (1 - now.p[at, k]) / (1 - 0.1)  # the raid's credibility, prior 0.1
    p = 1 - 0.9 * (1 - c * (1 - 0.8 * 0.7))
    was, now_is = _change(got, "worst_path", K).before, _change(got, "worst_path", K).after
    assert was is not None
    assert now_is is not None
    # D's fire isn't in BD, so it stays; B's own p falls by the formula
    relief = Relief(parties=frozenset({at}), issue=K, effect=0.8, verification=0.7)
    assert rework(snapshot, now, PACK, [relief]).on(now).p[at, k] == pytest.approx(p)
    assert [t.name for t in got.facilities] == ["B"]
    assert (got.people_before.open_harms, got.people_after.open_harms) == (2, 1)
    weak = _ask(picture, policy=[f"{K}=0.3@BD,audit"])
    assert weak.people_after.open_harms == 2
    assert (_change(weak, issue=K).after or 0) > (_change(got, issue=K).after or 0)
    nobody = _ask(picture, policy=[f"{K}=0.8"])
    assert all(c.before == pytest.approx(c.after, abs=1e-15) for c in nobody.indicators)
    assert any("isn't verified by anybody, so it changes nothing" in n for n in nobody.notes)
    for words, why in (
        ("nothing=0.5,audit", "no issue"),
        (f"{K}=1.5,audit", "from 0 to 1"),
        (f"{K}=nan,audit", "from 0 to 1"),
        (f"{K}=0.5,friends", "known: confirmed_on_site"),
        (K, "write ISSUE=EFFECT"),
    ):
        with pytest.raises(UsageError, match=why):
            _ask(picture, policy=[words])


LEAVING = st.one_of(
    st.tuples(st.just("drop"), st.sampled_from("BCDM")),
    st.tuples(st.just("replace"), st.sampled_from(["B=C", "C=D", "D=M", "M=C", "B=D"])),
    st.tuples(st.just("close"), st.sampled_from(["BD", "IN", "FR"])),
)


@settings(max_examples=40, deadline=None)
@over(st.lists(LEAVING, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_no_sequence_of_leaving_lowers_the_second_ledger(
    words: list[tuple[str, str]], respread: bool, ours: bool
) -> None:
    picture = _people()
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
    a, b = (_change(whatif(snapshot, now, PACK, "N5", edits, params=p)) for p in (quick, slow))
    assert a.after == pytest.approx(b.after, abs=2 * 0.85**50 / 0.15)
    assert math.isclose(a.after_high or 0, b.after_high or 0, abs_tol=2 * 0.85**50 / 0.15)


def test_unknown_numbers_stay_unknown() -> None:
    got = _ask(_people(), drop=["D", "C"])
    assert {t.name: t.workers for t in got.facilities} == {"C": 50, "D": None}
    assert (got.people_after.workers, got.people_after.workers_unknown) == (50, 1)
    words = said(got)
    assert "number of workers unknown" in words
    assert "C (leave): 50 workers; open harms unknown: nobody has looked." in words


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
    snapshot, now = _people()
    with pytest.raises(NotFound):
        _ask((snapshot, now), drop=["Nobody"])
    with pytest.raises(UsageError, match="can't replace itself"):
        _ask((snapshot, now), replace=["C=C"])
    with pytest.raises(UsageError, match="known: "):
        whatif(snapshot, now, PACK, "A", (), issue="other")
    twice = made.world("A 0\nB 0\nb 0\nB->A 1 .5")
    with pytest.raises(Ambiguous):
        _ask(twice, drop=["B"])


def test_nothing_is_saved() -> None:
    snapshot, now = _people()
    before = UpstreamRisk().score(snapshot, now, None).values.copy()
    _ask((snapshot, now), drop=["B"], replace=["C=D"], remediate=["D"], close=["IN"], respread=True)
    assert (UpstreamRisk().score(snapshot, now, None).values == before).all()
