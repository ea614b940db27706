"""Companies side by side: an order only among those who look about as much. All companies are made up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.graph.errors import NotFound, UnknownName, UsageError
from headwater.graph.ids import name_key
from headwater.graph.records import PartyKind, Relation, RelationKind
from headwater.graph.risk.comparison.comparison import alike, compare
from headwater.graph.risk.own_risk.evidence import own
from headwater.visualizations.text import printed, render
from headwater.visualizations.text.comparison import rank_range
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, prov, snap, source, supplies

ISSUE = "forced_labour"


def world(looked: dict[str, int], *more, harmed: dict[str, int] | None = None):
    """Brands that buy all from twenty suppliers of their own, so many of them checked, so many harmed."""
    records = [source(), *more]
    for name, count in looked.items():
        records.append(brand(name))
        for i in range(20):
            site = f"{name} supplier {i:02}"
            records += [facility(site, "BD", "garments"), supplies(site, name, 0.05)]
            if i < count:
                records.append(check(site))
            if i < (harmed or {}).get(name, 0):
                records.append(finding(site, observed="2020-01-01"))
    return snap(*records)


def compared(snapshot, *names, issue=ISSUE):
    doc = compare(snapshot, own(snapshot, PACK, TODAY), PACK, [name_key(n) for n in names], issue=issue)
    (block,) = doc.issues
    return doc, block


def test_an_order_is_offered_under_ten_points_apart_and_not_at_ten():
    doc, block = compared(world({"Ash": 2, "Bay": 3, "Cob": 5}, harmed={"Bay": 2}), "Cob", "Bay", "Ash")
    assert [r.name for r in block.rows] == ["Ash", "Bay", "Cob"]
    # 10 %, 15 %, 25 %: Cob is exactly 10 points from Bay
    (order,) = block.orders
    assert [(p.name, p.rank) for p in order.rows] == [("Bay", 1), ("Ash", 2)]
    words = render(printed(doc))
    assert "Cob is in no order: nobody's assessed share is within 10 points of its 25.0 %." in words
    assert "There is no order of all: assessed shares run from 10.0 % (Ash) to 25.0 % (Cob)" in words


def test_one_company_may_stand_in_two_orders():
    _, block = compared(world({"Ash": 0, "Bay": 1, "Cob": 2}), "Ash", "Bay", "Cob")
    assert [sorted(p.name for p in o.rows) for o in block.orders] == [["Ash", "Bay"], ["Bay", "Cob"]]


def test_ties_stay_ties():
    _, block = compared(world({"Ash": 1, "Bay": 1}), "Ash", "Bay")
    (order,) = block.orders
    assert [(p.name, p.rank, rank_range(p.by_alpha), p.linked_harm, p.worst_path) for p in order.rows] == [
        ("Ash", 1, "1", 1, 1),
        ("Bay", 1, "1", 1, 1),
    ]


def test_a_place_that_hangs_on_the_ranges_is_not_stable():
    _, block = compared(world({"Ash": 1, "Bay": 1}, harmed={"Bay": 1}), "Ash", "Bay")
    (order,) = block.orders
    first = order.rows[0]
    assert (first.name, first.rank, rank_range(first.by_range), first.stable) == ("Bay", 1, "1 to 2", False)


def test_who_has_nothing_mapped_is_in_no_order():
    doc, block = compared(world({"Ash": 1, "Bay": 1}, brand("Dew")), "Ash", "Bay", "Dew")
    assert [len(o.rows) for o in block.orders] == [2]
    assert "Dew is in no order: no purchases of it are mapped" in render(printed(doc))


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


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.just(float("nan")), st.integers(0, 20).map(lambda x: x / 20)), max_size=6))
def test_alike_gives_the_largest_sets(shares):
    """Against all subsets."""
    from itertools import combinations

    limit = 0.1
    fits = [
        set(c)
        for size in range(2, len(shares) + 1)
        for c in combinations(range(len(shares)), size)
        if max(shares[i] for i in c) - min(shares[i] for i in c) < limit - 1e-9
        and not any(np.isnan(shares[i]) for i in c)
    ]
    largest = [s for s in fits if not any(s < other for other in fits)]
    got = alike(np.array(shares, dtype=float), limit)
    assert sorted(map(sorted, got)) == sorted(map(sorted, largest))
