"""Which keys are one party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.resolution.queue import LinksDocument
from headwater.visualizations.text.console import Item, table
from headwater.visualizations.text.keys import key_words


def text(doc: LinksDocument, ask: Mapping[str, Any]) -> Iterable[Item]:
    """A line a pair, with the reason."""
    del ask
    if not doc.links:
        yield "no two keys are linked"
        return
    yield table(("key", "is the same as", "because"), ((key_words(x.a), key_words(x.b), x.reason) for x in doc.links))
