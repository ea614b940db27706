"""What a person should decide: the pair whose country nobody states."""

from __future__ import annotations

import pytest

from headwater.door import Door
from headwater.graph.errors import WrongAsk


def test_two_of_one_name_wait_where_a_country_is_not_known(door: Door) -> None:
    got = door.review()
    (item,) = [x for x in got.items if x.name == "spinner"]
    assert {item.a.key, item.b.key} == {"name:Spinner", "oshub:IN2026001FIC002"}
    sides = {side.key: (side.country, side.country_proposed) for side in (item.a, item.b)}
    assert sides == {"name:Spinner": ("IN", None), "oshub:IN2026001FIC002": (None, "IN")}
    assert item.country is None and "country isn't known" in item.reason
    assert got.header == door.header()


def test_what_is_surely_one_does_not_wait(door: Door) -> None:
    keys = {side.key for x in door.review().items for side in (x.a, x.b)}
    assert not keys & {"name:Dyer", "oshub:TR2026001FIC001"}


def test_limit_narrows_and_none_is_refused(door: Door) -> None:
    every = door.review().items
    assert door.review(limit=1).items == every[:1]
    with pytest.raises(WrongAsk, match="limit"):
        door.review(limit=0)
