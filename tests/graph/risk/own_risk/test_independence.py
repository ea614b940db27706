"""Which reports are independent, held against every choice of reports tried one by one."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.graph.risk.own_risk.independence import TRIED, Report, joint

REPORTS = st.lists(
    st.builds(
        Report, st.sampled_from([0.0, 0.25, 0.5, 0.7, 1.0]), st.frozensets(st.sampled_from("abcdef"), min_size=1)
    ),
    max_size=7,
)


def tried(reports):
    """The most that reports of which no two share a mark come to."""
    best = 0.0
    for n in range(len(reports) + 1):
        for some in combinations(reports, n):
            if not any(a.marks & b.marks for a, b in combinations(some, 2)):
                best = max(best, 1.0 - math.prod(1.0 - r.credibility for r in some))
    return best


@given(REPORTS)
def test_it_is_the_most_that_independent_reports_come_to(reports):
    assert joint(reports) == pytest.approx(tried(reports), abs=1e-12)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_tells_nothing(reports, random):
    mixed = list(reports)
    random.shuffle(mixed)
    assert joint(mixed) == joint(reports)


def test_many_copies_of_many_rows_stay_independent_of_each_other_and_end():
    chain = [Report(0.25, frozenset({f"w{i}", f"w{i + 1}"})) for i in range(3 * TRIED)]
    assert 0.0 < joint(chain) <= 1.0
    copies = [Report(0.5, frozenset({f"file {i % 2}", f"words {i // 2}"})) for i in range(2000)]
    assert joint(copies) == pytest.approx(0.75)
