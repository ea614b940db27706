from __future__ import annotations

import itertools
import random
import re

import pytest

from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import Doubt, Linked
from headwater.graph.resolution.review import PAIRS, review


def linked(*doubts: Doubt) -> Linked:
    return Linked(joined={}, present=frozenset(), doubts=doubts)


def keys(n: int) -> tuple[str, ...]:
    return tuple(f"row:x:{i:02}" for i in range(n))


@pytest.mark.parametrize(("n", "loose"), [(2, 0), (3, 0), (4, 1), (5, 2), (3, 3)])
def test_a_pair_is_in_doubt_where_both_share_a_country_or_one_has_none(n: int, loose: int) -> None:
    doubt = Doubt("mill", "TR" if not loose else None, keys(n), loose, "why")
    without = set(keys(n)[:loose])
    want = [pair for pair in itertools.combinations(keys(n), 2) if not loose or without & {*pair}]
    items = review(linked(doubt), [])
    assert [(i.a, i.b) for i in items] == sorted(want) and {i.reason for i in items} == {"why"}


def test_of_many_pairs_a_few_are_listed_and_all_are_counted() -> None:
    items = review(linked(Doubt("mill", "TR", keys(30), 0, "why")), [])
    assert len(items) == PAIRS
    said = re.fullmatch(r"why \((\d+) of (\d+) such pairs are listed\)", items[0].reason)
    assert said is not None and (int(said[1]), int(said[2])) == (PAIRS, 30 * 29 // 2)
    whole = review(linked(Doubt("mill", None, keys(21), 1, "why")), [])
    assert len(whole) == 20 and {i.reason for i in whole} == {"why"}


def test_what_was_decided_either_way_round_waits_no_more_and_makes_room() -> None:
    doubt = Doubt("mill", "TR", keys(3), 0, "why")
    a, b, c = keys(3)
    for pair in ((a, b), (b, a)):
        for verdict in ("same", "apart"):
            left = review(linked(doubt), [PartyDecision(*pair, verdict)])  # type: ignore[arg-type]
            assert [(i.a, i.b) for i in left] == [(a, c), (b, c)]
    many = [PartyDecision(x, y, "apart") for x, y in itertools.islice(itertools.combinations(keys(30), 2), 25)]
    assert len(review(linked(Doubt("mill", "TR", keys(30), 0, "why")), many)) == PAIRS


def test_a_pair_stands_once_and_the_list_is_sorted_whatever_the_order_of_doubts() -> None:
    doubts = [
        Doubt("mill", "VN", keys(2), 0, "name"), Doubt("dye", None, ("row:y:2", "row:y:1"), 1, "name"),
        Doubt("mill", None, ("row:z:1", "row:z:2"), 1, "name"), Doubt("mill", "TR", ("row:q:1", "row:q:2"), 0, "name"),
    ]  # fmt: skip
    want = [("dye", None), ("mill", None), ("mill", "TR"), ("mill", "VN")]
    for seed in range(4):
        random.Random(seed).shuffle(doubts)
        items = review(linked(*doubts), [])
        assert [(i.name, i.country) for i in items] == want and all(i.a < i.b for i in items)
    twice = review(linked(Doubt("one", "TR", keys(2), 0, "first"), Doubt("two", "TR", keys(2), 0, "second")), [])
    assert [i.reason for i in twice] == ["first"]
    assert review(linked(), []) == []
