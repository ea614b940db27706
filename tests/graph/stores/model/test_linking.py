from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from headwater.graph.records import Record
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import FORMER, Linked
from headwater.graph.stores import open_store
from headwater.graph.stores.base import Viewer
from headwater.graph.stores.model.linking import chunks, effective, links_at, ranked_decisions, redirects
from headwater.graph.stores.model.rows import LEVELS, TOP, Link
from headwater.graph.stores.model.tally import NOBODY
from headwater.graph.stores.sqlite.store import SqliteStore
from tests.graph.making import AT, facility, load

LINK = some.builds(
    lambda key, canon, level: Link(key, canon, "", "", level),
    some.sampled_from("abc"), some.sampled_from("abc"), some.sampled_from(LEVELS),
)  # fmt: skip
MILLS: list[Record] = [
    facility("blue", "row:blue:1", "Mill", "TR", visibility=0), facility("blue", "row:blue:2", "Dye", "TR", os_id="D"),
    facility("blue", "row:blue:3", "Spin", "TR"),
]  # fmt: skip
MORE: list[Record] = [
    facility("green", "oshub:M", "Mill", "TR", visibility=2), facility("green", "oshub:D", "Dyeing", visibility=3),
    facility("green", "lei:L", "Loom", "VN"),
    facility("green", "row:green:3", "Spin", "TR"), facility("green", "row:green:4", "Spin", "TR", visibility=1),
]  # fmt: skip


@given(some.lists(some.integers()), some.integers(1, 5))
def test_chunks_are_all_in_order_and_none_is_too_long(items: list[int], size: int) -> None:
    parts = list(chunks(items, size))
    assert [x for p in parts for x in p] == items
    assert all(len(p) == size for p in parts[:-1]) and all(0 < len(p) <= size for p in parts)


@given(some.lists(LINK, unique_by=lambda x: (x.key, x.level)))
def test_of_each_key_the_highest_link_up_to_the_viewer_counts(links: list[Link]) -> None:
    for level in LEVELS:
        want = {}
        for x in sorted(links, key=lambda x: x.level):
            if x.level <= level:
                want[x.key] = x
        assert effective(links, level) == {k: x for k, x in want.items() if x.canon != k}


def test_each_level_has_the_links_of_a_store_that_never_held_more(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "all.db", make=True) as store:
        load(store, "blue", MILLS)
        load(store, "green", MORE)
        store.decide([PartyDecision("lei:L", "oshub:D", "same"), PartyDecision("row:blue:1", "name:x", "same")], at=AT)
        r = store._state().revision
        for level in LEVELS:
            with open_store(f"sqlite:{tmp_path}/{level}.db", make=True) as bare:
                load(bare, "blue", [x for x in MILLS if x.visibility <= level])
                load(bare, "green", [x for x in MORE if x.visibility <= level])
                if level == TOP:
                    bare.decide([PartyDecision("lei:L", "oshub:D", "same")], at=AT)
                want = bare.canon(viewer=Viewer(level))
            held = {x.key: x.canon for x in links_at(store, r, level)}
            assert held == dict(want)
            some_keys = ["row:blue:1", "lei:L", "nobody"]
            assert {x.key: x.canon for x in links_at(store, r, level, keys=some_keys)} == {
                k: v for k, v in held.items() if k in some_keys
            }
            assert {x.key for x in links_at(store, r, level, canons=["row:blue:1"])} == {
                k for k, v in held.items() if v == "row:blue:1"
            }
        assert [sorted(x.key for x in links_at(store, r, level)) for level in LEVELS] == [
            ["row:green:3"], [], ["oshub:M"], ["oshub:D", "oshub:M", "row:blue:2"],
        ], "a second of a name in a source takes the link back for those who see it"  # fmt: skip
        least = {(d.a, d.b): n for d, n in ranked_decisions(store, r)}
        assert least == {("lei:L", "oshub:D"): 3, ("name:x", "row:blue:1"): NOBODY}


def test_a_former_id_leads_to_where_its_companions_are_and_stays_where_nobody_is_left() -> None:
    before = [Link("b", "a", "a", "why"), Link("c", "a", "b", "why")]
    here = Linked(joined={}, present=frozenset("bc"), doubts=())
    assert redirects(here, before) == {"a": Link("a", "b", "", FORMER)}
    gone = Linked(joined={}, present=frozenset(), doubts=())
    assert redirects(gone, before) == {"b": before[0], "c": before[1]}
    assert redirects(Linked({}, frozenset("abc"), ()), before) == {}
    assert redirects(here, []) == {}
