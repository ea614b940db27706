"""The indicators, and what can be set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.risk.indicators.listing import Indicators
from headwater.visualizations.text.console import Heading, Item, table


def text(doc: Indicators, ask: Mapping[str, Any]) -> Iterable[Item]:
    """Each indicator with its question, and its parameters as a table."""
    del ask
    for x in doc.indicators:
        yield Heading(f"{x.name}: {x.question}")
        if x.parameters:
            rows = ((p.name, p.default, p.meaning) for p in x.parameters)
            yield table(("parameter", "default", "what it means"), rows, wrap=(2,))
