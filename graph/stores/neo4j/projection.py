"""Draws the picture for Cypher readers into Neo4j: only what differs from what is drawn already.

Killed half way, the next drawing finds what is there and completes it. The one `HeadwaterProjection`
node says what is shown: `revision`, `as_of` and the picture's `form`, or, while it's being drawn, no `revision` and
`drawing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import neo4j

from headwater.graph.stores.neo4j import schema
from headwater.graph.stores.neo4j.connection import Connection, run
from headwater.graph.stores.neo4j.picture import FORM, LABELS, TYPES, Edge, Node, Picture

PART = 5_000
"""Nodes or relations a transaction writes."""
T = TypeVar("T")


class Projection:
    """The picture in one database. `check` begins each transaction: it raises where the writer lost the store."""

    def __init__(self, connection: Connection, check: Callable[[neo4j.ManagedTransaction], object]) -> None:
        self._connection = connection
        self._check = check

    def draw(self, picture: Picture) -> int:
        """Draw it; how many nodes and relations were written or removed."""
        self._in_form()
        nodes = {n.view_id: n for n in picture.nodes}
        edges = {e.view_id: e for e in picture.edges}
        drawn_nodes = self._drawn("MATCH (x:Headwater)", "null")
        drawn_edges = self._drawn("MATCH (n:Headwater)-[x]->() WHERE x.view_id IS NOT NULL", "[type(x), n.view_id]")
        new_nodes = [n for k, n in nodes.items() if drawn_nodes.get(k, ("",))[0] != n.stamp]
        old_nodes = [k for k in drawn_nodes if k not in nodes]
        new_edges = [e for k, e in edges.items() if drawn_edges.get(k, ("",))[0] != e.stamp]
        again = {e.view_id for e in new_edges}
        old_edges = [(k, *where) for k, (_, where) in drawn_edges.items() if k not in edges or k in again]

        self._write(
            "MERGE (p:HeadwaterProjection) SET p.drawing = $revision REMOVE p.revision, p.as_of",
            revision=picture.revision,
        )
        self._remove(old_edges, old_nodes)
        self._put_nodes(new_nodes)
        self._put_edges(new_edges)
        self._write(
            "MERGE (p:HeadwaterProjection) SET p.revision = $revision, p.as_of = $as_of, p.form = $form, "
            "p.nodes = $nodes, p.relations = $edges REMOVE p.drawing",
            revision=picture.revision, as_of=picture.as_of, form=FORM, nodes=len(nodes), edges=len(edges),
        )  # fmt: skip
        return len(new_nodes) + len(old_nodes) + len(new_edges) + len(old_edges)

    def _in_form(self) -> None:
        """Make a database ready that a former program drew: new labels need their indexes."""
        drawn = self._connection.read("MATCH (p:HeadwaterProjection) RETURN p.form")
        if drawn and drawn[0][0] != FORM:
            schema.index(self._connection)

    def _drawn(self, match: str, where: str) -> dict[str, tuple[str, Any]]:
        """What is drawn: `view_id` → (stamp, where it hangs)."""
        query = f"{match} WITH left(x.stamp, 1) AS block, collect([x.view_id, x.stamp, {where}]) AS rows RETURN rows"
        return {k: (stamp, at) for (rows,) in self._connection.read(query) for k, stamp, at in rows}

    def _remove(self, edges: Sequence[tuple[str, str, str]], nodes: Sequence[str]) -> None:
        by_type: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for view_id, kind, start in edges:
            by_type[kind].append((start, view_id))
        for kind in TYPES:
            for part in _parts(by_type.get(kind, [])):
                self._write(
                    f"UNWIND $rows AS row MATCH (:Headwater {{view_id: row[0]}})-[x:{kind}]->() "
                    "WHERE x.view_id = row[1] DELETE x",
                    rows=[list(x) for x in part],
                )
        for gone in _parts(nodes):
            self._write("UNWIND $ids AS i MATCH (n:Headwater {view_id: i}) DETACH DELETE n", ids=list(gone))

    def _put_nodes(self, nodes: Iterable[Node]) -> None:
        rows = [
            {"id": n.view_id, "labels": list(n.labels), "p": {**n.props, "view_id": n.view_id, "stamp": n.stamp}}
            for n in nodes
        ]
        for part in _parts(rows):
            self._write(
                "UNWIND $rows AS row MERGE (n:Headwater {view_id: row.id}) "
                f"SET n = row.p REMOVE n:{':'.join(LABELS)} SET n:$(row.labels)",
                rows=part,
            )

    def _put_edges(self, edges: Iterable[Edge]) -> None:
        by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for e in edges:
            props = {**e.props, "view_id": e.view_id, "stamp": e.stamp}
            by_type[e.type].append({"a": e.start, "b": e.end, "id": e.view_id, "p": props})
        for kind in TYPES:
            for part in _parts(by_type.get(kind, [])):
                self._write(
                    "UNWIND $rows AS row MATCH (a:Headwater {view_id: row.a}) MATCH (b:Headwater {view_id: row.b}) "
                    f"MERGE (a)-[x:{kind} {{view_id: row.id}}]->(b) SET x = row.p",
                    rows=part,
                )

    def _write(self, query: str, **given: Any) -> None:
        def work(tx: neo4j.ManagedTransaction) -> None:
            self._check(tx)
            run(tx, query, **given)

        self._connection.write(work)


def _parts(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(rows), PART):
        yield rows[at : at + PART]
