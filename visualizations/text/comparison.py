"""Companies side by side, in lines; an order with what it hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.numbers import amount, count, percent, points, value
from headwater.graph.risk.comparison.comparison import Compared, Comparison
from headwater.graph.risk.comparison.orders import Order, Ranked, RankRange
from headwater.visualizations.text.console import Item
from headwater.visualizations.words import standings


def text(doc: Comparison, ask: Mapping[str, Any]) -> Iterable[Item]:
    """Issue by issue: the companies by name, the orders, and why no other is offered."""
    del ask
    h = doc.header
    yield f"{count(len(doc.parties), 'company')} compared, {h.today}, revision {h.revision}, pack {h.pack}"
    for block in doc.issues:
        yield f"{block.title}:"
        for row in block.rows:
            yield f"  {_row(row)}"
        for order in block.orders:
            yield from _order(order, doc)
        for reason in block.reasons:
            yield f"  {reason}"
    yield from doc.notes


def _row(r: Compared) -> str:
    span = "" if r.low is None or r.high is None else f" ({value(r.low)} to {value(r.high)})"
    return (
        f"{r.name}: upstream risk {value(r.upstream_risk)}{span}; linked harm {value(r.linked_harm)}, upstream, "
        f"{standings(r.known)}; worst path {value(r.worst_path)}; {percent(r.mapped, digits=1)} mapped, "
        f"{percent(r.assessed, digits=1)} of that assessed."
    )


def _order(order: Order, doc: Comparison) -> Iterator[Item]:
    low, high = percent(order.assessed_low, digits=1), percent(order.assessed_high, digits=1)
    yield (
        f"  In order of upstream risk, among {len(order.rows)} companies whose assessed shares lie under "
        f"{points(doc.comparable)} apart, {low} to {high}:"
    )
    for ranked in order.rows:
        yield f"    {_ranked(ranked, doc)}"


def _ranked(p: Ranked, doc: Comparison) -> str:
    ranges = "not known" if p.by_range is None else rank_range(p.by_range)
    others = ", ".join(
        f"{word} {'unknown' if rank is None else rank}"
        for word, rank in (("by linked harm", p.linked_harm), ("by worst path", p.worst_path))
    )
    return (
        f"{p.rank}  {p.name} {value(p.value)}: {'stable' if p.stable else 'not stable'}; place {ranges} within the "
        f"ranges, {rank_range(p.by_alpha)} over alpha {amount(min(doc.alphas))} to {amount(max(doc.alphas))}, {others}."
    )


def rank_range(of: RankRange) -> str:
    """The best and the worst rank, once where they are one.

    >>> rank_range(RankRange(best=1, worst=1)), rank_range(RankRange(best=1, worst=3))
    ('1', '1 to 3')
    """
    return f"{of.best}" if of.best == of.worst else f"{of.best} to {of.worst}"
