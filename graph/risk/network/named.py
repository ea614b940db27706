"""A company or facility by name, as documents mention it."""

from __future__ import annotations

from headwater.graph.documents import Document
from headwater.graph.snapshot import Snapshot


class Named(Document):
    """A company or facility by name."""

    id: str
    name: str
    kind: str


def named(snapshot: Snapshot, i: int) -> Named:
    """The party at a place, by name."""
    p = snapshot.parties[i]
    return Named(id=p.id, name=p.name, kind=p.kind)
