"""The explanation of a group: each of its brands by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from headwater.graph.risk.explain.asked import Explained
from headwater.graph.risk.indicators.explanations import GroupExplanation
from headwater.visualizations.text.console import Item


def text(doc: GroupExplanation[Explained], ask: Mapping[str, Any]) -> Iterable[Item | BaseModel]:
    """Whom the group stands for, then brand by brand."""
    del ask
    yield from doc.notes
    for brand in doc.brands:
        yield ""
        yield brand
