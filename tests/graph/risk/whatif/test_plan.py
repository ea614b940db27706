"""What edits do: who is left, what is remedied, what is said."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from headwater.graph.errors import Ambiguous, NotFound, UsageError
from headwater.graph.records import Outcome, Record
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.whatif.changes import Change
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.remedies import Relief, rework
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
