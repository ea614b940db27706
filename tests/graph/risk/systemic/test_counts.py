"""Intervals against numeric integration; small counts against whoever knows the total and the rule."""

from collections import defaultdict
from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from headwater.graph.risk.systemic.counts import Counts, jeffreys, small, withheld


def mass_below(x, bad, assessed):
    """The mass of the Jeffreys posterior below x, by quadrature in t = arcsin(sqrt(p)), where it is smooth."""

    def density(t):
        return np.sin(t) ** (2 * bad) * np.cos(t) ** (2 * (assessed - bad))

    whole = quad(density, 0, np.pi / 2, epsabs=0, epsrel=1e-12)[0]
    return quad(density, 0, np.arcsin(np.sqrt(x)), epsabs=0, epsrel=1e-12)[0] / whole


@pytest.mark.parametrize(("bad", "assessed"), [(1, 10), (5, 10), (9, 10), (14, 22), (40, 41), (300, 1000)])
def test_five_in_a_hundred_lie_below_the_lower_end_and_above_the_upper(bad, assessed):
    low, high = jeffreys(Counts(assessed, bad), 0.9)
    assert mass_below(low, bad, assessed) == pytest.approx(0.05, abs=1e-9)
    assert mass_below(high, bad, assessed) == pytest.approx(0.95, abs=1e-9)


def test_nothing_found_starts_at_zero_and_everything_found_ends_at_one():
    assert jeffreys(Counts(10, 0), 0.9)[0] == 0.0
    assert jeffreys(Counts(10, 10), 0.9)[1] == 1.0
    assert 0 < jeffreys(Counts(10, 10), 0.9)[0] < 1


@given(st.integers(1, 200), st.data())
def test_the_interval_holds_the_rate_and_one_more_clean_factory_lowers_it(assessed, data):
    bad = data.draw(st.integers(0, assessed))
    now, more = Counts(assessed, bad), Counts(assessed + 1, bad)
    low, high = jeffreys(now, 0.9)
    assert low <= now.rate <= high
    after = jeffreys(more, 0.9)
    assert after[0] <= low and after[1] <= high


def published(total, parts, k):
    """What a reader sees: the total as any total is shown, and the parts, or that they are withheld."""
    whole = (total.assessed, total.bad if total.bad >= k else None) if total.assessed >= k else None
    return whole, None if withheld(parts.values(), k) else tuple(sorted((n, c) for n, c in parts.items()))


@pytest.mark.parametrize(("names", "most", "k"), [("ab", 9, 3), ("abc", 8, 3), ("abc", 7, 2)])
def test_who_knows_total_and_rule_can_not_work_out_a_small_part(names, most, k):
    """Every world with these parts, by what is published of it: no class of worlds agrees on a small count.

    Parts may be absent. What the total itself says (all of it non-compliant, or too small to be shown) is no leak.
    """
    choices = [None, *(Counts(n, b) for n in range(1, most + 1) for b in range(n + 1))]
    worlds = defaultdict(list)
    for held in product(choices, repeat=len(names)):
        parts = {n: c for n, c in zip(names, held, strict=True) if c is not None}
        total = Counts(sum(c.assessed for c in parts.values()), sum(c.bad for c in parts.values()))
        if parts and total.assessed <= most:
            worlds[published(total, parts, k)].append(held)
    leaks = []
    for (_, shown), held in worlds.items():
        if shown is not None:
            assert len(shown) == 1 or not any(small(c, k) for _, c in shown)
            continue
        for i in range(len(names)):
            for count in ("assessed", "bad"):
                if len({getattr(w[i], count) if w[i] else 0 for w in held}) == 1:
                    leaks.append((names[i], count, held[:3]))
    assert leaks == []


def test_to_withhold_one_part_alone_would_tell_it():
    parts = [Counts(20, 9), Counts(8, 6), Counts(6, 2)]
    assert withheld(parts, 5)
    assert not withheld([Counts(20, 9), Counts(8, 6)], 5)
    assert withheld([Counts(4, 2)], 5)
    assert not withheld([Counts(6, 2)], 5)  # a single part is the total itself


def test_order_of_the_parts_does_not_matter():
    for parts in combinations_with_replacement([Counts(4, 1), Counts(9, 5), Counts(30, 8)], 3):
        assert len({withheld(p, 5) for p in (parts, parts[::-1])}) == 1
