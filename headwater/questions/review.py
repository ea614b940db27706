"""What a person should decide."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import Ask
from headwater.asking.doubts import doubts
from headwater.graph.resolution.queue import ReviewDocument, review_document
from headwater.library import Reader


class ReviewAsk(Ask):
    """Names that may be one facility, and facilities whose country nobody states."""

    limit: Annotated[int | None, Field(ge=1, description="Show at most so many.")] = None


def answer(reader: Reader, ask: ReviewAsk) -> ReviewDocument:
    """Keys that may be one party, with the names and countries of both sides and the reason."""
    snapshot, _ = reader.picture()
    return review_document(doubts(reader)[: ask.limit], snapshot, header=reader.header())
