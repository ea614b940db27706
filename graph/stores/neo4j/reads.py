"""Reads in few round trips: many rows a record, many keys a query; and what a run needs to know for linking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import Said
from headwater.graph.statements import ENTRY
from headwater.graph.stores.model.rows import Link, Queued
from headwater.graph.stores.model.store import ModelStore
from headwater.graph.stores.neo4j import cypher
from headwater.graph.stores.neo4j.connection import Connection

KEYS = 2_000
"""Keys a query looks up at a time."""
BLOCK = 2_000
"""About how many rows travel in one record."""


class Reads(ModelStore):
    """The primitives that only read, over one connection."""

    _connection: Connection

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
            condition += cypher.NO_PERSONS
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

    def _said(self, revision: int, keys: Sequence[str] | None = None) -> Iterator[Said]:
        wanted = ", ".join(f"c.{x}" for x in ("party", "kind", "source", "level", "norm", *cypher.SAID))
        back = f"[{wanted}, c.valid_to IS NULL]"
        if keys is None:
            rows = self._scan(f"c.party IS NOT NULL AND {cypher.AT}", back, r=revision)
        else:
            match = f"MATCH (c:HeadwaterStatement {{party: i}}) WHERE {cypher.AT}"
            rows = self._looked_up(match, back, keys, r=revision)
        return (Said(*row) for row in rows)

    def _named(self, revision: int, most: int) -> set[str]:
        out: set[str] = set()
        for name in ("opened", "shut"):
            query = (
                f"MATCH (c:HeadwaterStatement {{{name}: $r}}) WHERE c.party IS NOT NULL OR c.sort = $entry "
                "WITH DISTINCT coalesce(c.party, c.a) AS key LIMIT $most RETURN collect(key)"
            )
            out |= set(self._connection.read(query, r=revision, entry=ENTRY, most=most + 1)[0][0])
        return out

    def _mentioned(self, keys: Sequence[str], revision: int) -> set[str]:
        return {
            k
            for name in ("party", "a", "b")
            for (k,) in self._looked_up(
                f"MATCH (c:HeadwaterStatement {{{name}: i}}) WHERE c.opened = $r WITH DISTINCT i",
                "[i]",
                keys,
                r=revision,
            )
        }

    def _sharing(self, norms: Sequence[str], ids: Sequence[Sequence[str]], revision: int) -> set[str]:
        ways = [f"MATCH (c:HeadwaterStatement {{start: left(i, {cypher.NORM})}}) WHERE c.norm = i"]
        ways += [f"MATCH (c:HeadwaterStatement {{{name}: i}}) WHERE true" for name in cypher.SAID[1:]]
        at = "AND c.opened <= $r AND c.closed >= $r WITH DISTINCT c.party AS key"
        pairs = zip(ways, (norms, *ids), strict=True)
        return {k for way, values in pairs for (k,) in self._looked_up(f"{way} {at}", "[key]", values, r=revision)}

    def _links(
        self, revision: int, level: int, *, keys: Sequence[str] | None = None, canons: Sequence[str] | None = None
    ) -> list[Link]:
        back, at = "[c.key, c.canon, c.via, c.reason, c.level]", f"{cypher.AT} AND c.level <= $level"
        given = {"r": revision, "level": level}
        if keys is None and canons is None:
            rows = self._blocks(f"MATCH (c:HeadwaterLink) WHERE {at}", back, by="size(c.key) % 8", **given)
        else:
            name, values = ("canon", canons) if keys is None else ("key", keys)
            rows = self._looked_up(f"MATCH (c:HeadwaterLink {{{name}: i}}) WHERE {at}", back, values, **given)
        return [Link(*row) for row in rows]

    def _queue(self, revision: int, level: int, firsts: Sequence[str] | None = None) -> list[Queued]:
        back, at = "[c.a, c.b, c.name, c.country, c.reason, c.level]", f"{cypher.AT} AND c.level <= $level"
        if firsts is None:
            rows = self._blocks(
                f"MATCH (c:HeadwaterQueue) WHERE {at}", back, by="size(c.a) % 8", r=revision, level=level
            )
        else:
            match = f"MATCH (c:HeadwaterQueue {{a: i}}) WHERE {at}"
            rows = self._looked_up(match, back, firsts, r=revision, level=level)
        return [Queued(*row) for row in rows]

    def _decisions(self, revision: int) -> list[PartyDecision]:
        back = "collect([c.a, c.b, c.verdict, c.by, c.reason, c.date])"
        rows = self._connection.read(f"MATCH (c:HeadwaterDecision) WHERE {cypher.AT} RETURN {back}", r=revision)
        return [PartyDecision(*row) for row in rows[0][0]]
