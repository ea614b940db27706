"""Which keys are one party."""

from __future__ import annotations

from headwater.asking.ask import Ask
from headwater.graph.resolution.queue import LinksDocument, links_document
from headwater.library import Reader


class MatchAsk(Ask):
    """Exact links are applied with each load; the full matcher comes later."""


def answer(reader: Reader, ask: MatchAsk) -> LinksDocument:
    """Which keys are one party, and why."""
    del ask
    return links_document(reader.store.links(viewer=reader.viewer), header=reader.header())
