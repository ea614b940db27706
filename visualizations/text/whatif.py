"""A what-if in lines: both ledgers, what moves elsewhere and who is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.countries import place_words
from headwater.graph.numbers import count, error, moved, percent, then, value
from headwater.graph.risk.whatif.changes import Change
from headwater.graph.risk.whatif.ledger import Touched
from headwater.graph.risk.whatif.moves import Orphan
from headwater.graph.risk.whatif.whatif import WhatIf
from headwater.visualizations.text.console import Item
from headwater.visualizations.text.said import basis, first, method_words

SHOWN = 10
"""Lines of one list; the document has the whole list, or says how many more there are."""


def text(doc: WhatIf, ask: Mapping[str, Any]) -> Iterable[Item]:
    """Our indicators, then the people, then where the purchases go and what moves elsewhere."""
    del ask
    yield f"{doc.name}, if this were done (nothing is saved)."
    yield "Our indicator:"
    for c in doc.indicators:
        yield f"  {c.indicator}, {c.issue_title}: {_change(c)} ({method_words(c.method, c.unknown_to_pack)})."
    yield from _people(doc)
    if doc.purchases:
        yield "Where the purchases go, in per cent of each buyer's purchases:"
        told = [
            f"  {p.buyer_name} from {p.supplier_name or 'suppliers nobody named'}: "
            f"{percent(p.before, digits=2)} before, {percent(p.after, digits=2)} after."
            for p in doc.purchases
        ]
        yield from first(told, SHOWN, len(told) + doc.purchases_more)
    if doc.moves:
        yield "What moves elsewhere, the largest move first (no order of work):"
        told = [f"  upstream_risk of {m.name}, {m.issue_title}: {moved(m.before, m.after)}." for m in doc.moves]
        yield from first(told, SHOWN, len(told) + doc.moves_more)
    yield from first(doc.steps, SHOWN)
    yield f"upstream_risk {doc.how}, {error(doc.error)}; {basis(doc.header, doc.alpha)}"
    yield from doc.notes


def _change(c: Change) -> str:
    """One indicator before and after, each with its range where that is known."""
    ranges = [
        "range unknown" if low is None or high is None else f"{value(low)} to {value(high)}"
        for low, high in ((c.before_low, c.before_high), (c.after_low, c.after_high))
    ]
    if ranges[0] == ranges[1]:
        return moved(c.before, c.after) + ("" if ranges[0] == "range unknown" else f" ({ranges[0]})")
    return f"{value(c.before)} ({ranges[0]}) before, {then(c.before, c.after)} ({ranges[1]}) after"


def _people(doc: WhatIf) -> Iterator[str]:
    yield "People at the facilities touched:" if doc.facilities else "No facility is touched."
    yield from first([f"  {_touched(t)}" for t in doc.facilities], SHOWN)
    if doc.facilities:
        yield f"  Together: {_together(doc)}"
    if doc.orphaned:
        yield "Left without a known buyer:"
        yield from first([f"  {_orphan(o)}" for o in doc.orphaned], SHOWN)


def _touched(t: Touched) -> str:
    people = "number of workers unknown" if t.workers is None else count(t.workers, "worker")
    for word, x in (("woman", t.women), ("migrant", t.migrants)):
        people += "" if x is None else f", {count(x, word)}"
    harms = count(t.open_harms, "open harm") if t.looked_at else "open harms unknown: nobody has looked"
    tail = f"; {t.left_without_remedy} left without remedy" if t.left_without_remedy else ""
    tail += f"; {t.remedied} remedied" if t.remedied else ""
    return f"{t.name} ({t.edit}): {people}; {harms}{tail}."


def _together(doc: WhatIf) -> str:
    """Sums over the facilities touched, and of how many there is none."""
    before, after = doc.people_before, doc.people_after
    n, unseen = before.facilities, sum(not t.looked_at for t in doc.facilities)
    workers = count(before.workers, "worker")
    if before.workers_unknown == n:
        workers = "number of workers unknown"
    elif before.workers_unknown:
        workers += f", and {before.workers_unknown:,} of {count(n, 'facility')} without a number"
    harms = (
        f"open harms: {before.open_harms:,} before, {after.open_harms:,} after, {after.left_without_remedy:,} of them "
        "left without remedy"
    )
    if unseen == n:
        return f"{workers}; open harms unknown: nobody has looked."
    return f"{workers}; {harms}{f'; nobody has looked at {unseen:,} of {n:,}' if unseen else ''}."


def _orphan(o: Orphan) -> str:
    workers = "number of workers unknown" if o.workers is None else count(o.workers, "worker")
    harms = "open harms unknown: nobody has looked" if o.open_harms is None else count(o.open_harms, "open harm")
    return f"{o.name} ({place_words(o.country)}): {o.why}; {workers}; {harms}."
