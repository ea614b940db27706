"""The sheet for one buyer, in lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.countries import country_words
from headwater.graph.risk.leverage.sheet import Sheet
from headwater.visualizations.text.console import Item
from headwater.visualizations.text.leverage import open_findings, share
from headwater.visualizations.text.rows import row_lines


def text(doc: Sheet, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The findings, its own purchases, who else is there, and what to ask."""
    del ask
    yield (
        f"For {doc.to.name}: {doc.facility.name} (country: {country_words(doc.country)}), {doc.header.today}, "
        f"revision {doc.header.revision}"
    )
    yield from open_findings(doc.findings)
    if doc.of_purchases:
        yield f"Of your own purchases: {share(doc.of_purchases)}"
    yield f"Also known to buy there: {', '.join(o.name for o in doc.others) or 'nobody else'}"
    if doc.missing:
        yield f"To ask as well: {', '.join(m.name for m in doc.missing)}"
    yield from row_lines(doc.refs, indent="")
    yield doc.ask
    yield from doc.notes
