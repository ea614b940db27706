"""Orders among those who look about as much, and what each hangs on."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.graph.risk.comparison.orders import alike
from headwater.visualizations.text import printed, render
from headwater.visualizations.text.comparison import rank_range
from tests.graph.risk.comparison.companies import compared, world
from tests.graph.risk.rows import brand


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
