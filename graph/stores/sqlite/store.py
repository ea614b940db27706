"""The embedded store: one SQLite file in WAL mode, one writer, any number of readers in any process.

The lock is an exclusive transaction on a small file beside the database (`PATH.lock`): the operating
system drops it with the process. WAL needs a local disk, not a network share. `synchronous=NORMAL`:
a killed process loses nothing; a power cut may lose the last commits, never the file.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from headwater.graph.errors import StoreBusy, StoreError, StoreMismatch
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import Said
from headwater.graph.statements import RELATION_KINDS, Statement, dumps
from headwater.graph.stores.base import OPEN, SCHEMA, Load
from headwater.graph.stores.model import search
from headwater.graph.stores.model.rows import Batch, Held, Link, Run, State, Where
from headwater.graph.stores.model.store import ModelStore

APPLICATION = 0x48445752
"""SQLite's application_id of a Headwater store ("HDWR")."""
WAIT_SECONDS = 30.0
"""How long a transaction waits for another process's; a load's own transactions are short."""

_TABLES = f"""
create table state(id integer primary key check(id = 1), revision integer not null, run text, indexed integer not null);
create table load(revision integer primary key, line text not null);
create table origin(id integer primary key, source text not null, file text not null, sha256 text not null,
    unique(source, file, sha256));
create table statement(id integer primary key, hash blob not null, version text not null, gone text,
    kind text not null, key text not null, a text, b text, props text not null, origin integer not null,
    row integer not null, valid_from text, valid_to text, level integer not null, norm text, text text,
    opened integer not null, closed integer not null);
create index statement_key on statement(key) where a is null;
create index statement_a on statement(a) where a is not null;
create index statement_b on statement(b) where b is not null;
create index statement_kind on statement(kind) where b is null;
create index statement_person on statement(key) where kind = 'person';
create index statement_origin on statement(origin);
create index statement_norm on statement(norm, key) where norm is not null;
create index statement_opened on statement(opened);
create index statement_closed on statement(closed) where closed < {OPEN};
create table link(key text not null, canon text not null, via text not null, reason text not null,
    opened integer not null, closed integer not null, primary key(key, opened)) without rowid;
create index link_canon on link(canon);
create index link_opened on link(opened);
create table decision(a text not null, b text not null, body text not null,
    opened integer not null, closed integer not null, primary key(a, b, opened)) without rowid;
"""
_FTS = "create virtual table search using fts5(text, content='statement', content_rowid='id', tokenize='trigram')"
_COPIED = "hash, version, kind, key, a, b, props, origin, row, valid_from, level, norm, text"


@dataclass(slots=True, eq=False)
class _Connection:
    """One thread's connection; `busy` counts its running reads and writes."""

    db: sqlite3.Connection
    thread: int
    busy: int = 0


