"""The priority register in lines, each row with its source rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.countries import country_words, region_words
from headwater.graph.numbers import count
from headwater.graph.risk.register.ranking import RegisterRow
from headwater.graph.risk.register.register import Register
from headwater.visualizations.text.console import Item
from headwater.visualizations.text.rows import row_lines
from headwater.visualizations.words import action, source_row, standings


def text(doc: Register, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The rows of the page, then where to find out, and what is known of the rest."""
    del ask
    h = doc.header
    yield f"Priority register of {doc.buyer_name}, {h.today}, revision {h.revision}, pack {h.pack}"
    yield doc.ordering
    if not doc.total:
        yield "No open finding is known here. That is not a clean record: see what was never looked at below."
    elif doc.matched < doc.total:
        yield f"{doc.matched:,} of {count(doc.total, 'row')} pass the filters; each keeps its rank among all."
    for row in doc.rows:
        yield from _row(row)
    if doc.next is not None:
        yield f"      {len(doc.rows):,} of {count(doc.matched, 'row')} on this page; the next: --after {doc.next}"
    if doc.context:
        yield "Where to find out (context only; no order of risk):"
    for c in doc.context:
        yield (
            f"      {region_words(c.country, c.region)}, {c.good}: listed for {', '.join(c.issue_titles)}; "
            f"{count(c.facilities, 'facility')} not looked at for it"
        )
    yield f"What is known: {standings(doc.counts)}"
    yield from doc.notes


def _row(r: RegisterRow) -> Iterator[Item]:
    country = country_words(r.country, r.country_proposed)
    yield f"{r.rank:>4}  {r.name} (country: {country}) · {r.issue_title}: {r.point_title}"
    yield f"      {r.reason}"
    if r.text:
        yield f"      “{r.text}”"
    for words in r.conflicts:
        yield f"      reports differ in {words}"
    for a in r.actions:
        yield f"      action: {action(a)}, {source_row(a.refs[0])}"
    if not r.actions:
        yield "      no action is known of"
    yield from row_lines(r.refs, indent="      ")
