"""What this machine and the store are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.stores.reports import DoctorDocument
from headwater.visualizations.text.console import Item


def text(doc: DoctorDocument, ask: Mapping[str, Any]) -> Iterable[Item]:
    """A line a fact; what couldn't be asked is left out."""
    del ask
    for name, value in doc:
        if value is not None:
            yield f"{name}: {value}"
