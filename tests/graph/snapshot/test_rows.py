from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from headwater.graph.snapshot import Links
from headwater.graph.statements import RelationDoc, fold, of
from tests.graph.making import supplies

KEYS = [("brand:a", f"row:{n}", "SUPPLIES", "") for n in range(4)]
SAID = [
    [of(supplies("blue", f"row:{n}", "brand:a", share=n / 10, dated="2024")),
     *[of(supplies("green", f"row:{n}", "brand:a", share=0.9, dated=str(2022 + k))) for k in range(n)]]
    for n in range(4)
]  # fmt: skip
RANKS = {"green": 1, "blue": 2}
LINKS = Links(KEYS, SAID, RANKS)
DOCS = [RelationDoc("SUPPLIES", f"row:{n}", "brand:a", "", fold(SAID[n], RANKS)) for n in range(4)]


def test_each_link_is_the_fold_of_its_statements() -> None:
    assert list(LINKS) == DOCS and len(LINKS) == 4
    assert [d.share for d in LINKS] == [0.0, 0.1, 0.2, 0.9], "the newest says, and on one day the rank decides"
    assert list(LINKS.props()) == [d.props for d in DOCS]
    assert [sorted(map(repr, LINKS.said(n))) for n in range(4)] == [sorted(map(repr, s)) for s in SAID]


@given(some.slices(4))
def test_a_slice_is_that_of_a_list(part: slice) -> None:
    assert list(LINKS[part]) == DOCS[part]
    assert LINKS[-1] == DOCS[-1]


@given(some.lists(some.integers(0, 3)))
def test_some_of_them_come_in_the_order_asked_for(places: list[int]) -> None:
    chosen = LINKS.at(iter(places))
    assert list(chosen) == [DOCS[i] for i in places]
    assert list(chosen.props()) == [DOCS[i].props for i in places]
