"""Companies side by side: an order only among those who look about as much. All companies are made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.graph.errors import NotFound, UnknownName, UsageError
from headwater.graph.ids import name_key
from headwater.graph.records import PartyKind, Relation, RelationKind
from headwater.graph.risk.comparison.comparison import compare
from headwater.graph.risk.own_risk.evidence import own
from tests.graph.risk.comparison.companies import ISSUE, compared, world
from tests.graph.risk.rows import PACK, TODAY, facility, prov


def test_a_group_stands_for_its_members():
    group = facility("Elm", kind=PartyKind.GROUP)
    member = [
        Relation(provenance=prov(), kind=RelationKind.MEMBER_OF, start=name_key(n), end=name_key("Elm"))
        for n in ("Ash", "Bay")
    ]
    doc, block = compared(world({"Ash": 1, "Bay": 1}, group, *member), "Elm")
    assert [r.name for r in block.rows] == ["Ash", "Bay"]
    assert "Elm is a group and stands for its members: Ash, Bay." in doc.notes


def test_without_an_issue_each_is_compared_for_itself():
    snapshot = world({"Ash": 1, "Bay": 1})
    doc = compare(snapshot, own(snapshot, PACK, TODAY), PACK, [name_key("Ash"), name_key("Bay")])
    assert [b.issue for b in doc.issues] == list(PACK.issue_ids)
    _, alone = compared(snapshot, "Ash", "Bay")
    (within,) = [b for b in doc.issues if b.issue == ISSUE]
    for a, b in zip(within.rows, alone.rows, strict=True):
        assert a.upstream_risk == pytest.approx(b.upstream_risk, abs=1e-12)


def test_an_issue_may_be_asked_for_by_its_title():
    s = world({"Ash": 1, "Bay": 1})
    assert compared(s, "Ash", "Bay", issue="Forced labour") == compared(s, "Ash", "Bay", issue=ISSUE)


def test_what_is_not_there_is_refused_in_words():
    snapshot = world({"Ash": 1})
    with pytest.raises(NotFound):
        compared(snapshot, "Ash", "Nobody")
    with pytest.raises(UnknownName):
        compared(snapshot, "Ash", "Ash", issue="moon dust")
    with pytest.raises(UsageError, match="two or more"):
        compared(snapshot, "Ash")


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(*[st.integers(0, 4)] * 3),
    st.tuples(*[st.integers(0, 2)] * 3),
    st.integers(0, 2),
    st.integers(1, 4),
)
def test_who_looks_more_never_looks_worse(looked, harmed, who, more):
    """More clean checks: the place in any order that both are still in is no worse than before."""
    names = ("Ash", "Bay", "Cob")
    before = dict(zip(names, looked, strict=True))
    harm = dict(zip(names, harmed, strict=True))
    after = {**before, names[who]: before[names[who]] + more}
    _, old = compared(world(before, harmed=harm), *names)
    _, new = compared(world(after, harmed=harm), *names)
    value = {r.name: r.upstream_risk for r in old.rows}
    assert {r.name: r.upstream_risk for r in new.rows}[names[who]] <= value[names[who]] + 1e-12

    def beaten(block):
        """By order, those who look better than the one who looks."""
        out = set()
        for order in block.orders:
            rank = {p.name: p.rank for p in order.rows}
            out |= {n for n in rank if names[who] in rank and rank[n] > rank[names[who]]}
        return out

    def together(block):
        return {p.name for o in block.orders if names[who] in {x.name for x in o.rows} for p in o.rows}

    assert beaten(new) & together(old) <= beaten(old)
