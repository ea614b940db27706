"""Who buys at a facility, who suffices and who is missing, in lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from headwater.graph.countries import country_words
from headwater.graph.numbers import percent
from headwater.graph.risk.leverage.buyers import BuyerHere, Share
from headwater.graph.risk.leverage.findings import OpenFinding
from headwater.graph.risk.leverage.leverage import Leverage
from headwater.visualizations.text.console import Item
from headwater.visualizations.text.rows import row_lines

ROWS = 2
"""Source rows under a buyer; the rest is counted."""


def text(doc: Leverage, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The findings, the buyers, the sets of them that reach the target, and whom to ask as well."""
    del ask
    h, owner = doc.header, doc.owner.name if doc.owner else "unknown"
    yield (
        f"Leverage at {doc.facility.name} (country: {country_words(doc.country)}; owner: {owner}), {h.today}, "
        f"revision {h.revision}, pack {h.pack}"
    )
    yield from open_findings(doc.findings)
    yield f"Who buys there directly ({len(doc.buyers)}):"
    for buyer in doc.buyers:
        yield from _buyer(buyer)
    yield from doc.reasons
    for word, together in (("surely", doc.surely), ("maybe", None if doc.maybe == doc.surely else doc.maybe)):
        if together:
            names = ", ".join(b.name for b in together.buyers)
            low, high = percent(together.low), percent(together.high)
            yield f"  {word}: {names} ({low if low == high else f'{low} to {high}'} of the output)"
    if doc.missing:
        yield f"Who is missing ({len(doc.missing)}):"
    for m in doc.missing:
        yield f"  {m.name}: {m.why}"
    yield from doc.notes


def _buyer(b: BuyerHere) -> Iterator[Item]:
    group = f" of {b.group.name}" if b.group else ""
    yield (
        f"  {b.name}{group}: takes {share(b.of_output)} of the output; buys {share(b.of_purchases)} of its own "
        "purchases here"
    )
    yield from row_lines(b.refs, ROWS)


def open_findings(findings: Sequence[OpenFinding]) -> Iterator[Item]:
    """The open findings at the facility, each with its source rows."""
    if not findings:
        yield "No open finding is known there. That is not a clean record."
    for f in findings:
        yield f"Open: {f.kind}: {f.point_title}, {f.date or 'undated'}"
        yield from row_lines(f.refs)


def share(of: Share) -> str:
    """A share in per cent, or its bounds.

    >>> share(Share(value=None, low=0.0, high=0.5)), share(Share(value=0.25, low=0.25, high=0.25))
    ('an unknown share (0 % to 50 %)', '25.0 %')
    """
    if of.value is not None:
        return percent(of.value, digits=1)
    if of.high is None:
        return "an unknown share"
    return f"an unknown share ({percent(of.low or 0.0)} to {percent(of.high)})"
