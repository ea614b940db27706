"""The embedded store: one SQLite file in WAL mode, one writer, any number of readers in any process.

WAL needs a local disk, not a network share. `synchronous=NORMAL`: a killed process loses nothing; a
power cut may lose the last commits, never the file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from headwater.graph.errors import StoreError, StoreMissing
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import Said
from headwater.graph.statements import ENTRY, PARTY_KINDS, RELATION_KINDS, Statement, dumps
from headwater.graph.stores.base import OPEN
from headwater.graph.stores.model import search
from headwater.graph.stores.model.rows import Batch, Held, Line, Link, Queued, Row, Run, State, Where
from headwater.graph.stores.model.store import ModelStore
from headwater.graph.stores.sqlite import schema
from headwater.graph.stores.sqlite.connection import Connection


class SqliteStore(ModelStore):
    """The store of `sqlite:PATH`; see `headwater.graph.stores.base.Store`."""

    def __init__(self, path: str | Path, *, make: bool = False) -> None:
        where = Path(path)
        self.url = f"sqlite:{path}"
        self.ranks = {}
        self._connection = Connection(where, self.url)
        self._origins: dict[int, tuple[str, str, str]] = {}
        if not where.parent.is_dir():
            raise StoreError(f"{self.url}: there is no folder {where.parent}; make it, or name another file")
        if not make and not where.exists():
            raise StoreMissing(self.url, "there is no such file")
        try:
            with self._errors():
                self._prepare(make)
        except StoreError:
            self.close()
            raise

    @property
    def _db(self) -> sqlite3.Connection:
        """This thread's connection."""
        return self._connection.db

    def _errors(self) -> AbstractContextManager[None]:
        return self._connection.errors()

    def _transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction that writes."""
        return self._connection.transaction(lambda: self._before_commit())

    def _before_commit(self) -> None:
        """Called inside each writing transaction, just before it commits; a seam for tests."""

    def _prepare(self, make: bool) -> None:
        """Make the tables in a new file, where that is asked for; refuse what isn't ours or has another schema."""
        schema.check(self._db, self.url)
        if schema.version(self._db) == 0:
            if not make:
                raise StoreMissing(self.url, "the file is empty")
            self._db.execute("pragma journal_mode = wal")
            with self._transaction() as db:
                if schema.version(db) == 0:
                    for sql in schema.TABLES.split(";"):
                        db.execute(sql)
        self._trigrams = self._has_trigrams()

    def _has_trigrams(self) -> bool:
        return schema.has_trigrams()

    def close(self) -> None:
        """Let go of the file and of the lock; another thread's running read ends first."""
        self._connection.close()

    # -- state and the lock

    def _state(self) -> State:
        with self._errors():
            revision, seen, run = self._db.execute("select revision, seen, run from state").fetchone()
        return State(revision, tuple(json.loads(seen)), Run(**json.loads(run)) if run else None)

    def _log(self) -> list[Line]:
        with self._errors():
            return [Line.read(x) for (x,) in self._db.execute("select line from load order by revision")]

    def _hold(self) -> None:
        self._connection.hold()

    def _release(self) -> None:
        self._connection.release()

    # -- writing

    def _commit(self, run: Run, batch: Batch) -> None:
        r = run.revision
        with self._transaction() as db:
            first = db.execute("select coalesce(max(id), 0) + 1 from statement").fetchone()[0]
            if batch.rows:
                self._insert(db, r, batch.rows)
            if batch.end:
                db.executemany(
                    f"insert into statement({schema.COPIED}, gone, valid_to, opened, closed) select {schema.COPIED}, "
                    f":gone, min(coalesce(valid_to, :gone), :gone), {r}, {OPEN} from statement "
                    f"where id = :id and closed = {OPEN}",
                    [{"id": i, "gone": run.dated} for i in batch.end],
                )
            if batch.end or batch.close:
                db.executemany(
                    f"update statement set closed = {r} where id = ? and closed = {OPEN}",
                    [(i,) for i in (*batch.end, *batch.close)],
                )
            self._index(db, first, bool(batch.rows or batch.end))
            places = [(x.key, x.level) for x in batch.links] + batch.unlinks
            db.executemany(f"delete from link where key = ? and level = ? and opened = {r}", places)
            db.executemany(f"update link set closed = {r} where key = ? and level = ? and closed = {OPEN}", places)
            db.executemany(f"insert into link values(?,?,?,?,?,{r},{OPEN})", batch.links)
            pairs, where = [(x.a, x.b, x.level) for x in batch.queue] + batch.unqueue, "a = ? and b = ? and level = ?"
            db.executemany(f"delete from queue where {where} and opened = {r}", pairs)
            db.executemany(f"update queue set closed = {r} where {where} and closed = {OPEN}", pairs)
            db.executemany(f"insert into queue values(?,?,?,?,?,?,{r},{OPEN})", batch.queue)
            for d in batch.decisions:
                db.execute(f"delete from decision where a = ? and b = ? and opened = {r}", (d.a, d.b))
                db.execute(f"update decision set closed = {r} where a = ? and b = ? and closed = {OPEN}", (d.a, d.b))
                db.execute(f"insert into decision values(?,?,?,{r},{OPEN})", (d.a, d.b, dumps(asdict(d))))
            db.execute("update state set run = ?", (dumps(asdict(run)),))

    def _insert(self, db: sqlite3.Connection, revision: int, rows: Sequence[Row]) -> None:
        """Open the statements."""
        origins = {o: self._origin(db, *o) for o in {(x.source, x.file, x.sha256) for x in rows}}
        db.executemany(
            f"insert into statement values(null,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,{revision},{OPEN})",
            [
                (
                    bytes.fromhex(x.hash), x.version, x.gone, x.kind, x.key, x.a, x.b, x.props,
                    origins[x.source, x.file, x.sha256], *x[11:],
                )
                for x in rows
            ],
        )  # fmt: skip

    def _origin(self, db: sqlite3.Connection, *origin: str) -> int:
        """The number of a (source, file, SHA-256)."""
        db.execute("insert or ignore into origin(source, file, sha256) values(?,?,?)", origin)
        found = db.execute("select id from origin where source = ? and file = ? and sha256 = ?", origin).fetchone()
        return int(found[0])

    def _index(self, db: sqlite3.Connection, first: int, wrote: bool) -> None:
        """Keep the trigram index beside the statements; a SQLite without it leaves it to be rebuilt."""
        if not wrote:
            return
        held = db.execute("select indexed from state").fetchone()[0]
        if not self._trigrams:
            if held:
                db.execute("update state set indexed = 0")
        elif held:
            db.execute(
                "insert into search(rowid, text) select id, text from statement where id >= ? and text is not null",
                (first,),
            )
        else:
            if not db.execute("select 1 from sqlite_master where name = 'search'").fetchone():
                db.execute(schema.SEARCH)
            db.execute("insert into search(search) values('rebuild')")
            db.execute("update state set indexed = 1")

    def _publish(self, line: Line, seen: tuple[int, ...]) -> None:
        with self._transaction() as db:
            db.execute("insert into load values(?, ?)", (line.revision, line.text()))
            db.execute("update state set revision = ?, seen = ?, run = null", (line.revision, dumps(list(seen))))

    def _abandon(self, revision: int) -> None:
        with self._transaction() as db:
            if db.execute("select indexed from state").fetchone()[0]:
                if self._trigrams:
                    db.execute(
                        "insert into search(search, rowid, text) select 'delete', id, text from statement "
                        "where opened = ? and text is not null",
                        (revision,),
                    )
                else:
                    db.execute("update state set indexed = 0")
            for table in ("statement", "link", "queue", "decision"):
                db.execute(f"delete from {table} where opened = ?", (revision,))
                db.execute(f"update {table} set closed = {OPEN} where closed = ? and closed < {OPEN}", (revision,))
            db.execute("update state set run = null")

    # -- what a run needs to know

    def _held(self, source: str, revision: int) -> Iterator[Held]:
        sql = """select id, hash, version, gone, opened, closed, valid_to from statement
            where origin in (select id from origin where source = ?) and closed >= ?"""
        with self._errors():
            for i, digest, *rest in self._db.execute(sql, (source, revision)):
                yield Held(i, digest.hex(), *rest)

    def _touched(self, revision: int) -> dict[int, tuple[int, int]]:
        out: dict[int, tuple[int, int]] = {}
        sql = f"""select level, sum(opened = :r), sum(closed = :r) from statement
            where opened = :r or (closed = :r and closed < {OPEN}) group by level"""
        with self._errors():
            for level, opened, closed in self._db.execute(sql, {"r": revision}):
                out[level] = (opened, closed)
        return out

    def _relinked(self, revision: int) -> set[int]:
        sql = f"select distinct level from link where opened = :r or (closed = :r and closed < {OPEN})"
        with self._errors():
            return {x for (x,) in self._db.execute(sql, {"r": revision})}

    def _persons(self, revision: int) -> set[str]:
        sql = "select distinct key from statement where kind = 'person' and b is null and (opened = :r or closed = :r)"
        with self._errors():
            return {x for (x,) in self._db.execute(sql, {"r": revision})}

    def _lowest(self, keys: Sequence[str], revision: int) -> dict[str, int]:
        sql = """select x.value, min(s.level) from json_each(:keys) x join statement s
            on {on} and s.opened <= :r group by x.value"""
        ways = ("s.key = x.value and s.a is null", "s.a = x.value", "s.b = x.value")
        args, out = {"keys": dumps(list(keys)), "r": revision}, dict[str, int]()
        with self._errors():
            for way in ways:
                for key, level in self._db.execute(sql.format(on=way), args):
                    out[key] = min(level, out.get(key, level))
        return out

    def _said(self, revision: int, keys: Sequence[str] | None = None) -> Iterator[Said]:
        which = f"s.kind in {_PARTY} and s.b is null"
        if keys is not None:
            which = f"s.key in (select value from json_each(:keys)) and s.a is null and +s.kind in {_PARTY}"
        sql = f"""select s.key, s.kind, o.source, s.level, s.norm, s.country, s.os_id, s.lei, s.registry_number,
            s.valid_to is null from statement s join origin o on o.id = s.origin
            where {which} and s.opened <= :r and s.closed > :r"""
        with self._errors():
            for *row, current in self._db.execute(sql, {"r": revision, "keys": dumps(list(keys or ()))}):
                yield Said._make((*row, bool(current)))

    def _named(self, revision: int, most: int) -> set[str]:
        ways = (f"opened = {revision}", f"closed = {revision} and closed < {OPEN}")
        party = [f"select key from statement where {w} and a is null and +kind in {_PARTY}" for w in ways]
        entry = [f"select a from statement where {w} and +kind = '{ENTRY}'" for w in ways]
        with self._errors():
            return {k for (k,) in self._db.execute(f"{' union '.join(party + entry)} limit {most + 1}")}

    def _mentioned(self, keys: Sequence[str], revision: int) -> set[str]:
        ways = (("key", "a is null"), ("a", "a is not null"), ("b", "b is not null"))
        sql = " union ".join(
            f"select {name} from statement where {name} in (select value from json_each(:keys)) and {there} "
            "and +opened = :r"
            for name, there in ways
        )
        with self._errors():
            return {k for (k,) in self._db.execute(sql, {"keys": dumps(list(keys)), "r": revision})}

    def _sharing(self, norms: Sequence[str], ids: Sequence[Sequence[str]], revision: int) -> set[str]:
        out: set[str] = set()
        with self._errors():
            for name, values in zip(("norm", "os_id", "lei", "registry_number"), (norms, *ids), strict=True):
                sql = f"""select distinct key from statement where {name} in (select value from json_each(:values))
                    and {name} is not null and +opened <= :r and closed >= :r"""
                out |= {k for (k,) in self._db.execute(sql, {"values": dumps(list(values)), "r": revision})}
        return out

    def _links(
        self, revision: int, level: int, *, keys: Sequence[str] | None = None, canons: Sequence[str] | None = None
    ) -> list[Link]:
        sql = "select key, canon, via, reason, level from link where opened <= :r and closed > :r and level <= :level"
        given: dict[str, Any] = {"r": revision, "level": level}
        for name, wanted in (("key", keys), ("canon", canons)):
            if wanted is not None:
                sql += f" and {name} in (select value from json_each(:{name}))"
                given[name] = dumps(list(wanted))
        with self._errors():
            return [Link(*x) for x in self._db.execute(sql, given)]

    def _queue(self, revision: int, level: int, firsts: Sequence[str] | None = None) -> list[Queued]:
        sql = "select a, b, name, country, reason, level from queue where opened <= ? and closed > ? and level <= ?"
        given: list[Any] = [revision, revision, level]
        if firsts is not None:
            sql += " and a in (select value from json_each(?))"
            given.append(dumps(list(firsts)))
        with self._errors():
            return [Queued(*x) for x in self._db.execute(sql, given)]

    def _decisions(self, revision: int) -> list[PartyDecision]:
        sql = "select body from decision where opened <= :r and closed > :r"
        with self._errors():
            return [PartyDecision(**json.loads(x)) for (x,) in self._db.execute(sql, {"r": revision})]

    # -- reading

    def _filter(self, where: Where) -> tuple[str, dict[str, Any]]:
        """The WHERE clause of a read over `statement s`, and its parameters."""
        text = ["s.opened <= :r and s.closed > :r and s.level <= :level"]
        args: dict[str, Any] = {"r": where.revision, "level": where.viewer.level}
        if not where.viewer.persons:
            args["guarded"] = where.guarded
            text.append(
                "s.kind <> 'person' and not exists (select 1 from statement p where p.kind = 'person' "
                "and p.key in (s.a, s.b) and p.level <= :guarded and p.opened <= :r and p.closed > :r)"
            )
        if where.as_of is not None:
            args["day"] = where.as_of
            text.append("(s.valid_from is null or s.valid_from <= :day) and (s.valid_to is null or s.valid_to > :day)")
        for name, column, wanted, extra in (
            ("keys", "key", where.keys, f" and s.a is null and s.kind in {_PARTY}"),
            ("about", "a", where.about, " and s.b is null"),
            ("start", "a", where.start, " and s.b is not null"),
            ("end", "b", where.end, ""),
        ):
            if wanted is not None:
                args[name] = dumps(list(wanted))
                text.append(f"s.{column} in (select value from json_each(:{name})){extra}")
        if where.source is not None:
            args["source"] = where.source
            text.append("s.origin in (select id from origin where source = :source)")
        if where.kinds is not None:
            args["kinds"] = dumps(sorted(where.kinds))
            text.append("s.kind in (select value from json_each(:kinds))")
            if not RELATION_KINDS.intersection(where.kinds):
                text.append("s.b is null")
        return " and ".join(text), args

    def _statements(self, where: Where) -> Iterator[Statement]:
        text, args = self._filter(where)
        sql = (
            "select s.kind, s.key, s.a, s.b, s.props, s.origin, s.row, s.valid_from, s.valid_to, s.level "
            f"from statement s where {text}"
        )
        with self._errors():
            origins, loads = self._origins, json.loads
            for kind, key, a, b, props, origin, row, start, end, level in self._db.execute(sql, args):
                source, file, sha = origins.get(origin) or self._read_origin(origin)
                yield Statement(kind, key, a, b, loads(props), source, file, sha, row, start, end, level)

    def _read_origin(self, number: int) -> tuple[str, str, str]:
        found = self._db.execute("select source, file, sha256 from origin where id = ?", (number,)).fetchone()
        self._origins[number] = found
        return self._origins[number]

    def _indexed(self) -> bool:
        """Whether the trigram index is there and up to date."""
        with self._errors():
            return bool(self._db.execute("select indexed from state").fetchone()[0])

    def _candidates(self, text: str, where: Where, limit: int) -> list[tuple[str, str]]:
        clause, args = self._filter(where)
        args |= {"low": text, "high": text + "\U0010ffff", "limit": limit}
        ways = ["s.norm >= :low and s.norm < :high"]
        parts = search.parts(text) if len(text) >= search.SHORT else []
        if parts and self._trigrams and self._indexed():
            args["match"] = " AND ".join('"' + p.replace('"', '""') + '"' for p in parts)
            ways.append("s.id in (select rowid from search where search match :match)")
        elif parts:
            args |= {f"part{i}": p for i, p in enumerate(parts)}
            ways.append(" and ".join(f"instr(s.text, :part{i})" for i in range(len(parts))) + " and s.text is not null")
        found: set[tuple[str, str]] = set()
        with self._errors():
            for way in ways:
                sql = f"select s.key, s.text from statement s where {way} and s.text is not null and {clause}"
                found.update(self._db.execute(f"{sql} order by s.key limit :limit", args))
        return sorted(found)[:limit]


_PARTY = f"({', '.join(repr(k) for k in sorted(PARTY_KINDS))})"
