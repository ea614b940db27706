"""What is drawn, as plain values: read from the server, and as it follows from the port's own reads."""

from __future__ import annotations

from typing import Any

from headwater.graph.statements import PARTY_KINDS
from headwater.graph.stores.base import PUBLIC, Store
from headwater.graph.stores.neo4j.past import Past
from headwater.graph.stores.neo4j.picture import Picture
from headwater.graph.stores.neo4j.store import Neo4jStore


def expected(store: Store, day: str) -> Picture:
    """The picture of a day, made of what the port tells everybody."""
    snapshot = store.snapshot(as_of=day)
    said = list(store.statements(viewer=PUBLIC, as_of=None))
    ended = [s for s in said if s.b is not None and s.valid_to is not None and s.valid_to <= day]
    return Picture.of(snapshot, Past.of(ended, [s for s in said if s.kind in PARTY_KINDS], snapshot, store.canon()))


def plain(picture: Picture) -> Any:
    """A picture as the server would tell it."""
    nodes = {n.view_id: ({*n.labels, "Headwater"}, {**n.props, "stamp": n.stamp}) for n in picture.nodes}
    edges = {e.view_id: (e.type, e.start, e.end, {**e.props, "stamp": e.stamp}) for e in picture.edges}
    return nodes, edges


def drawn(store: Neo4jStore) -> Any:
    """What the server holds."""
    nodes = store._connection.read("MATCH (n:Headwater) RETURN n.view_id, labels(n), properties(n)")
    edges = store._connection.read(
        "MATCH (a:Headwater)-[r]->(b:Headwater) RETURN r.view_id, type(r), a.view_id, b.view_id, properties(r)"
    )
    return (
        {i: (set(labels), _without(props)) for i, labels, props in nodes},
        {i: (kind, a, b, _without(props)) for i, kind, a, b, props in edges},
    )


def _without(props: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in props.items() if k != "view_id"}
