"""The graph on a Neo4j server (5.26 and later): one server, a cluster or a hosted one, by its URL.

What is stored: nodes `HeadwaterState` (one), `HeadwaterStatement`, `HeadwaterLink`, `HeadwaterDecision`
and `HeadwaterLoad`, with no relations between them; a statement's properties are kept as JSON text, for
Neo4j refuses maps. For people who read the graph in Cypher there is a picture of it beside, with labels
and relations (`headwater.graph.stores.neo4j.picture`), which this store writes and never reads.

Rows come back in blocks, never one record a row.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace

import neo4j

from headwater.graph.errors import StoreBusy, StoreError, StoreMismatch
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import Statement
from headwater.graph.stores.base import OPEN, PUBLIC
from headwater.graph.stores.model import search
from headwater.graph.stores.model.rows import Batch, Held, Line, Run, State, Where
from headwater.graph.stores.neo4j import cypher, schema
from headwater.graph.stores.neo4j.connection import RETRY_SECONDS, Connection, run
from headwater.graph.stores.neo4j.lease import SECONDS, Lease
from headwater.graph.stores.neo4j.past import Past
from headwater.graph.stores.neo4j.picture import Picture
from headwater.graph.stores.neo4j.projection import Projection
from headwater.graph.stores.neo4j.reads import Reads

log = logging.getLogger(__name__)

PART = 5_000
"""Nodes a transaction deletes or reopens at a time."""


class Neo4jStore(Reads):
    """The store port on Neo4j. `make`: an empty database becomes a store.

    `projection=False` leaves the picture for Cypher readers as it is (bulk loads; `project` draws it later).
    Times in seconds: `retry` bounds how long a transaction is tried again, `lease` how long a holder on
    another machine is believed to live without a sign.
    """

    def __init__(
        self,
        url: str,
        *,
        make: bool = False,
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
            schema.prepare(self._connection, make=make)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the connection, and of the lock."""
        self._lease.release()
        self._connection.close()

    # -- state and the lock

    def _state(self) -> State:
        rows = self._connection.read("MATCH (s:HeadwaterState {id: 1}) RETURN s.revision, s.seen, s.run")
        if not rows:
            raise StoreMismatch(f"{self.url}: the database was emptied meanwhile; open the store again")
        revision, seen, text = rows[0]
        return State(int(revision), tuple(seen), Run(**json.loads(text)) if text else None)

    def _log(self) -> list[Line]:
        rows = self._connection.read("MATCH (l:HeadwaterLoad) RETURN l.line ORDER BY l.revision")
        return [Line.read(line) for (line,) in rows]

    def _hold(self) -> None:
        self._lease.take()

    def _release(self) -> None:
        self._lease.release()

    # -- writing

    def _commit(self, run_: Run, batch: Batch) -> None:
        r = run_.revision
        kept = json.dumps(asdict(run_), sort_keys=True, ensure_ascii=False)
        rows = [cypher.node(x, r) for x in batch.rows]
        persons = [x["id"] for x in rows if x["kind"] == "person"]
        links = [{"id": f"{r} {x.level} {x.key}", **x._asdict()} for x in batch.links]
        unlinks = [{"id": f"{r} {level} {key}", "key": key, "level": level} for key, level in batch.unlinks]
        queue = [{"id": json.dumps([r, x.level, x.a, x.b]), **cypher.known(x._asdict())} for x in batch.queue]
        unqueue = [{"id": json.dumps([r, n, a, b]), "a": a, "b": b, "level": n} for a, b, n in batch.unqueue]
        decisions = [{"id": json.dumps([r, d.a, d.b]), **cypher.known(asdict(d))} for d in batch.decisions]

        def work(tx: neo4j.ManagedTransaction) -> None:
            self._writing(tx, r)
            if rows:
                run(tx, cypher.OPEN_ROWS, rows=rows)
            if persons:
                run(tx, "UNWIND $ids AS i MATCH (c:HeadwaterStatement {id: i}) SET c:HeadwaterPerson", ids=persons)
            if batch.close:
                run(tx, cypher.CLOSE, ids=batch.close, r=r, open=OPEN)
            if batch.end:
                run(tx, cypher.END, ids=batch.end, r=r, open=OPEN, dated=run_.dated)
            if unlinks:
                run(tx, "UNWIND $rows AS row MATCH (x:HeadwaterLink {id: row.id}) DELETE x", rows=unlinks)
                run(tx, cypher.SHUT_LINKS, rows=unlinks, r=r, open=OPEN)
            if links:
                run(tx, cypher.SHUT_LINKS, rows=links, r=r, open=OPEN)
                run(tx, cypher.PUT_LINKS, rows=links, r=r, open=OPEN)
            if unqueue:
                run(tx, "UNWIND $rows AS row MATCH (x:HeadwaterQueue {id: row.id}) DELETE x", rows=unqueue)
            if queue or unqueue:
                run(tx, cypher.SHUT_QUEUE, rows=[*queue, *unqueue], r=r, open=OPEN)
                run(tx, cypher.PUT_QUEUE, rows=queue, r=r, open=OPEN)
            if decisions:
                run(tx, cypher.PUT_DECISIONS, rows=decisions, r=r, open=OPEN)
            run(tx, "MATCH (s:HeadwaterState {id: 1}) SET s.run = $run", run=kept)
            self._before_commit()

        self._connection.write(work)

    def _before_commit(self) -> None:
        """Called inside each writing transaction, just before it commits; a seam for tests."""

    def _publish(self, line: Line, seen: tuple[int, ...]) -> None:
        def work(tx: neo4j.ManagedTransaction) -> None:
            self._writing(tx, line.revision, published=True)
            run(
                tx,
                "MERGE (l:HeadwaterLoad {revision: $r}) SET l.line = $line, l.source = $source, l.at = $at "
                "WITH l MATCH (s:HeadwaterState {id: 1}) SET s.revision = $r, s.seen = $seen REMOVE s.run",
                r=line.revision, line=line.text(), source=line.source, at=line.at, seen=list(seen),
            )  # fmt: skip
            self._before_commit()

        self._connection.write(work)
        if self._drawn:
            try:
                self.project(as_of=line.at[:10])
            except StoreError as error:
                log.warning("revision %s stands, its picture for Cypher readers doesn't: %s", line.revision, error)

    def _abandon(self, revision: int) -> None:
        self._parts(revision, "MATCH (c:HeadwaterStatement {opened: $r}) WITH c LIMIT $part DELETE c")
        self._parts(
            revision,
            "MATCH (c:HeadwaterStatement {shut: $r}) WITH c LIMIT $part SET c.closed = $open REMOVE c.shut",
        )
        for label in ("HeadwaterLink", "HeadwaterQueue", "HeadwaterDecision"):
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

    def _touched(self, revision: int) -> dict[int, tuple[int, int]]:
        out: dict[int, tuple[int, int]] = {}
        for place, name in enumerate(("opened", "shut")):
            query = f"MATCH (c:HeadwaterStatement {{{name}: $r}}) RETURN c.level, count(*)"
            for level, n in self._connection.read(query, r=revision):
                held = out.get(level, (0, 0))
                out[level] = (held[0], n) if place else (n, held[1])
        return out

    def _relinked(self, revision: int) -> set[int]:
        query = "MATCH (x:HeadwaterLink {%s: $r}) RETURN collect(DISTINCT x.level)"
        return {x for name in ("opened", "closed") for x in self._connection.read(query % name, r=revision)[0][0]}

    def _persons(self, revision: int) -> set[str]:
        query = "MATCH (p:HeadwaterPerson) WHERE p.opened = $r OR p.closed = $r RETURN collect(DISTINCT p.party)"
        return set(self._connection.read(query, r=revision)[0][0])

    def _lowest(self, keys: Sequence[str], revision: int) -> dict[str, int]:
        out: dict[str, int] = {}
        for name in ("party", "a", "b"):
            match = f"MATCH (c:HeadwaterStatement {{{name}: i}}) WHERE c.opened <= $r WITH i, min(c.level) AS least"
            for key, level in self._looked_up(match, "[i, least]", keys, r=revision):
                out[key] = min(level, out.get(key, level))
        return out

    # -- reading

    def _statements(self, where: Where) -> Iterator[Statement]:
        given = cypher.given_by(where)
        condition = cypher.WHERE if where.viewer.persons else cypher.WHERE + cypher.NO_PERSONS
        asked = {k: list(dict.fromkeys(v)) for k in cypher.LISTS if (v := getattr(where, k)) is not None}
        if asked:
            first = min(asked, key=lambda k: len(asked[k]))
            name, more = cypher.LISTS[first]
            for other in sorted(asked.keys() - {first}):
                more += f" AND c.{cypher.LISTS[other][0]} IN ${other}{cypher.LISTS[other][1]}"
                given[other] = asked[other]
            match = f"MATCH (c:HeadwaterStatement {{{name}: i}}) WHERE {condition}{more}"
            rows = self._looked_up(match, cypher.BACK, asked[first], **given)
        elif where.kinds is not None and not cypher.COMMON.intersection(where.kinds):
            match = f"MATCH (c:HeadwaterStatement) WHERE c.sort IN $kinds AND {condition}"
            rows = self._blocks(match, cypher.BACK, by="left(c.id, 2)", **given)
        elif where.source is not None:
            match = f"MATCH (c:HeadwaterStatement {{source: $source}}) WHERE {condition}"
            rows = self._blocks(match, cypher.BACK, by="left(c.id, 2)", **given)
        else:
            rows = self._scan(cypher.WHERE, cypher.BACK, persons=where.viewer.persons, **given)
        return (cypher.statement(row) for row in rows)

    def _candidates(self, text: str, where: Where, limit: int) -> list[tuple[str, str]]:
        given = cypher.given_by(where)
        condition = cypher.WHERE if where.viewer.persons else cypher.WHERE + cypher.NO_PERSONS
        found: set[tuple[str, str]] = set()
        words = search.parts(text)
        asked = ["c.start STARTS WITH $begin AND c.norm STARTS WITH $text"]
        if words:
            asked.append(" AND ".join(f"c.look CONTAINS $w{i}" for i in range(len(words))))
        given |= {"text": text, "begin": text[: cypher.NORM], "limit": limit} | {
            f"w{i}": w for i, w in enumerate(words)
        }
        for clause in asked:
            query = (
                f"MATCH (c:HeadwaterStatement) WHERE {clause} AND c.text IS NOT NULL AND {condition} "
                "WITH DISTINCT c.party AS key, c.text AS text ORDER BY key, text LIMIT $limit "
                "RETURN collect([key, text])"
            )
            found |= {(k, t) for k, t in self._connection.read(query, **given)[0][0]}
        return sorted(found)[:limit]

    # -- the picture for Cypher readers

    def project(self, *, as_of: str) -> None:
        """Draw the public graph of the published revision on a day, as labels and relations.

        Repeatable; what is drawn already is left alone. Never read by this store.
        """
        held = self._lease.me is not None
        if not held:
            self._hold()
        try:
            snapshot = self.snapshot(as_of=as_of)
            picture = Picture.of(snapshot, self._past(snapshot))
            Projection(self._connection, self._lease.keep).draw(picture)
        finally:
            if not held:
                self._release()

    def _past(self, snapshot: Snapshot) -> Past:
        """What held before a snapshot's day, as everybody may know it."""
        where = Where(self._state().revision, PUBLIC, None)
        match = f"MATCH (c:HeadwaterStatement) WHERE {cypher.ENDED}{cypher.NO_PERSONS}"
        given = {**cypher.given_by(where), "before": snapshot.as_of}
        ended = [cypher.statement(row) for row in self._blocks(match, cypher.BACK, by="left(c.id, 2)", **given)]
        if not ended:
            return Past()
        canon = self.canon()
        ends = {canon.get(x, x) for s in ended for x in (s.a or "", s.b or "")} - snapshot.index.keys()
        named = self._statements(replace(where, keys=self._members(sorted(ends), where)))
        return Past.of(ended, named, snapshot, canon, self.ranks)
