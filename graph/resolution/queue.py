"""What waits for a person, and what was linked: documents."""

from __future__ import annotations

from collections.abc import Iterable

from headwater.graph.documents import Answer, Document, Header
from headwater.graph.resolution.review import ReviewItem
from headwater.graph.snapshot import Snapshot


class ReviewSide(Document):
    """One of two that may be one party. `key` is what a decision names; `id` the party it belongs to today."""

    key: str
    id: str
    name: str
    kind: str | None
    country: str | None
    country_proposed: str | None


class ReviewLine(Document):
    """Two keys that may be one party, and why that isn't sure.

    `name` is the normalised name (or strong id) they share, `country` the one they share, None where one isn't known.
    """

    name: str
    a: ReviewSide
    b: ReviewSide
    country: str | None
    reason: str


class ReviewDocument(Answer):
    """Keys that may be one party: for a person to decide."""

    items: tuple[ReviewLine, ...]


def review_document(items: Iterable[ReviewItem], snapshot: Snapshot, *, header: Header) -> ReviewDocument:
    """The document of the review list; a side that the snapshot doesn't hold is called by its key."""
    lines = tuple(
        ReviewLine(name=x.name, a=_side(x.a, snapshot), b=_side(x.b, snapshot), country=x.country, reason=x.reason)
        for x in items
    )
    return ReviewDocument(header=header, items=lines)


def _side(key: str, snapshot: Snapshot) -> ReviewSide:
    at = snapshot.find(key)
    if at is None:
        return ReviewSide(key=key, id=key, name=key, kind=None, country=None, country_proposed=None)
    party = snapshot.parties[at]
    stated = party.country
    return ReviewSide(
        key=key,
        id=party.id,
        name=party.name,
        kind=party.kind,
        country=stated,
        country_proposed=None if stated else party.country_proposed,
    )


class LinkLine(Document):
    """Two keys that are one party, and why."""

    a: str
    b: str
    reason: str


class LinksDocument(Answer):
    """Which keys are one party. `applied`: exact links are applied with each load."""

    links: tuple[LinkLine, ...]
    applied: bool = True


def links_document(links: Iterable[tuple[str, str, str]], *, header: Header) -> LinksDocument:
    """The document of the links that a store holds."""
    return LinksDocument(header=header, links=tuple(LinkLine(a=a, b=b, reason=why) for a, b, why in links))


__all__ = [
    "LinkLine", "LinksDocument", "ReviewDocument", "ReviewLine", "ReviewSide", "links_document", "review_document",
]  # fmt: skip
