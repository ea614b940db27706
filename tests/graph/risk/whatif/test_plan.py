"""What edits do: who is left, what is remedied, what is said."""

from __future__ import annotations

import re

import pytest

from headwater.graph.errors import NotFound, UnknownName, UsageError
from headwater.graph.risk.whatif.remedies import Relief, rework
from headwater.graph.risk.whatif.whatif import whatif
from tests.graph.risk.rows import PACK
from tests.graph.risk.whatif.people import K, ask, moved, named, people


def test_only_ours_leaves_the_other_buyers_where_they_are() -> None:
    picture = people()
    everyone, ours = ask(picture, drop=["D"]), ask(picture, drop=["D"], ours=True)
    assert [o.name for o in everyone.orphaned] == ["D"]
    assert ours.orphaned == ()
    assert [m.name for m in everyone.moves] == ["Other"]
    assert ours.moves == ()
    assert moved(ours).after == pytest.approx(moved(everyone).after)
    assert [p.buyer_name for p in everyone.purchases] == ["A", "Other"]
    assert [(p.buyer_name, p.supplier_name) for p in ours.purchases] == [("A", None)]


def test_closing_a_country_for_ours_alone_touches_only_the_buyers_own_suppliers() -> None:
    picture = people()
    everyone = ask(picture, "Other", close=["BD"])
    ours = ask(picture, "Other", close=["BD"], ours=True)
    assert [t.name for t in everyone.facilities] == ["B", "C"]
    assert everyone.people_after.left_without_remedy == 2
    assert [t.name for t in ours.facilities] == ["C"]
    assert (ours.people_after.workers, ours.people_after.left_without_remedy) == (50, 0)
    assert ours.steps == ()
    assert "Left: 1 supplier in Bangladesh; 1 supplier of unknown country stays." in ours.notes


def test_one_point_or_one_event_can_be_remedied() -> None:
    picture = people()
    for words in ("B:emergency_preparedness", "B:raid"):
        got = ask(picture, remediate=[words], named=named(picture[0]))
        assert (got.people_before.open_harms, got.people_after.open_harms) == (2, 1)
    assert moved(ask(picture, remediate=["B:raid"], named=named(picture[0])), issue="osh").after == pytest.approx(
        moved(ask(picture, remediate=["B:raid"], named=named(picture[0])), issue="osh").before, abs=1e-15
    )
    known = ["year:2026 (Occupational safety and health, 2026-01-01)", "raid (Forced labour, 2025-05-01)"]
    words = f"no issue, point or open event of B named 'flood'; known: {', '.join(known)}"
    with pytest.raises(UnknownName, match=re.escape(words)):
        ask(picture, remediate=["B:flood"], named=named(picture[0]))


def test_a_country_closed_is_its_suppliers_left_one_by_one() -> None:
    picture = people()
    got, one_by_one = ask(picture, close=["bd"]), ask(picture, drop=["B", "C"])
    assert [(c.indicator, c.issue, c.after) for c in got.indicators] == [
        (c.indicator, c.issue, pytest.approx(c.after, abs=1e-12)) for c in one_by_one.indicators
    ]
    assert got.people_after == one_by_one.people_after
    assert "Left: 2 suppliers in Bangladesh; 1 supplier of unknown country stays." in got.notes
    spread = [ask(picture, close=["BD"], respread=True), ask(picture, drop=["B", "C"], respread=True)]
    assert [c.after for c in spread[0].indicators] == pytest.approx([c.after for c in spread[1].indicators])
    nowhere = ask(picture, close=["FR"])
    assert nowhere.facilities == ()
    assert all(c.before == pytest.approx(c.after) for c in nowhere.indicators)
    with pytest.raises(UsageError, match="two letters"):
        ask(picture, close=["Bangladesh"])


def test_a_verified_policy_leaves_its_part_of_each_open_event_and_an_unverified_one_all_of_it() -> None:
    picture = people()
    snapshot, now = picture
    got = ask(picture, policy=[f"{K}=0.8@BD,audit"])
    k, at = now.issues.index(K), next(i for i, p in enumerate(snapshot.parties) if p.name == "B")
    c = 1 - (1 - now.p[at, k]) / (1 - 0.1)  # the raid's credibility, prior 0.1
    p = 1 - 0.9 * (1 - c * (1 - 0.8 * 0.7))
    was, now_is = moved(got, "worst_path", K).before, moved(got, "worst_path", K).after
    assert was is not None
    assert now_is is not None
    # D's fire isn't in BD, so it stays; B's own p falls by the formula
    relief = Relief(parties=frozenset({at}), issue=K, effect=0.8, verification=0.7)
    assert rework(snapshot, now, PACK, [relief]).on(now).p[at, k] == pytest.approx(p)
    assert [t.name for t in got.facilities] == ["B"]
    assert (got.people_before.open_harms, got.people_after.open_harms) == (2, 1)
    weak = ask(picture, policy=[f"{K}=0.3@BD,audit"])
    assert weak.people_after.open_harms == 2
    assert (moved(weak, issue=K).after or 0) > (moved(got, issue=K).after or 0)
    nobody = ask(picture, policy=[f"{K}=0.8"])
    assert all(c.before == pytest.approx(c.after, abs=1e-15) for c in nobody.indicators)
    assert any("isn't verified by anybody, so it changes nothing" in n for n in nobody.notes)
    for words, why in (
        ("nothing=0.5,audit", "no issue"),
        (f"{K}=1.5,audit", "from 0 to 1"),
        (f"{K}=nan,audit", "write ISSUE=EFFECT"),
        (f"{K}=0.5,friends", "known: confirmed_on_site"),
        (K, "write ISSUE=EFFECT"),
    ):
        with pytest.raises(UsageError, match=why):
            ask(picture, policy=[words])


def test_what_cannot_be_done_is_said() -> None:
    snapshot, now = people()
    with pytest.raises(NotFound):
        ask((snapshot, now), drop=["Nobody"])
    with pytest.raises(UsageError, match="can't replace itself"):
        ask((snapshot, now), replace=["C=C"])
    with pytest.raises(UsageError, match="known: "):
        whatif(snapshot, now, PACK, "name:A", (), issue="other")
