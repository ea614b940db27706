"""Search results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.stores.parties import FindDocument
from headwater.visualizations.text.console import Item, table
from headwater.visualizations.text.keys import key_words
from headwater.visualizations.words import country_words


def text(doc: FindDocument, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The results as a table, best first."""
    del ask
    if not doc.hits:
        yield f"nothing is called {doc.text!r}"
        return
    rows = ((h.name, h.kind, country_words(h.country), h.why, key_words(h.id, h.name)) for h in doc.hits)
    yield table(
        ("name", "kind", "country", "matched", "known by"), rows, wrap=(0, 2, 3, 4), least={0: 16, 2: 8, 3: 10, 4: 16}
    )
