"""The largest changes of an indicator, one plain sentence a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.countries import place_words
from headwater.graph.numbers import amount, count, value
from headwater.graph.risk.whatif.largest import Chosen, Gain, Largest
from headwater.visualizations.text.console import Item
from headwater.visualizations.text.said import basis


def text(doc: Largest, ask: Mapping[str, Any]) -> Iterable[Item]:
    """Issue by issue, then the set within a budget."""
    del ask
    yield f"Largest change in upstream_risk of {doc.name} if findings were remedied (nothing is saved)."
    for issue, total in doc.together.items():
        mine = [r for r in doc.rows if r.issue == issue]
        most = "no other gives more" if len(mine) == 1 else f"no other {len(mine)} give more"
        yield f"{mine[0].issue_title}: {count(len(mine), 'facility')}, {value(total)} less; {most}."
        for r in mine:
            yield f"  {_gain(r)}"
    if not doc.rows:
        yield "No finding upstream moves it. That is not a clean record."
    if doc.more:
        yield f"{count(doc.more, 'smaller change')} more, not listed (--top lists more of each issue)."
    if doc.chosen is not None:
        yield from _chosen(doc.chosen, {r.party: r.name for r in doc.rows})
    yield f"Each change is exact; {basis(doc.header, doc.alpha)}"
    yield from doc.notes


def _gain(r: Gain) -> str:
    return (
        f"{r.name} ({place_words(r.country)}): {value(r.change)} less; its own risk is "
        f"{value(r.own_before)} before and {value(r.own_after)} after, and {value(r.weight)} of it reaches the "
        f"buyer" + ("." if r.cost is None else f"; cost {amount(r.cost)}.")
    )


def _chosen(c: Chosen, names: Mapping[str, str]) -> Iterator[str]:
    how = "the most any set can give (exact)" if c.exact else f"no set can give more than {value(c.bound)}"
    yield f"Within {amount(c.budget)}: {value(c.change)} less for {amount(c.cost)}, {how}:"
    for p in c.parties:
        yield f"  {names.get(p, p)}"
    if c.without_cost:
        yield f"Without a cost in the list, so never chosen: {count(c.without_cost, 'facility')}."