class SqliteStore(ModelStore):
    """The store of `sqlite:PATH`; see `headwater.graph.stores.base.Store`."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self.url = f"sqlite:{path}"
        self.ranks = {}
        self._local = threading.local()
        self._all: list[_Connection] = []
        self._closed = False
        self._guard = threading.Lock()
        self._lock: sqlite3.Connection | None = None
        self._origins: dict[int, tuple[str, str, str]] = {}
        if not self._path.parent.is_dir():
            raise StoreError(f"{self.url}: there is no folder {self._path.parent}; make it, or name another file")
        with self._errors():
            self._prepare()

    # -- connection and schema

    @property
    def _db(self) -> sqlite3.Connection:
        """This thread's connection."""
        return self._connection().db

    def _connection(self) -> _Connection:
        held: _Connection | None = getattr(self._local, "held", None)
        if held is None:
            db = sqlite3.connect(self._path, WAIT_SECONDS, isolation_level=None, check_same_thread=False)
            db.executescript("pragma synchronous = normal; pragma cache_size = -65536; pragma temp_store = memory;")
            held = self._local.held = _Connection(db, threading.get_ident())
            with self._guard:
                self._all.append(held)
        return held

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Around each use of the connection: SQLite's errors in our words, and no use after `close`."""
        with self._guard:
            if self._closed:
                raise StoreError(f"{self.url}: the store is closed; open it again")
        held = None
        try:
            held = self._connection()
            held.busy += 1
            yield
        except sqlite3.DatabaseError as error:
            if self._closed:
                raise StoreError(f"{self.url}: the store was closed meanwhile; open it again") from error
            if "not a database" in str(error):
                raise StoreMismatch(f"{self.url}: this is no SQLite file; name another one") from error
            raise StoreError(
                f"{self.url}: {error}; look at the disk's free space and rights, then run the same again"
            ) from error
        finally:
            if held is not None:
                with self._guard:
                    held.busy -= 1
                    if self._closed and not held.busy:
                        held.db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction that writes."""
        with self._errors():
            db = self._db
            db.execute("begin immediate")
            try:
                yield db
                self._before_commit()
                db.execute("commit")
            except BaseException:
                if db.in_transaction:
                    db.execute("rollback")
                raise

    def _before_commit(self) -> None:
        """Called inside each writing transaction, just before it commits; a seam for tests."""

    def _prepare(self) -> None:
        """Make the tables in a new file; refuse what isn't ours or is newer."""
        self._check()
        if self._version() == 0:
            self._db.execute("pragma journal_mode = wal")
            with self._transaction() as db:
                if self._version() == 0:
                    for sql in _TABLES.split(";"):
                        db.execute(sql)
                    db.execute("insert into state values(1, 0, null, 0)")
                    db.execute(f"pragma application_id = {APPLICATION}")
                    db.execute(f"pragma user_version = {SCHEMA}")
        self._trigrams = self._has_trigrams()

    def _version(self) -> int:
        return int(self._db.execute("pragma user_version").fetchone()[0])

    def _check(self) -> None:
        app = self._db.execute("pragma application_id").fetchone()[0]
        tables = self._db.execute("select count(*) from sqlite_master").fetchone()[0]
        if app != APPLICATION and (app or tables):
            raise StoreMismatch(f"{self.url}: this SQLite file holds something else; name another one")
        if self._version() > SCHEMA:
            raise StoreMismatch(
                f"{self.url}: written by a newer Headwater (schema {self._version()}, this one reads {SCHEMA}); "
                "update the program"
            )

    def _has_trigrams(self) -> bool:
        """Whether this SQLite has FTS5 with trigrams (3.34 or later)."""
        try:
            probe = sqlite3.connect(":memory:")
            probe.execute("create virtual table t using fts5(x, tokenize='trigram')")
            probe.close()
        except sqlite3.OperationalError:
            return False
        return True

    def close(self) -> None:
        """Let go of the file and of the lock; another thread's running read ends first."""
        self._release()
        with self._guard:
            self._closed = True
            for held in self._all:
                if not held.busy or held.thread == threading.get_ident():
                    held.db.close()
            self._all.clear()

    # -- state and the lock

    def _state(self) -> State:
        with self._errors():
            revision, run = self._db.execute("select revision, run from state").fetchone()
        return State(revision, Run(**json.loads(run)) if run else None)

    def _log(self) -> list[Load]:
        with self._errors():
            return [Load(**json.loads(x)) for (x,) in self._db.execute("select line from load order by revision")]

    def _hold(self) -> None:
        beside = f"{self._path}.lock"
        with self._guard:
            busy = self._lock is not None
        db = None
        try:
            if not busy:
                db = sqlite3.connect(beside, 0.0, isolation_level=None, check_same_thread=False)
                db.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            if db is not None:
                db.close()
            if "locked" not in str(error):
                raise StoreError(f"{self.url}: can't lock {beside}: {error}; look at the folder's rights") from error
            busy = True
        if busy:
            raise StoreBusy(f"{self.url}: another load holds the store; wait until it ends, then run the same again")
        self._lock = db

    def _release(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.close()

    # -- writing

    def _commit(self, run: Run, batch: Batch) -> None:
        r = run.revision
        with self._transaction() as db:
            first = db.execute("select coalesce(max(id), 0) + 1 from statement").fetchone()[0]
            if batch.rows:
                origins = {o: self._origin(db, *o) for o in {(x.source, x.file, x.sha256) for x in batch.rows}}
                db.executemany(
                    f"insert into statement values(null,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,{r},{OPEN})",
                    [
                        (
                            bytes.fromhex(x.hash), x.version, x.gone, x.kind, x.key, x.a, x.b, x.props,
                            origins[x.source, x.file, x.sha256], x.row, x.valid_from, x.valid_to, x.level,
                            x.norm, x.text,
                        )
                        for x in batch.rows
                    ],
                )  # fmt: skip
            if batch.end:
                db.executemany(
                    f"insert into statement({_COPIED}, gone, valid_to, opened, closed) select {_COPIED}, :gone, min("
                    f"coalesce(valid_to, :gone), :gone), {r}, {OPEN} from statement where id = :id and closed = {OPEN}",
                    [{"id": i, "gone": run.dated} for i in batch.end],
                )
            if batch.end or batch.close:
                db.executemany(
                    f"update statement set closed = {r} where id = ? and closed = {OPEN}",
                    [(i,) for i in (*batch.end, *batch.close)],
                )
            self._index(db, first, bool(batch.rows or batch.end))
            drop = [x.key for x in batch.links] + batch.unlinks
            for key in drop:
                db.execute(f"delete from link where key = ? and opened = {r}", (key,))
                db.execute(f"update link set closed = {r} where key = ? and closed = {OPEN}", (key,))
            db.executemany(f"insert into link values(?,?,?,?,{r},{OPEN})", batch.links)
            for d in batch.decisions:
                db.execute(f"delete from decision where a = ? and b = ? and opened = {r}", (d.a, d.b))
                db.execute(f"update decision set closed = {r} where a = ? and b = ? and closed = {OPEN}", (d.a, d.b))
                db.execute(f"insert into decision values(?,?,?,{r},{OPEN})", (d.a, d.b, dumps(asdict(d))))
            db.execute("update state set run = ?", (dumps(asdict(run)),))

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
                db.execute(_FTS)
            db.execute("insert into search(search) values('rebuild')")
            db.execute("update state set indexed = 1")

    def _publish(self, load: Load) -> None:
        with self._transaction() as db:
            db.execute("insert into load values(?, ?)", (load.revision, dumps(asdict(load))))
            db.execute("update state set revision = ?, run = null", (load.revision,))

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
            for table in ("statement", "link", "decision"):
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

    def _touched(self, revision: int) -> tuple[int, int]:
        with self._errors():
            opened = self._db.execute("select count(*) from statement where opened = ?", (revision,)).fetchone()
            closed = self._db.execute(
                f"select count(*) from statement where closed = ? and closed < {OPEN}", (revision,)
            ).fetchone()
        return opened[0], closed[0]

    def _said(self, revision: int) -> Iterator[Said]:
        sql = f"""select s.key, s.kind, o.source, s.level, s.norm, s.props ->> '$.country', s.props ->> '$.os_id',
            s.props ->> '$.lei', s.props ->> '$.registry_number', s.valid_to is null
            from statement s join origin o on o.id = s.origin
            where s.kind in {_PARTY} and s.b is null and s.opened <= ? and s.closed > ?"""
        with self._errors():
            for *row, current in self._db.execute(sql, (revision, revision)):
                yield Said._make((*row, bool(current)))

    def _links(
        self, revision: int, *, keys: Sequence[str] | None = None, canons: Sequence[str] | None = None
    ) -> list[Link]:
        sql, args = "select key, canon, via, reason from link where opened <= :r and closed > :r", {"r": revision}
        more: dict[str, Any] = dict(args)
        for name, wanted in (("key", keys), ("canon", canons)):
            if wanted is not None:
                sql += f" and {name} in (select value from json_each(:{name}))"
                more[name] = dumps(list(wanted))
        with self._errors():
            return [Link(*x) for x in self._db.execute(sql, more)]

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
            text.append(
                "s.kind <> 'person' and not exists (select 1 from statement p where p.kind = 'person' "
                "and p.key in (s.a, s.b) and p.opened <= :r and p.closed > :r)"
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


_PARTY = "('organisation', 'facility', 'brand', 'group', 'person', 'stub')"
