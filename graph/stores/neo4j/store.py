"""The graph on a Neo4j server (5.26 and later): one server, a cluster or a hosted one, by its URL.

What is stored: nodes `HeadwaterState` (one), `HeadwaterStatement`, `HeadwaterLink`, `HeadwaterDecision`
and `HeadwaterLoad`, with no relations between them; a statement's properties are kept as JSON text, for
Neo4j refuses maps. For people who read the graph in Cypher there is a picture of it beside, with labels
and relations (`headwater.graph.stores.neo4j.picture`), which this store writes and never reads.

Values travel as parameters only. Rows come back in blocks, never one record a row. What a transaction
writes is found again by a unique key, so that running it twice leaves the same.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import neo4j

from headwater.graph.errors import StoreBusy, StoreError, StoreMismatch
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import Said
from headwater.graph.statements import PARTY_KINDS, RELATION_KINDS, Statement
from headwater.graph.stores.base import OPEN, Load
from headwater.graph.stores.model import search
from headwater.graph.stores.model.rows import Batch, Held, Link, Row, Run, State, Where
from headwater.graph.stores.model.store import ModelStore
from headwater.graph.stores.neo4j import schema
from headwater.graph.stores.neo4j.connection import RETRY_SECONDS, Connection, run
from headwater.graph.stores.neo4j.lease import SECONDS, Lease
from headwater.graph.stores.neo4j.picture import Picture
from headwater.graph.stores.neo4j.projection import Projection

log = logging.getLogger(__name__)

KEYS = 2_000
"""Keys a query looks up at a time."""
PART = 5_000
"""Nodes a transaction deletes or reopens at a time."""
BLOCK = 2_000
"""About how many rows travel in one record."""

_FIELDS = (
    "hash", "version", "gone", "kind", "key", "a", "b", "props", "source", "file", "sha256", "row",
    "valid_from", "valid_to", "level", "norm", "text",
)  # fmt: skip
_SAID = ("country", "os_id", "lei", "registry_number")
"""Properties of a party that linking reads, kept beside the JSON text."""
_BACK = "[c.kind, c.key, c.a, c.b, c.props, c.source, c.file, c.sha256, c.row, c.valid_from, c.valid_to, c.level]"
_AT = "c.opened <= $r AND c.closed > $r"
_LISTS = {
    "keys": ("party", ""),
    "about": ("a", " AND c.b IS NULL"),
    "start": ("a", " AND c.b IS NOT NULL"),
    "end": ("b", ""),
}
"""What `Where` may list → the indexed property, and what else must hold."""
_COMMON = PARTY_KINDS | RELATION_KINDS
_NORM = 100
"""Characters of a normalised name that the index holds."""
_TEXT = 32_000
"""Bytes of what search looks at that the index holds (Neo4j's limit: 32,766); what is beyond isn't searched."""


class Neo4jStore(ModelStore):
    """The store port on Neo4j.

    `projection=False` leaves the picture for Cypher readers as it is (bulk loads; `project` draws it later).
    Times in seconds: `retry` bounds how long a transaction is tried again, `lease` how long a holder on
    another machine is believed to live without a sign.
    """

    def __init__(
        self,
        url: str,
        *,
        ranks: Mapping[str, int] | None = None,
        projection: bool = True,
        retry: float = RETRY_SECONDS,
        lease: float = SECONDS,
    ) -> None:
        self.url = url
        self.ranks = dict(ranks or {})
        self._drawn = projection
        self._connection = Connection(url, retry=retry)
        self._lease = Lease(self._connection, lease)
        try:
            schema.prepare(self._connection)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the connection, and of the lock."""
        self._lease.release()
        self._connection.close()

    # -- state and the lock

    def _state(self) -> State:
        rows = self._connection.read("MATCH (s:HeadwaterState {id: 1}) RETURN s.revision, s.run")
        if not rows:
            raise StoreMismatch(f"{self.url}: the database was emptied meanwhile; open the store again")
        revision, text = rows[0]
        return State(int(revision), Run(**json.loads(text)) if text else None)

    def _log(self) -> list[Load]:
        rows = self._connection.read("MATCH (l:HeadwaterLoad) RETURN l.line ORDER BY l.revision")
        return [Load(**json.loads(line)) for (line,) in rows]

    def _hold(self) -> None:
        self._lease.take()

    def _release(self) -> None:
        self._lease.release()

    # -- writing

    def _commit(self, run_: Run, batch: Batch) -> None:
        r = run_.revision
        kept = json.dumps(asdict(run_), sort_keys=True, ensure_ascii=False)
        rows = [_node(x, r) for x in batch.rows]
        persons = [x["id"] for x in rows if x["kind"] == "person"]
        links = [{"id": f"{r} {x.key}", **x._asdict()} for x in batch.links]
        decisions = [{"id": json.dumps([r, d.a, d.b]), **_known(asdict(d))} for d in batch.decisions]

        def work(tx: neo4j.ManagedTransaction) -> None:
            self._writing(tx, r)
            if rows:
                run(tx, _OPEN_ROWS, rows=rows)
            if persons:
                run(tx, "UNWIND $ids AS i MATCH (c:HeadwaterStatement {id: i}) SET c:HeadwaterPerson", ids=persons)
            if batch.close:
                run(tx, _CLOSE, ids=batch.close, r=r, open=OPEN)
            if batch.end:
                run(tx, _END, ids=batch.end, r=r, open=OPEN, dated=run_.dated)
            if batch.unlinks:
                run(
                    tx,
                    "UNWIND $ids AS i MATCH (x:HeadwaterLink {id: i}) DELETE x",
                    ids=[f"{r} {k}" for k in batch.unlinks],
                )
                run(tx, _SHUT_LINKS, keys=batch.unlinks, r=r, open=OPEN)
            if links:
                run(tx, _SHUT_LINKS, keys=[x["key"] for x in links], r=r, open=OPEN)
                run(tx, _PUT_LINKS, rows=links, r=r, open=OPEN)
            if decisions:
                run(tx, _PUT_DECISIONS, rows=decisions, r=r, open=OPEN)
            run(tx, "MATCH (s:HeadwaterState {id: 1}) SET s.run = $run", run=kept)
            self._before_commit()

        self._connection.write(work)

    def _before_commit(self) -> None:
        """Called inside each writing transaction, just before it commits; a seam for tests."""

    def _publish(self, load: Load) -> None:
        line = json.dumps(asdict(load), sort_keys=True, ensure_ascii=False)

        def work(tx: neo4j.ManagedTransaction) -> None:
            self._writing(tx, load.revision, published=True)
            run(
                tx,
                "MERGE (l:HeadwaterLoad {revision: $r}) SET l.line = $line, l.source = $source, l.at = $at "
                "WITH l MATCH (s:HeadwaterState {id: 1}) SET s.revision = $r REMOVE s.run",
                r=load.revision, line=line, source=load.source, at=load.at,
            )  # fmt: skip
            self._before_commit()

        self._connection.write(work)
        if self._drawn:
            try:
                self.project(as_of=load.at[:10])
            except StoreError as error:
                log.warning("revision %s stands, its picture for Cypher readers doesn't: %s", load.revision, error)

    def _abandon(self, revision: int) -> None:
        self._parts(revision, "MATCH (c:HeadwaterStatement {opened: $r}) WITH c LIMIT $part DELETE c")
        self._parts(
            revision,
            "MATCH (c:HeadwaterStatement {shut: $r}) WITH c LIMIT $part SET c.closed = $open REMOVE c.shut",
        )
        for label in ("HeadwaterLink", "HeadwaterDecision"):
            self._parts(revision, f"MATCH (c:{label} {{opened: $r}}) WITH c LIMIT $part DELETE c")
            self._parts(revision, f"MATCH (c:{label} {{closed: $r}}) WITH c LIMIT $part SET c.closed = $open")

        def work(tx: neo4j.ManagedTransaction) -> None:
            self._writing(tx, revision)
            run(tx, "MATCH (s:HeadwaterState {id: 1}) REMOVE s.run")
            self._before_commit()

        self._connection.write(work)

    def _parts(self, revision: int, query: str) -> None:
        """Repeat a writing query, a part a transaction, until it finds nothing."""

        def work(tx: neo4j.ManagedTransaction) -> int:
            self._writing(tx, revision)
            return int(run(tx, f"{query} RETURN count(*)", r=revision, open=OPEN, part=PART)[0][0])

        while self._connection.write(work) == PART:
            pass

    def _writing(self, tx: neo4j.ManagedTransaction, revision: int, *, published: bool = False) -> None:
        """Begin a write transaction: only the holder, and only at the revision after the published one.

        `published`: the transaction itself publishes, and may be a repetition of one whose answer was lost.
        """
        now = self._lease.keep(tx)
        if now != revision - 1 and not (published and now == revision):
            raise StoreBusy(f"{self.url}: revision {now} was published meanwhile; say the same command again")

    # -- what a run needs to know

    def _held(self, source: str, revision: int) -> Iterator[Held]:
        rows = self._blocks(
            "MATCH (c:HeadwaterStatement {source: $source}) WHERE c.closed >= $r",
            "[c.id, c.hash, c.version, c.gone, c.opened, c.closed, c.valid_to]",
            by="left(c.id, 2)",
            source=source,
            r=revision,
        )
        return (Held(*row) for row in rows)

    def _touched(self, revision: int) -> tuple[int, int]:
        ((opened,),) = self._connection.read("MATCH (c:HeadwaterStatement {opened: $r}) RETURN count(*)", r=revision)
        ((closed,),) = self._connection.read("MATCH (c:HeadwaterStatement {shut: $r}) RETURN count(*)", r=revision)
        return int(opened), int(closed)

    def _said(self, revision: int) -> Iterator[Said]:
        wanted = ", ".join(f"c.{x}" for x in ("party", "kind", "source", "level", "norm", *_SAID))
        rows = self._scan(f"c.party IS NOT NULL AND {_AT}", f"[{wanted}, c.valid_to IS NULL]", r=revision)
        return (Said(*row) for row in rows)

    def _links(
        self, revision: int, *, keys: Sequence[str] | None = None, canons: Sequence[str] | None = None
    ) -> list[Link]:
        out: dict[str, Link] = {}
        back = "[c.key, c.canon, c.via, c.reason]"
        if keys is None and canons is None:
            found = self._blocks(f"MATCH (c:HeadwaterLink) WHERE {_AT}", back, r=revision, by="size(c.key) % 8")
            out = {row[0]: Link(*row) for row in found}
        for name, values in (("key", keys), ("canon", canons)):
            for row in self._looked_up(f"MATCH (c:HeadwaterLink {{{name}: i}}) WHERE {_AT}", back, values, r=revision):
                out[row[0]] = Link(*row)
        if keys is not None and canons is not None:
            both = set(keys), set(canons)
            out = {k: x for k, x in out.items() if k in both[0] and x.canon in both[1]}
        return list(out.values())

    def _decisions(self, revision: int) -> list[PartyDecision]:
        rows = self._connection.read(
            f"MATCH (c:HeadwaterDecision) WHERE {_AT} RETURN collect([c.a, c.b, c.verdict, c.by, c.reason, c.date])",
            r=revision,
        )
        return [PartyDecision(*row) for row in rows[0][0]]

    # -- reading

    def _statements(self, where: Where) -> Iterator[Statement]:
        given = _given(where)
        condition = _WHERE if where.viewer.persons else _WHERE + _NO_PERSONS
        asked = {k: list(dict.fromkeys(v)) for k in _LISTS if (v := getattr(where, k)) is not None}
        if asked:
            first = min(asked, key=lambda k: len(asked[k]))
            name, more = _LISTS[first]
            for other in sorted(asked.keys() - {first}):
                more += f" AND c.{_LISTS[other][0]} IN ${other}{_LISTS[other][1]}"
                given[other] = asked[other]
            match = f"MATCH (c:HeadwaterStatement {{{name}: i}}) WHERE {condition}{more}"
            rows = self._looked_up(match, _BACK, asked[first], **given)
        elif where.kinds is not None and not _COMMON.intersection(where.kinds):
            match = f"MATCH (c:HeadwaterStatement) WHERE c.sort IN $kinds AND {condition}"
            rows = self._blocks(match, _BACK, by="left(c.id, 2)", **given)
        elif where.source is not None:
            match = f"MATCH (c:HeadwaterStatement {{source: $source}}) WHERE {condition}"
            rows = self._blocks(match, _BACK, by="left(c.id, 2)", **given)
        else:
            rows = self._scan(_WHERE, _BACK, persons=where.viewer.persons, **given)
        return (_statement(row) for row in rows)

    def _candidates(self, text: str, where: Where, limit: int) -> list[tuple[str, str]]:
        given = _given(where)
        condition = _WHERE if where.viewer.persons else _WHERE + _NO_PERSONS
        found: set[tuple[str, str]] = set()
        words = search.parts(text)
        asked = ["c.start STARTS WITH $begin AND c.norm STARTS WITH $text"]
        if words:
            asked.append(" AND ".join(f"c.look CONTAINS $w{i}" for i in range(len(words))))
        given |= {"text": text, "begin": text[:_NORM], "limit": limit} | {f"w{i}": w for i, w in enumerate(words)}
        for clause in asked:
            query = (
                f"MATCH (c:HeadwaterStatement) WHERE {clause} AND c.text IS NOT NULL AND {condition} "
                "WITH DISTINCT c.party AS key, c.text AS text ORDER BY key, text LIMIT $limit "
                "RETURN collect([key, text])"
            )
            found |= {(k, t) for k, t in self._connection.read(query, **given)[0][0]}
        return sorted(found)[:limit]

    def _blocks(self, match: str, back: str, *, by: str, **given: Any) -> Iterator[list[Any]]:
        """The rows of a query over many nodes, in blocks by the value of `by`."""
        query = f"{match} WITH {by} AS block, collect({back}) AS rows RETURN rows"
        for (rows,) in self._connection.read(query, **given):
            yield from rows

    def _scan(self, condition: str, back: str, *, persons: bool = True, **given: Any) -> Iterator[list[Any]]:
        """The rows of all statements that fit, in blocks by the first digits of their hash.

        One seek in the unique index a block: the server never holds more than one of them. Without
        `persons` each row is held against the natural persons, where there are any.
        """
        counts = "RETURN COUNT { (:HeadwaterStatement) }, COUNT { (:HeadwaterPerson) }"
        total, people = self._connection.read(counts)[0]
        if people and not persons:
            condition += _NO_PERSONS
        digits = 1 if total < 16 * BLOCK else 2 if total < 256 * BLOCK else 3
        query = (
            "UNWIND $prefixes AS prefix CALL (prefix) { MATCH (c:HeadwaterStatement) "
            "USING INDEX c:HeadwaterStatement(id) "
            f"WHERE c.id STARTS WITH prefix AND {condition} RETURN collect({back}) AS rows }} RETURN rows"
        )
        prefixes = [f"{i:0{digits}x}" for i in range(16**digits)]
        for (rows,) in self._connection.read(query, prefixes=prefixes, **given):
            yield from rows

    def _looked_up(self, match: str, back: str, values: Iterable[str] | None, **given: Any) -> Iterator[list[Any]]:
        """The rows of a query that finds its nodes by an index: `match` is told each value as `i`."""
        asked = list(dict.fromkeys(values or ()))
        for at in range(0, len(asked), KEYS):
            query = f"UNWIND $values AS i {match} RETURN collect({back})"
            yield from self._connection.read(query, values=asked[at : at + KEYS], **given)[0][0]

    # -- the picture for Cypher readers

    def project(self, *, as_of: str) -> None:
        """Draw the public graph of the published revision on a day, as labels and relations.

        Repeatable; what is drawn already is left alone. Never read by this store.
        """
        picture = Picture.of(self.snapshot(as_of=as_of))
        held = self._lease.me is not None
        if not held:
            self._hold()
        try:
            Projection(self._connection, self._lease.keep).draw(picture)
        finally:
            if not held:
                self._release()


def _node(x: Row, revision: int) -> dict[str, Any]:
    """The properties of a statement's node; what is None is left out."""
    out = {k: v for k, v in zip(_FIELDS, x, strict=True) if v is not None}
    out |= {"id": f"{x.hash}@{x.version}@{revision}", "opened": revision, "closed": OPEN}
    if x.kind in PARTY_KINDS:
        props = json.loads(x.props)
        out["party"] = x.key
        out |= {k: props[k] for k in _SAID if props.get(k) is not None}
        if x.norm is not None:
            out["start"] = x.norm[:_NORM]
        if x.text is not None:
            out["look"] = x.text.encode()[:_TEXT].decode(errors="ignore")
    elif x.kind not in RELATION_KINDS:
        out["sort"] = x.kind
    return out


def _statement(row: list[Any]) -> Statement:
    """A statement from the columns of `_BACK`."""
    kind, key, a, b, props, source, file, sha256, at, valid_from, valid_to, level = row
    return Statement(kind, key, a, b, json.loads(props), source, file, sha256, at, valid_from, valid_to, level)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if v is not None}


