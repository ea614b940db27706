"""The fewest buyers, against every subset and every way in which unknown shares may lie."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from headwater.graph.risk.leverage.coalitions import maybe, surely

shares = st.dictionaries(
    st.sampled_from("abcdef"), st.one_of(st.none(), st.integers(0, 20).map(lambda x: x / 100)), max_size=6
)
targets = st.integers(1, 100).map(lambda x: x / 100)


def fewest(held, target, most):
    """The size of the smallest subset that reaches the target, given what a subset may take at most."""
    names = sorted(held)
    for size in range(1, len(names) + 1):
        if any(most(held, set(group)) >= target - 1e-9 for group in combinations(names, size)):
            return size
    return None


def known(held, group):
    return sum(held[n] or 0.0 for n in group)


def possible(held, group):
    """What the group takes if whoever is unknown in it takes all that is left."""
    left = 1.0 - sum(s for s in held.values() if s is not None)
    return known(held, group) + (left if any(held[n] is None for n in group) else 0.0)


@given(shares, targets)
def test_no_smaller_set_surely_reaches_the_target(held, target):
    got = surely(held, target)
    assert (len(got.buyers) if got else None) == fewest(held, target, known)
    if got:
        assert abs(known(held, got.buyers) - got.low) < 1e-12 and got.low == got.high


@given(shares, targets)
def test_no_smaller_set_might_reach_the_target(held, target):
    got = maybe(held, target)
    assert (len(got.buyers) if got else None) == fewest(held, target, possible)
    if got:
        assert got.high >= target - 1e-9 and got.low <= got.high
        assert abs(possible(held, got.buyers) - got.high) < 1e-12


def test_by_hand():
    held = {"Ada": 0.3, "Bo": 0.25, "Cy": 0.1, "Di": None}
    assert surely(held, 0.5).buyers == ("Ada", "Bo")
    assert surely(held, 0.7) is None
    assert maybe(held, 0.35).buyers == ("Di",)  # 0.35 is left
    assert maybe(held, 0.7).buyers == ("Di", "Ada", "Bo")
    assert maybe({"Ada": 0.3}, 0.5) is None
    assert maybe(held, 0.55).buyers == ("Ada", "Bo")  # as few as with Di, and sure
    assert surely({"Bo": 0.5, "Ada": 0.5}, 0.5).buyers == ("Ada",)


@given(shares, targets)
def test_who_reaches_a_target_reaches_a_lower_one_with_no_more(held, target):
    more, less = surely(held, target), surely(held, target / 2)
    if more:
        assert less and len(less.buyers) <= len(more.buyers)
