from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from headwater.graph.records import Record
from headwater.graph.stores.base import OWNER, PUBLIC, Checkpoint, Viewer
from headwater.graph.stores.model.rows import Batch, Run
from headwater.graph.stores.model.runs import begin, finish
from headwater.graph.stores.model.tally import Tally
from headwater.graph.stores.sqlite.store import SqliteStore
from tests.graph.making import AT, DAY, facility, load

RUN = Run(0, "load", "list", "ab", "m", "2024-01-01", AT)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "a.db", make=True) as made:
        load(made, "other", [facility("other", "row:o:1", "Other")])
        made._hold()
        yield made


def test_a_new_run_reserves_the_next_revision_and_the_same_one_goes_on(store: SqliteStore) -> None:
    run, resumed = begin(store, RUN)
    assert (run, resumed) == (replace(RUN, revision=2), None) and store._state().run == run
    store._commit(replace(run, position=7), Batch())
    again, where = begin(store, replace(RUN, at="2026-02-03T00:00:00Z"))
    assert (again.at, where) == (AT, Checkpoint(2, 7))
    assert store.revision() == 1


def test_another_run_takes_the_place_of_an_unfinished_one(store: SqliteStore, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        begin(store, RUN)
        run, resumed = begin(store, replace(RUN, sha256="cd"))
    assert (run.revision, run.sha256, resumed) == (2, "cd", None)
    assert "unfinished load of 'list' is abandoned" in caplog.text


@pytest.mark.parametrize(
    ("level", "told"), [(0, [2, 2, 2, 2]), (1, [1, 2, 2, 2]), (2, [1, 1, 2, 2]), (3, [1, 1, 1, 2])]
)
def test_a_level_hears_of_a_load_that_said_something_to_it(store: SqliteStore, level: int, told: list[int]) -> None:
    run, _ = begin(store, RUN)
    tally = Tally()
    tally.say(level)
    line = finish(store, run, tally)
    assert (line.revision, store._state().run) == (2, None)
    assert [store.revision(viewer=Viewer(n)) for n in range(4)] == told


def test_a_load_without_a_word_is_known_to_the_owner_alone(store: SqliteStore) -> None:
    finish(store, begin(store, RUN)[0], Tally())
    assert (store.revision(), store.revision(viewer=OWNER)) == (1, 2)


def test_a_key_that_turns_out_to_be_a_person_is_news_to_those_who_saw_it(tmp_path: Path) -> None:
    """A level below hears of it too: what it saw of the key is gone."""
    person: list[Record] = [facility("more", "row:o:1", "Ada", kind="person", visibility=2)]
    with SqliteStore(tmp_path / "a.db", make=True) as store:
        load(store, "other", [facility("other", "row:o:1", "Other"), facility("other", "row:o:2", "Mill")])
        load(store, "more", person)
        assert store.revision(viewer=PUBLIC) == 2
        load(store, "inner", [facility("inner", "row:i:9", "Eve", kind="person", visibility=2)])
        assert store.revision(viewer=PUBLIC) == 2, "nobody below had heard of that key"
        assert [x.accepted for x in store.loads(viewer=PUBLIC)] == [2, 0]
        assert store.snapshot(as_of=DAY).ids
