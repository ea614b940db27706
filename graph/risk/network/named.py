"""Companies and facilities by name: as questions name them, and as documents mention them."""

from __future__ import annotations

from collections.abc import Iterable

from headwater.graph.documents import Document
from headwater.graph.errors import NotFound
from headwater.graph.snapshot import Snapshot


class Named(Document):
    """A company or facility by name."""

    id: str
    name: str
    kind: str


def named(snapshot: Snapshot, i: int) -> Named:
    """The party of an index, by name."""
    p = snapshot.parties[i]
    return Named(id=p.id, name=p.name, kind=p.kind)


def index_of(snapshot: Snapshot, key: str) -> int:
    """The index of a party by its id or a source key.

    Raises:
        NotFound: It is in nobody's name.
    """
    found = snapshot.find(key)
    if found is None:
        raise NotFound(key)
    return found


def by_name(snapshot: Snapshot, parties: Iterable[int]) -> list[int]:
    """Indexes of parties by (name, id)."""
    return sorted(parties, key=lambda i: (snapshot.parties[i].name, snapshot.ids[i]))
