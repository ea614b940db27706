"""The tables of a SQLite store, and the check that a file is one of ours."""

from __future__ import annotations

import sqlite3

from headwater.graph.errors import StoreMismatch
from headwater.graph.stores.base import OPEN, SCHEMA
from headwater.graph.stores.model.rows import LEVELS

APPLICATION = 0x48445752
"""SQLite's application_id of a Headwater store ("HDWR")."""
TABLES = f"""
create table state(id integer primary key check(id = 1), revision integer not null, seen text not null, run text,
    indexed integer not null);
create table load(revision integer primary key, line text not null);
create table origin(id integer primary key, source text not null, file text not null, sha256 text not null,
    unique(source, file, sha256));
create table statement(id integer primary key, hash blob not null, version text not null, gone text,
    kind text not null, key text not null, a text, b text, props text not null, origin integer not null,
    row integer not null, valid_from text, valid_to text, level integer not null, norm text, text text,
    country text, os_id text, lei text, registry_number text, opened integer not null, closed integer not null);
create index statement_key on statement(key) where a is null;
create index statement_a on statement(a) where a is not null;
create index statement_b on statement(b) where b is not null;
create index statement_kind on statement(kind) where b is null;
create index statement_person on statement(key) where kind = 'person';
create index statement_origin on statement(origin);
create index statement_norm on statement(norm, key) where norm is not null;
create index statement_os_id on statement(os_id) where os_id is not null;
create index statement_lei on statement(lei) where lei is not null;
create index statement_number on statement(registry_number) where registry_number is not null;
create index statement_opened on statement(opened);
create index statement_closed on statement(closed) where closed < {OPEN};
create table link(key text not null, canon text not null, via text not null, reason text not null,
    level integer not null, opened integer not null, closed integer not null,
    primary key(key, level, opened)) without rowid;
create index link_canon on link(canon);
create index link_opened on link(opened);
create index link_closed on link(closed) where closed < {OPEN};
create table queue(a text not null, b text not null, name text not null, country text, reason text not null,
    level integer not null, opened integer not null, closed integer not null,
    primary key(a, b, level, opened)) without rowid;
create index queue_opened on queue(opened);
create index queue_closed on queue(closed) where closed < {OPEN};
create table decision(a text not null, b text not null, body text not null,
    opened integer not null, closed integer not null, primary key(a, b, opened)) without rowid;
insert into state values(1, 0, '{[0 for _ in LEVELS]}', null, 0);
pragma application_id = {APPLICATION};
pragma user_version = {SCHEMA}"""
SEARCH = "create virtual table search using fts5(text, content='statement', content_rowid='id', tokenize='trigram')"
COPIED = (
    "hash, version, kind, key, a, b, props, origin, row, valid_from, level, norm, text, country, os_id, lei, "
    "registry_number"
)
"""What a copy of a statement keeps of it."""


def version(db: sqlite3.Connection) -> int:
    """The schema of the file; 0 where it is new."""
    return int(db.execute("pragma user_version").fetchone()[0])


def check(db: sqlite3.Connection, url: str) -> None:
    """Refuse a file that isn't ours, or has another schema.

    Raises:
        StoreMismatch: It says which, and what to do.
    """
    app = db.execute("pragma application_id").fetchone()[0]
    tables = db.execute("select count(*) from sqlite_master").fetchone()[0]
    if app != APPLICATION and (app or tables):
        raise StoreMismatch(f"{url}: this SQLite file holds something else; name another one")
    held = version(db)
    if held > SCHEMA:
        raise StoreMismatch(
            f"{url}: written by a newer Headwater (schema {held}, this one reads {SCHEMA}); update the program"
        )
    if app == APPLICATION and held < SCHEMA:
        raise StoreMismatch(
            f"{url}: written by an earlier Headwater (schema {held}, this one needs {SCHEMA}); load the sources and "
            "the decisions into a new file"
        )


def has_trigrams() -> bool:
    """Whether this SQLite has FTS5 with trigrams (3.34 or later)."""
    try:
        probe = sqlite3.connect(":memory:")
        probe.execute("create virtual table t using fts5(x, tokenize='trigram')")
        probe.close()
    except sqlite3.OperationalError:
        return False
    return True
