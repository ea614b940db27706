"""Search."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import Choices, Subject
from headwater.graph.records import PartyKind
from headwater.graph.stores.parties import FindDocument, found
from headwater.library import Reader

MAX_HITS = 200
"""Most search results in one answer."""


class FindAsk(DayAsk):
    """Exact names first, then prefixes, words and text; each says why it matched."""

    text: Annotated[
        str,
        Subject("TEXT"),
        Field(min_length=1, max_length=500, description="Words of a name, or an id.", examples=["spinning"]),
    ]
    kind: Annotated[
        str | None, Choices(lambda: [k.value for k in PartyKind]), Field(description="Only parties of this kind.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=MAX_HITS, description="Most results.")] = 20


def answer(reader: Reader, ask: FindAsk) -> FindDocument:
    """Companies and facilities by name, alias or id, best first."""
    hits = reader.store.find(ask.text, viewer=reader.viewer, as_of=reader.day, kind=ask.kind, limit=ask.limit)
    return found(ask.text, hits, header=reader.header())