_WHERE = f"""
    {_AT} AND c.level <= $level
    AND ($day IS NULL
         OR (c.valid_from IS NULL OR c.valid_from <= $day) AND (c.valid_to IS NULL OR c.valid_to > $day))
    AND ($source IS NULL OR c.source = $source)
    AND ($kinds IS NULL OR c.kind IN $kinds)
"""
"""What every read of a statement `c` asks; few texts for all reads, so that the server plans each once."""
_NO_PERSONS = """
    AND c.kind <> 'person'
    AND NOT EXISTS { MATCH (p:HeadwaterPerson {party: c.a}) WHERE p.opened <= $r AND p.closed > $r }
    AND NOT EXISTS { MATCH (p:HeadwaterPerson {party: c.b}) WHERE p.opened <= $r AND p.closed > $r }
"""


def _given(where: Where) -> dict[str, Any]:
    """The parameters of `_WHERE`."""
    return {
        "r": where.revision,
        "level": int(where.viewer.level),
        "day": where.as_of,
        "source": where.source,
        "kinds": None if where.kinds is None else sorted(where.kinds),
    }


_OPEN_ROWS = "UNWIND $rows AS row MERGE (c:HeadwaterStatement {id: row.id}) ON CREATE SET c = row"
_CLOSE = """
UNWIND $ids AS i
MATCH (c:HeadwaterStatement {id: i}) WHERE c.closed = $open
SET c.closed = $r, c.shut = $r
"""
_END = """
UNWIND $ids AS i
MATCH (c:HeadwaterStatement {id: i}) WHERE c.closed = $open
WITH c, c {.*, id: c.hash + '@' + c.version + '@' + toString($r), opened: $r, gone: $dated,
           valid_to: CASE WHEN c.valid_to IS NULL OR c.valid_to > $dated THEN $dated ELSE c.valid_to END} AS copy
SET c.closed = $r, c.shut = $r
MERGE (d:HeadwaterStatement {id: copy.id})
ON CREATE SET d = copy
FOREACH (x IN CASE WHEN copy.kind = 'person' THEN [1] ELSE [] END | SET d:HeadwaterPerson)
"""
_SHUT_LINKS = """
UNWIND $keys AS k
MATCH (x:HeadwaterLink {key: k}) WHERE x.closed = $open AND x.opened < $r
SET x.closed = $r
"""
_PUT_LINKS = """
UNWIND $rows AS row
MERGE (x:HeadwaterLink {id: row.id})
SET x = row, x.opened = $r, x.closed = $open
"""
_PUT_DECISIONS = """
UNWIND $rows AS row
OPTIONAL MATCH (old:HeadwaterDecision {a: row.a, b: row.b}) WHERE old.closed = $open AND old.opened < $r
SET old.closed = $r
MERGE (x:HeadwaterDecision {id: row.id})
SET x = row, x.opened = $r, x.closed = $open
"""
