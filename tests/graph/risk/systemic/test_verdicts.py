"""Verdicts with counts worked out by hand, and against every way in which unknown owners may be known ones."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.graph.risk.systemic.counts import Counts, jeffreys
from headwater.graph.risk.systemic.verdicts import Verdict, judge
from tests.graph.risk.rows import PACK


def said(by_owner, chains=3):
    return judge({o: Counts(*c) for o, c in by_owner.items()}, chains, PACK).verdict


SPREAD = dict.fromkeys(range(6), (2, 1))
"""12 factories of 6 owners, 6 non-compliant: the lower end is 0.280 of Beta(6.5, 6.5)."""


def test_many_of_many_owners_are_systemic():
    assert jeffreys(Counts(12, 7), 0.9)[0] == pytest.approx(0.3523, abs=5e-4)
    assert said({**SPREAD, 0: (2, 2)}) is Verdict.SYSTEMIC


def test_under_the_lower_bound_it_is_enterprise():
    assert jeffreys(Counts(12, 6), 0.9)[0] == pytest.approx(0.2796, abs=5e-4)
    assert said(SPREAD) is Verdict.ENTERPRISE


def test_below_each_minimum_there_is_not_enough_evidence():
    assert said({**SPREAD, 0: (2, 2)}, chains=2) is Verdict.UNSURE
    assert said({0: (3, 3), 1: (3, 2), 2: (3, 2), 3: (3, 2)}) is Verdict.UNSURE
    assert said({0: (2, 2), 1: (2, 1), 2: (2, 1), 3: (2, 1), 4: (1, 1)}) is Verdict.UNSURE
    assert said({0: (2, 2), 1: (2, 1), 2: (2, 1), 3: (2, 1), 4: (2, 1)}) is Verdict.SYSTEMIC


def test_no_owner_may_hold_half():
    assert said({0: (4, 4), **dict.fromkeys(range(1, 5), (1, 1)), 5: (3, 0)}) is Verdict.ENTERPRISE
    assert said({0: (4, 3), **dict.fromkeys(range(1, 5), (1, 1)), 5: (3, 0)}) is Verdict.SYSTEMIC


def test_one_owner_with_six_in_ten_and_a_rate_outside_of_at_most_half_is_an_owner_group():
    world = {0: (4, 3), 1: (2, 1), 2: (2, 1), 3: (1, 0), 4: (3, 0)}  # 3 of 5; inside 0.75, outside 2 of 8
    got = judge({o: Counts(*c) for o, c in world.items()}, 3, PACK)
    assert (got.verdict, got.owner) == (Verdict.OWNER_GROUP, 0)
    assert said({**world, 4: (4, 1)}) is Verdict.ENTERPRISE  # 3 of 6
    assert said({0: (6, 3), 1: (2, 1), 2: (1, 1), 3: (1, 0), 4: (1, 0)}) is Verdict.ENTERPRISE  # .5 and 2 of 5


def test_one_failing_factory_is_no_group():
    assert said({0: (1, 1), **dict.fromkeys(range(1, 5), (3, 0))}) is Verdict.ENTERPRISE
    assert said(dict.fromkeys(range(5), (3, 0))) is Verdict.ENTERPRISE


def test_unknown_owners_are_neither_many_nor_harmless():
    assert said({None: (20, 15)}) is Verdict.UNSURE
    assert said({**SPREAD, None: (6, 6)}) is Verdict.UNSURE  # all six might be of one owner
    assert said({**SPREAD, 0: (2, 2), None: (4, 1)}) is Verdict.SYSTEMIC
    assert said({**dict.fromkeys(range(5), (4, 0)), None: (2, 2)}) is Verdict.UNSURE  # perhaps one owner's two
    assert said({**dict.fromkeys(range(5), (4, 0)), None: (9, 1)}) is Verdict.ENTERPRISE


def test_compliant_factories_of_unknown_owners_may_be_of_the_owner_group_too():
    known = {0: (3, 3), 1: (1, 1), 2: (1, 1), 3: (1, 0), 4: (1, 0)}  # 3 of 5; outside 2 of 4 and more
    assert said({**known, None: (6, 0)}) is Verdict.UNSURE  # with all six its own: 3 of 9, and 2 of 4 outside
    assert said({**known, 5: (6, 0)}) is Verdict.OWNER_GROUP


def test_how_many_owners_to_find_out_is_said_where_neither_part_is_small():
    def why(unknown, bad, **options):
        by_owner = {**dict.fromkeys(range(5), Counts(2, bad)), None: Counts(unknown, unknown)}
        return judge(by_owner, 3, PACK, **options).reasons

    assert why(8, 1) == ("Who owns 8 of the non-compliant factories isn't known, and it decides: find out.",)
    assert "some" in why(8, 1, exact=False)[0]
    assert "some" in why(8, 0)[0] and "some" in why(4, 1)[0]


counts = st.tuples(st.integers(1, 3), st.integers(0, 3)).map(lambda x: Counts(x[0], min(x)))
worlds = st.dictionaries(st.integers(0, 6), counts, min_size=5, max_size=6)


def all_ways(world, unknown):
    """Every verdict if each factory of an unknown owner belonged to a known one, or to one new owner."""
    plain = [True] * unknown.bad + [False] * (unknown.assessed - unknown.bad)
    for owners in product([*world, 99], repeat=len(plain)):
        held = {o: Counter(a=c.assessed, b=c.bad) for o, c in world.items()}
        for o, bad in zip(owners, plain, strict=True):
            held.setdefault(o, Counter())["a"] += 1
            held[o]["b"] += bad
        yield judge({o: Counts(c["a"], c["b"]) for o, c in held.items()}, 3, PACK).verdict


@settings(max_examples=60, deadline=None)
@given(worlds, st.integers(0, 3), st.integers(0, 3))
def test_a_verdict_holds_whoever_the_unknown_owners_are(world, assessed, bad):
    unknown = Counts(assessed, min(bad, assessed))
    got = judge({**world, None: unknown}, 3, PACK).verdict
    if got is not Verdict.UNSURE:
        assert set(all_ways(world, unknown)) == {got}


@given(worlds, st.permutations(range(7)))
def test_owners_names_do_not_matter(world, names):
    got = judge(world, 3, PACK)
    other = judge({names[o]: c for o, c in world.items()}, 3, PACK)
    assert got.verdict is other.verdict
    assert other.owner == (None if got.owner is None else names[got.owner])


@given(worlds, st.one_of(st.none(), st.integers(0, 9)))
def test_one_more_compliant_factory_never_makes_enterprise_systemic(world, owner):
    if judge(world, 3, PACK).verdict is Verdict.ENTERPRISE:
        held = world.get(owner, Counts(0, 0))
        more = {**world, owner: Counts(held.assessed + 1, held.bad)}
        assert judge(more, 3, PACK).verdict is not Verdict.SYSTEMIC
