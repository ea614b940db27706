"""Loads: counted, resumed, abandoned, one at a time, in any order."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from headwater.graph.errors import FileRefused, StoreBusy
from headwater.graph.records import Record
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores.base import OWNER, LoadKey, Store
from headwater.graph.verify import verify
from tests.graph.making import (
    AT,
    DAY,
    facility,
    load,
    sha,
    supplies,
)
from tests.graph.stores.contract.worlds import ALMA, BORA, export


def test_rows_fall_into_one_bucket_each(store: Store) -> None:
    load(store, "blue", ALMA)
    with store.write(LoadKey("blue", sha("more"), dated="2025"), at=AT) as writer:
        writer.put([ALMA[0]])
        writer.put([ALMA[1], ALMA[2]], row=2)
        writer.put([ALMA[1], facility("blue", "oshub:N", "New")], row=3)
        writer.put([ALMA[3]], row=4)
        writer.put([], row=5)
        writer.quarantine(6)
        done = writer.finish()
    assert (done.rows, done.accepted, done.unchanged, done.quarantined) == (5, 1, 2, 2)
    assert verify(store, as_of=DAY) == []


def test_half_a_load_is_never_seen_and_abandon_leaves_nothing(store: Store) -> None:
    load(store, "blue", ALMA)
    before = export(store)
    with store.write(LoadKey("green", sha("x")), at=AT, batch=1) as writer:
        for record in BORA:
            writer.put([record], row=2)
            assert (store.revision(), export(store)) == (1, before)
            assert store.find("giyim", viewer=OWNER, as_of=DAY) == []
            assert store.resolve("row:blue:1") == "row:blue:1"
        writer.abandon()
    assert export(store) == before
    assert load(store, "green", BORA).revision == 2
    assert store.find("giyim", viewer=OWNER, as_of=DAY)[0].id == "oshub:X2"


def test_a_load_left_unfinished_resumes_and_equals_an_unbroken_one(fresh: Callable[[], Store]) -> None:
    whole = fresh()
    load(whole, "green", BORA)
    want = export(whole)
    store = fresh()
    key = LoadKey("green", sha("green None "))
    with store.write(key, at=AT, batch=2) as writer:
        for record in BORA[:5]:
            writer.put([record], row=2)
    assert (store.revision(), export(store)) == (0, [])
    with store.write(key, at=AT, batch=2) as writer:
        assert writer.resumed is not None
        assert (writer.resumed.revision, writer.resumed.position) == (1, 4)
        for record in BORA:
            writer.put([record], row=2)
        done = writer.finish()
    assert (done.rows, done.accepted, done.opened) == (6, 6, 6)
    assert export(store) == want


def test_of_a_file_that_is_refused_half_way_nothing_stays(store: Store) -> None:
    key = LoadKey("green", sha("x"))
    with pytest.raises(FileRefused), store.write(key, at=AT, batch=1) as writer:
        writer.put(BORA, row=2)
        raise FileRefused("encoding", "green.csv", "row 3 can't be read")
    with store.write(key, at=AT) as writer:
        assert writer.resumed is None


def test_another_load_takes_the_place_of_an_unfinished_dead_one(fresh: Callable[[], Store]) -> None:
    alone = fresh()
    load(alone, "blue", ALMA)
    want = export(alone)
    store = fresh()
    with store.write(LoadKey("green", sha("x")), at=AT, batch=1) as writer:
        writer.put(BORA, row=2)
    load(store, "blue", ALMA)
    assert export(store) == want


def test_one_load_at_a_time(store: Store) -> None:
    load(store, "blue", ALMA)
    with store.write(LoadKey("green", sha("x")), at=AT) as writer:
        for attempt in (
            lambda: store.write(LoadKey("other", sha("y")), at=AT),
            lambda: store.write(LoadKey("green", sha("x")), at=AT),
            lambda: store.retract("blue", at=AT),
            lambda: store.decide([PartyDecision("a", "b", "same")], at=AT),
        ):
            with pytest.raises(StoreBusy) as busy:
                attempt()
            assert busy.value.exit_code == 6
        writer.put(BORA, row=2)
        assert writer.finish().revision == 2
    store.retract("blue", at=AT)


def test_any_order_of_loading_gives_the_same_export(fresh: Callable[[], Store]) -> None:
    third: list[Record] = [
        facility("red", "row:red:1", "Demir Tekstil Ltd", "TR", lei="5299000000000000AB12"),
        facility("red", "lei:5299000000000000AB12", "Demir", kind="facility"),
        supplies("red", "row:red:1", "brand:alma", share=0.5),
    ]
    steps: dict[str, Callable[[Store], Any]] = {
        "blue": lambda s: load(s, "blue", ALMA),
        "green": lambda s: load(s, "green", BORA),
        "red": lambda s: load(s, "red", third),
        "decide": lambda s: s.decide([PartyDecision("oshub:X2", "row:red:1", "apart")], at=AT),
    }
    seen = set()
    for order in list(itertools.permutations(steps))[::5]:
        store = fresh()
        for name in order:
            steps[name](store)
        seen.add("\n".join(export(store)))
        assert verify(store, as_of=DAY) == []
    assert len(seen) == 1


def test_a_record_of_another_source_is_refused(store: Store) -> None:
    with store.write(LoadKey("green", sha("x")), at=AT) as writer, pytest.raises(ValueError, match="'blue'"):
        writer.put(ALMA, row=2)
