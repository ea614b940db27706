"""Who buys from a facility, in lines, each with its first source rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.countries import country_words
from headwater.graph.numbers import count, percent
from headwater.graph.risk.trace.buyers import Buyers
from headwater.visualizations.text.console import Item
from headwater.visualizations.text.rows import row_lines

ROWS = 3
"""Source rows under a buyer; the rest is counted."""


def text(doc: Buyers, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The buyers, nearest first."""
    del ask
    yield f"Who buys from {doc.name} (country: {country_words(doc.country)}), revision {doc.header.revision}"
    if not doc.rows:
        yield "no source names a buyer; that doesn't mean that there is none"
    for r in doc.rows:
        how = f"directly, {percent(r.confidence)} sure" if r.confidence is not None else f"in {count(r.steps, 'step')}"
        yield f"  {r.name}: {how}{'; ' + ', '.join(r.products) if r.products else ''}"
        yield from row_lines(r.refs, ROWS)
