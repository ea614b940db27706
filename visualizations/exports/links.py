"""Records as nodes of a graph: how each hangs on its company or facility."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.visualizations.records import ActionNode
from headwater.visualizations.subgraph import Edge, Subgraph

HAS = {"finding": "HAS_FINDING", "assessment": "HAS_ASSESSMENT", "action": "HAS_ACTION"}
"""Relation of a party to a record of it; as in the store's own graph."""
ANSWERS = "ANSWERS"
"""Relation of an action to the finding it answers."""


def edges(subgraph: Subgraph) -> Iterator[Edge]:
    """The subgraph's relations, then those of its records."""
    yield from subgraph.edges
    found = {f.id for f in subgraph.findings}
    for record in subgraph.records:
        yield Edge(start=record.party, end=record.id, kind=HAS[record.record])
        if isinstance(record, ActionNode) and f"finding:{record.finding}" in found:
            yield Edge(start=record.id, end=f"finding:{record.finding}", kind=ANSWERS)


__all__ = ["ANSWERS", "HAS", "edges"]
