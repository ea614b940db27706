"""What came of people's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.stores.reports import DecidedDocument
from headwater.visualizations.text.console import Item
from headwater.visualizations.words import count


def text(doc: DecidedDocument, ask: Mapping[str, Any]) -> Iterable[Item]:
    """One line."""
    del ask
    pairs, countries = count(doc.same_or_apart, "decision"), count(doc.countries, "country")
    yield f"{pairs} on pairs, {countries} written; revision {doc.revision}"
