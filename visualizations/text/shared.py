"""The facilities that several companies share, in lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.countries import country_words
from headwater.graph.numbers import count
from headwater.graph.risk.leverage.shared import Shared, SharedFacility
from headwater.visualizations.text.console import Item
from headwater.visualizations.words import source_row

ROWS = 2
"""Source rows behind a company's part; the rest is counted."""


def text(doc: Shared, ask: Mapping[str, Any]) -> Iterable[Item]:
    """What is surely shared, then what a person has to decide."""
    del ask
    names = {c.id: c.name for c in doc.companies}
    shared = count(len(doc.facilities), "facility")
    yield f"Shared by {' and '.join(names.values())}: {shared}, revision {doc.header.revision}"
    for facility in doc.facilities:
        yield from _facility(facility, names)
    if doc.maybe:
        yield f"May be shared, for a person to decide first ({len(doc.maybe)}), not counted above:"
    for m in doc.maybe:
        yield f"  {m.a.name} [{m.a.id}] ~ {m.b.name} [{m.b.id}]: {m.reason}"
    yield from doc.notes


def _facility(f: SharedFacility, names: Mapping[str, str]) -> Iterator[Item]:
    where = country_words(f.country, f.country_proposed)
    others = f"; also {', '.join(o.name for o in f.others)}" if f.others else ""
    known = count(f.known_buyers, "direct buyer")
    yield f"  {f.name} (country: {where}); {known} known{others}"
    yield f"    asked for here: {f.asked_buyers} of {count(f.known_buyers, 'known direct buyer')}"
    for h in f.holds:
        how = "directly" if h.steps == 1 else f"in {count(h.steps, 'step')}"
        rows = "; ".join(source_row(x) for x in h.refs[:ROWS])
        more = f"; and {count(len(h.refs) - ROWS, 'more row')}" if len(h.refs) > ROWS else ""
        yield f"    {names.get(h.company, h.company)}: {how}{f' [{rows}{more}]' if rows else ''}"
