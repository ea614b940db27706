from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from headwater.graph.errors import FileRefused, UsageError
from headwater.graph.records import Record
from headwater.graph.stores.base import OWNER, Checkpoint, LoadKey
from headwater.graph.stores.sqlite.store import SqliteStore
from tests.graph.making import AT, facility, sha

ROW = some.lists(some.integers(0, 4), max_size=2)
"""The records of a row, by number; none: a row for quarantine."""


def mill(n: int) -> Record:
    return facility("list", f"row:list:{n}", f"Mill {n}", "TR")


def key(version: str) -> LoadKey:
    return LoadKey("list", sha(version), dated=version)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("writer")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "a.db", make=True) as made:
        yield made


def write(store: SqliteStore, version: str, rows: list[list[int]], batch: int = 3):  # type: ignore[no-untyped-def]
    with store.write(key(version), at=AT, batch=batch) as writer:
        for number, row in enumerate(rows, 2):
            if row:
                writer.put(map(mill, row), row=number)
            else:
                writer.quarantine(number)
        return writer.finish(accept_shrink=True)


@given(old=some.lists(ROW, max_size=5), new=some.lists(ROW, max_size=5), batch=some.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_every_row_is_counted_once_and_what_vanished_is_closed(
    folder: Path, old: list[list[int]], new: list[list[int]], batch: int
) -> None:
    for left in folder.glob("a.db*"):
        left.unlink()
    with SqliteStore(folder / "a.db", make=True) as store:
        before, after = ({n for row in rows for n in row} for rows in (old, new))
        first, second = write(store, "2024", old, batch), write(store, "2025", new, batch)
        assert (first.rows, first.quarantined, first.unchanged) == (len(old), old.count([]), 0)
        assert (first.opened, first.closed) == (len(before), 0)
        fresh = sum(bool({*row} - before) for row in new)
        assert (second.rows, second.accepted, second.quarantined) == (len(new), fresh, new.count([]))
        assert second.rows == second.accepted + second.unchanged + second.quarantined
        assert second.closed == len(before - after)
        said = list(store.statements(viewer=OWNER, as_of="2026-01-01"))
        assert sorted(s.key for s in said) == sorted(f"row:list:{n}" for n in after)
        assert write(store, "2025", new, batch).no_op


def test_a_killed_load_goes_on_at_its_checkpoint_and_writes_nothing_twice(store: SqliteStore) -> None:
    with store.write(key("2024"), at=AT, batch=2) as writer:
        writer.put(map(mill, range(3)), row=2)
        assert writer.resumed is None
    with store.write(key("2024"), at=AT, batch=2) as writer:
        assert writer.resumed == Checkpoint(1, 3)
        writer.put(map(mill, range(4)), row=2)
        assert writer.finish().opened == 4


def test_a_version_that_drops_more_than_half_is_refused_and_gone(store: SqliteStore) -> None:
    write(store, "2024", [[0], [1], [2]])
    with pytest.raises(FileRefused, match="lacks 2 of the 3 statements"), store.write(key("2025"), at=AT) as writer:
        writer.put([mill(0)], row=2)
        writer.finish()
    assert (store.revision(), store._state().run) == (1, None)
    assert len(list(store.statements(viewer=OWNER, as_of=None))) == 3


def test_a_refused_file_leaves_no_checkpoint_and_lets_go(store: SqliteStore) -> None:
    with pytest.raises(FileRefused, match="broken"), store.write(key("2024"), at=AT, batch=1) as writer:
        writer.put([mill(0)], row=2)
        raise FileRefused("broken", "list.csv", "broken in the middle")
    assert store._state().run is None
    with store.write(key("2025"), at=AT) as writer:
        assert writer.resumed is None


def test_a_load_takes_records_of_its_source_and_none_after_its_end(store: SqliteStore) -> None:
    with store.write(key("2024"), at=AT) as writer:
        with pytest.raises(ValueError, match="source 'other' in a load of 'list'"):
            writer.put([facility("other", "row:o:1", "Mill")])
        writer.finish()
        for late in (lambda: writer.put([mill(1)]), writer.finish, lambda: writer.checkpoint(1)):
            with pytest.raises(UsageError, match="this load is over"):
                late()
