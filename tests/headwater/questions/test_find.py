"""Search: who is found, why, and what narrows it."""

from __future__ import annotations

import pytest

from headwater.door import Door
from headwater.graph.errors import HeadwaterError, UnknownName


def test_whole_names_come_before_beginnings_and_each_says_why(door: Door) -> None:
    assert [h.name for h in door.find("Works 1").hits] == ["Works 1", "Works 10", "Works 11"]
    (hit,) = door.find("tail").hits
    assert (hit.id, hit.kind, hit.country, hit.why) == ("name:Tailor", "facility", "BD", "prefix: tailor")
    assert door.find("nobody at all").hits == ()
    assert door.find("tail").header == door.header()


def test_an_id_is_found_and_what_nobody_states_stays_unknown(door: Door) -> None:
    assert door.find("oshub:IN2026001FIC002").hits[0].country is None


def test_kind_and_limit_narrow(door: Door) -> None:
    every = door.find("works").hits
    assert len(every) == 12 and {h.kind for h in every} == {"stub"}  # only named in another file
    assert door.find("works", limit=5).hits == every[:5]
    assert door.find("works", kind="brand").hits == ()
    assert [h.name for h in door.find("ada", kind="brand").hits] == ["Ada"]


def test_other_words_are_refused(door: Door) -> None:
    with pytest.raises(UnknownName, match=r"no kind named 'mill'; known: .*facility"):
        door.find("ada", kind="mill")
    with pytest.raises(HeadwaterError, match=r"limit: .*200"):
        door.find("ada", limit=201)
