from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.graph.errors import StoreBusy, StoreError, StoreMismatch
from headwater.graph.stores.sqlite.connection import Connection


@pytest.fixture
def way(tmp_path: Path) -> Iterator[Connection]:
    made = Connection(tmp_path / "a.db", "sqlite:a.db")
    with made.transaction(lambda: None) as db:
        db.execute("create table t(x)")
    yield made
    made.close()


def rows(way: Connection) -> list[int]:
    with way.errors():
        return [x for (x,) in way.db.execute("select x from t order by x")]


def test_a_transaction_is_whole_or_nothing(way: Connection) -> None:
    with way.transaction(lambda: None) as db:
        db.execute("insert into t values(1)")

    def killed() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), way.transaction(killed) as db:
        db.execute("insert into t values(2)")
    with pytest.raises(RuntimeError), way.transaction(lambda: None) as db:
        db.execute("insert into t values(3)")
        raise RuntimeError
    assert rows(way) == [1] and not way.db.in_transaction


def test_each_thread_has_a_connection_of_its_own(way: Connection) -> None:
    mine, other = way.db, []
    thread = threading.Thread(target=lambda: other.append((way.db, rows(way))))
    thread.start()
    thread.join()
    assert way.db is mine and other[0][0] is not mine and other[0][1] == []


def test_one_holds_the_lock_and_whoever_comes_waits_for_nothing(way: Connection, tmp_path: Path) -> None:
    second = Connection(tmp_path / "a.db", "sqlite:a.db")
    way.hold()
    for late in (way, second):
        with pytest.raises(StoreBusy, match="another load holds the store"):
            late.hold()
    assert rows(second) == [], "readers don't mind"
    way.release()
    way.release()
    second.hold()
    second.close()
    way.hold()


def test_a_closed_store_says_so_and_another_threads_read_ends_first(way: Connection) -> None:
    reading, go_on, seen = threading.Event(), threading.Event(), []

    def read() -> None:
        with way.errors():
            reading.set()
            go_on.wait(5)
            seen.append(way.db.execute("select count(*) from t").fetchone())

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait(5)
    way.close()
    go_on.set()
    thread.join(5)
    assert seen == [(0,)]
    with pytest.raises(StoreError, match="the store is closed; open it again"):
        rows(way)


def test_the_engines_errors_come_in_words(way: Connection, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"sqlite:a\.db: no such table: gone; look at the disk"), way.errors():
        way.db.execute("select * from gone")
    (tmp_path / "diary.txt").write_text("dear diary " * 100)
    diary = Connection(tmp_path / "diary.txt", "sqlite:diary.txt")
    with pytest.raises(StoreMismatch, match="no SQLite file") as caught, diary.errors():
        diary.db.execute("select * from t")
    assert isinstance(caught.value.__cause__, sqlite3.DatabaseError)
    diary.close()
    nowhere = Connection(tmp_path / "none" / "a.db", "sqlite:none/a.db")
    with pytest.raises(StoreError, match=r"can't lock .*look at the folder's rights"):
        nowhere.hold()
