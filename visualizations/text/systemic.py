"""Enterprise or systemic, in lines: each location and compliance point with its verdict and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.countries import country_words
from headwater.graph.numbers import count, percent
from headwater.graph.risk.systemic.rows import AGAINST, SystemicRow
from headwater.graph.risk.systemic.systemic import Systemic
from headwater.visualizations.text.console import Item
from headwater.visualizations.text.rows import row_lines

ROWS = 3
"""Source rows under a row; the rest is counted."""


def text(doc: Systemic, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The rows, then the differences in treatment."""
    del ask
    h, whose = doc.header, f" for {doc.buyer.name}" if doc.buyer else ""
    yield (
        f"Enterprise or systemic, by {' and '.join(doc.by)}{whose}, {h.today}, revision {h.revision}, "
        f"pack {h.pack}, data to {doc.data_date or 'no date'}"
    )
    mass = percent(doc.interval)
    yield f"Each interval is a Jeffreys interval of {mass}; counts under {doc.small_cell} aren't shown."
    if not doc.rows:
        yield "No factory is assessed here, as far as any source says. That is not a clean record."
    for row in doc.rows:
        yield from _row(row)
    if doc.differences:
        yield "Differences in treatment, to ask about; never a risk of these people:"
    for d in doc.differences:
        yield f"  {country_words(d.country)}, {d.point_title}: {d.words}"
    yield from doc.notes


def _row(r: SystemicRow) -> Iterator[Item]:
    where = country_words(r.country) + r.location.removeprefix(r.country)
    yield f"{where} · {r.issue_title}: {r.point_title} — {r.verdict} (against {AGAINST[r.against]})"
    for said in r.reasons:
        yield f"    {said}"
    for c in r.causes:
        at = "fewer factories than may be shown" if c.factories is None else count(c.factories, "factory")
        yield f"    cause named: {c.title} ({at})"
    if r.who:
        yield f"    who must act beyond the buyer: {', '.join(r.who)}"
    yield from row_lines(r.refs, ROWS)
