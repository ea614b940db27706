"""Companies and facilities by name: as questions name them, and as documents mention them."""

from __future__ import annotations

from collections.abc import Iterable

from headwater.graph.documents import Document
from headwater.graph.errors import Ambiguous, NotFound
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


def index_called(snapshot: Snapshot, text: str) -> int:
    """The index of a party by id, source key, or a name that only one party has.

    Raises:
        NotFound: None has it.
        Ambiguous: Several have it.
    """
    at = snapshot.find(text)
    if at is not None:
        return at
    wanted = text.casefold()
    named = [i for i, p in enumerate(snapshot.parties) if p.name.casefold() == wanted]
    if not named:
        raise NotFound(text)
    if len(named) > 1:
        raise Ambiguous(text, [(snapshot.ids[i], snapshot.parties[i].name) for i in named])
    return named[0]
