"""Linking the touched keys alone is linking everything anew: links and review queue, after every write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from headwater.graph.records import Record, Visibility
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores.model import touched as places
from headwater.graph.stores.model.rows import TOP, Run
from headwater.graph.stores.model.touched import touched
from headwater.graph.stores.sqlite.store import SqliteStore
from tests.graph.making import AT, country_of, facility, finding, load, supplies
from tests.graph.stores.contract.test_level_worlds import Step

KEYS = [*(f"row:blue:{n}" for n in range(5)), "row:red:1", "oshub:X1", "oshub:X2", "lei:L1", "name:Ada", "brand:ada"]
NAMES = ["Demir", "Nehir", "Spin", "Dye", "Ada"]
KEY, LEVEL = some.sampled_from(KEYS), some.sampled_from([0, 0, 0, 0, 1, 3])


@some.composite
def record(draw: some.DrawFn, source: str, day: str) -> Record:
    kind, key = draw(some.sampled_from("pppppprc")), draw(KEY)
    if kind == "p":
        ids = draw(some.sampled_from([{}, {}, {"os_id": "x1"}, {"lei": "l1"}, {"registry_number": "TR:7"}]))
        sort = "brand" if key.startswith("brand") else draw(some.sampled_from(["facility"] * 4 + ["stub", "person"]))
        place = draw(some.sampled_from(["TR", "TR", None]))
        made: Record = facility(source, key, draw(some.sampled_from(NAMES)), place, kind=sort, dated=day, **ids)
    elif kind == "r":
        made = supplies(source, key, draw(KEY), dated=day)
    else:
        where = finding(source, "f", key, dated=day).provenance
        made = country_of(key, draw(some.sampled_from(["TR", "VN"]))).model_copy(update={"provenance": where})
    return made.model_copy(update={"visibility": Visibility(draw(LEVEL))})


@some.composite
def step(draw: some.DrawFn) -> Step:
    what = draw(some.sampled_from(["load", "load", "load", "load", "retract", "decide"]))
    source, day = (
        draw(some.sampled_from(["blue", "red", "green"])),
        draw(some.sampled_from(["2023-01-01", "2024-01-01"])),
    )
    if what == "decide":
        a, b = draw(some.lists(KEY, min_size=2, max_size=2, unique=True))
        return Step(what, decision=PartyDecision(a, b, draw(some.sampled_from(["same", "same", "apart"]))))
    return Step(what, source, day, tuple(draw(some.lists(record(source, day), max_size=5))) if what == "load" else ())


@contextmanager
def everything(anew: bool) -> Iterator[None]:
    """Link everything anew at each write, or only what is touched."""
    with pytest.MonkeyPatch.context() as patch:
        if anew:
            patch.setattr(places, "MANY", -1)
        yield


def kept(store: Any) -> tuple[Any, ...]:
    r = store._state().revision
    return r, sorted(store._links(r, TOP)), sorted(store._queue(r, TOP), key=repr)


def test_linking_what_is_touched_is_linking_everything_anew(fresh: Callable[[], Any]) -> None:
    examples = 60 if fresh().url.startswith("sqlite") else 4

    def holds(steps: list[Step]) -> None:
        seen = []
        for anew in (True, False):
            store = fresh()
            with everything(anew):
                seen.append([kept(store) for n in range(len(steps)) if build_next(store, steps, n) is None])
        assert seen[0] == seen[1]

    check = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    check(given(some.lists(step(), min_size=2, max_size=8))(holds))()


def build_next(store: Any, steps: list[Step], n: int) -> None:
    """Take the step n; the steps before it were taken."""
    days: dict[str, set[str]] = {}
    for s in steps[:n]:
        held = days.setdefault(s.source, set())
        if s.what == "retract":
            held.clear()
        elif s.what == "load" and (not held or not min(held) <= s.day <= max(held)):
            held.add(s.day)
    s, held = steps[n], days.get(steps[n].source, set())
    if s.decision is not None:
        store.decide([s.decision], at=AT)
    elif s.what == "retract" and held:
        store.retract(s.source, at=AT)
    elif s.what == "load" and (not held or not min(held) <= s.day <= max(held)):
        load(store, s.source, list(s.records), dated=s.day, content=str(n), accept_shrink=True, batch=2)


def test_what_hangs_together_with_nothing_said_is_not_looked_at(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "a.db", make=True) as store:
        many: list[Record] = [facility("blue", f"row:blue:{n}", f"Mill {n}", "TR") for n in range(50)]
        load(store, "blue", many)
        load(store, "red", [facility("red", "row:red:1", "Mill 7", "TR"), facility("red", "oshub:N", "New", "VN")])
        r = store._state().revision
        run = Run(r, "load", "red", "", "", None, AT)
        assert touched(store, run) == ["oshub:N", "row:blue:7", "row:red:1"]
        store.decide([PartyDecision("row:blue:3", "row:blue:4", "same")], at=AT)
        assert touched(store, replace(run, kind="decide", revision=r + 1)) == ["row:blue:3", "row:blue:4"]


def test_a_decision_that_waited_counts_from_when_a_link_names_its_other_key(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "a.db", make=True) as store:
        load(store, "blue", [facility("blue", "row:blue:1", "Mill", "TR")])
        store.decide([PartyDecision("row:blue:1", "name:Ada", "same")], at=AT)
        assert dict(store.canon()) == {}, "nobody has named Ada"
        load(store, "red", [supplies("red", "oshub:X1", "name:Ada")])
        assert dict(store.canon()) == {"name:Ada": "row:blue:1"}


def test_the_queue_is_what_was_kept_and_a_decision_takes_a_pair_out(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "a.db", make=True) as store:
        load(
            store, "blue", [facility("blue", "row:blue:1", "Mill", "TR"), facility("blue", "row:blue:2", "Mill", "TR")]
        )
        load(store, "red", [facility("red", "row:red:1", "Mill", None), facility("red", "row:red:2", "Spin", "TR")])
        assert sorted((i.a, i.b) for i in store.review()) == [
            ("row:blue:1", "row:blue:2"), ("row:blue:1", "row:red:1"), ("row:blue:2", "row:red:1"),
        ]  # fmt: skip
        store.decide([PartyDecision("row:blue:1", "row:blue:2", "apart")], at=AT)
        assert [(i.a, i.b) for i in store.review()] == [("row:blue:1", "row:red:1"), ("row:blue:2", "row:red:1")]
        read: list[str] = []
        store._db.set_trace_callback(read.append)
        store.review()
        assert not any("from statement" in sql for sql in read), "the queue is looked up, not worked out"


def test_a_small_write_finds_everything_by_an_index(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "a.db", make=True) as store:
        load(store, "blue", [facility("blue", f"row:blue:{n}", f"Mill {n}", "TR", lei=f"L{n}") for n in range(50)])
        store.decide([PartyDecision("row:blue:3", "row:blue:4", "same")], at=AT)
        asked: set[str] = set()
        store._db.set_trace_callback(lambda sql: asked.add(sql) if sql.startswith(("select", "update")) else None)
        load(
            store,
            "red",
            [facility("red", "row:red:1", "Mill 7", "TR", lei="L7"), supplies("red", "row:red:1", "name:A")],
        )
        store.retract("red", at=AT)
        store.review()
        store._db.set_trace_callback(None)
        plans = {sql: [x[3] for x in store._db.execute(f"explain query plan {sql}")] for sql in asked}
        walked = {
            sql
            for sql, plan in plans.items()
            for step in plan
            if step.split()[:2] in (["SCAN", "statement"], ["SCAN", "s"], ["SCAN", "link"])
        }
        assert len(asked) > 20 and not walked
