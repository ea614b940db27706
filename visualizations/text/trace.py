"""What stands upstream, tier by tier, in lines; `ask["limit"]`: lines per tier, by default 25."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.countries import country_words
from headwater.graph.numbers import count, percent
from headwater.graph.risk.trace.tiers import Tier
from headwater.graph.risk.trace.trace import Trace
from headwater.visualizations.text.console import Item
from headwater.visualizations.words import standings

LIMIT = 25
"""Lines per tier where nothing else is asked for. Assumed: readable."""


def text(doc: Trace, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The tiers, what lies further up, and the blind spots."""
    limit = ask.get("limit") or LIMIT
    h = doc.header
    yield f"Upstream of {doc.name}, {h.today}, revision {h.revision}, pack {h.pack}"
    if not doc.tiers:
        yield "No supplier is named by any source. That is not a clean record: nothing is mapped."
    for tier in doc.tiers:
        yield from _tier(tier, count(doc.assessed_months, "month"), limit)
    if doc.beyond:
        yield f"Further up than --depth {doc.depth}: {count(doc.beyond, 'company or facility')}"
    if doc.blind:
        yield f"Blind spots ({len(doc.blind)}):"
        for b in doc.blind[:limit]:
            yield f"  tier {b.tier}: {b.words}"
        if len(doc.blind) > limit:
            yield f"  and {len(doc.blind) - limit} more"
    yield from doc.notes


def _tier(t: Tier, months: str, limit: int) -> Iterator[Item]:
    yield (
        f"Tier {t.tier}: {percent(t.mapped)} of purchases mapped here, {percent(t.assessed)} of that assessed in "
        f"the last {months}; {standings(t.counts)}"
    )
    for p in t.parties[:limit]:
        where = country_words(p.country, p.country_proposed)
        chip = f"; gravest open finding: {p.severity_word} ({p.issue_title})" if p.severity_word else ""
        yield f"  {p.name} (country: {where}): {p.standing}{chip}"
    if len(t.parties) > limit:
        yield f"  and {len(t.parties) - limit} more"
