"""What came of taking a source back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.stores.reports import RetractedDocument
from headwater.visualizations.text.console import Item
from headwater.visualizations.words import count


def text(doc: RetractedDocument, ask: Mapping[str, Any]) -> Iterable[Item]:
    """One line."""
    del ask
    yield f"{doc.source}: taken back, {count(doc.closed, 'statement')} closed; revision {doc.revision}"
