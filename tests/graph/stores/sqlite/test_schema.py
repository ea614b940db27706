"""Whose file it is, and of which schema: anything else than ours is refused and left as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from headwater.graph.errors import StoreMismatch
from headwater.graph.stores import open_store
from headwater.graph.stores.base import SCHEMA
from headwater.graph.stores.model.rows import LEVELS
from headwater.graph.stores.sqlite import schema


def test_a_new_file_is_ours_of_this_schema_and_empty_for_every_level(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as db:
        assert schema.version(db) == 0
        schema.check(db, "sqlite:a.db")
        db.executescript(schema.TABLES)
        assert schema.version(db) == SCHEMA
        schema.check(db, "sqlite:a.db")
        assert db.execute("select revision, seen, run from state").fetchall() == [(0, str([0] * len(LEVELS)), None)]
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("insert into state values(2, 0, '[]', null, 0)")
    db.close()


def test_a_file_that_is_no_sqlite_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,country\n" * 100)
    with pytest.raises(StoreMismatch, match="no SQLite file"):
        open_store(f"sqlite:{path}", make=True)
    assert path.read_text() == "name,country\n" * 100


def test_somebody_elses_sqlite_file_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("create table recipe(id)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreMismatch, match="something else"):
        open_store(f"sqlite:{path}", make=True)
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(f"sqlite:{path}", make=True).close()
    with sqlite3.connect(path) as db:
        assert db.execute("pragma user_version").fetchone() == (SCHEMA,)
        db.execute(f"pragma user_version = {SCHEMA + 1}")
    db.close()
    with pytest.raises(StoreMismatch, match="newer Headwater") as refused:
        open_store(f"sqlite:{path}", make=True)
    assert refused.value.exit_code == 2


def test_an_older_schema_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(f"sqlite:{path}", make=True).close()
    with sqlite3.connect(path) as db:
        db.execute(f"pragma user_version = {SCHEMA - 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreMismatch, match="load the sources and the decisions into a new file") as refused:
        open_store(f"sqlite:{path}", make=True)
    assert refused.value.exit_code == 2
    assert path.read_bytes() == before
