"""worst_path taken apart: from the party asked for to the end of its route, one plain sentence a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph import numbers
from headwater.graph.risk.explain.route import End, PathExplanation, Step
from headwater.visualizations.text.console import Item
from headwater.visualizations.text.said import data_words, ground, issues_line, said_rows, solved


def text(doc: PathExplanation, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The product that is the value, the route link by link, and what lies at its end."""
    del ask
    head = f"{doc.name}: worst path of {doc.issue_title} is {numbers.value(doc.value)}"
    if doc.end is None:
        yield f"{head}: no route leads to a harm or a prior. That is not a clean record."
    else:
        factors = [*(s.carries for s in doc.steps), doc.end.p]
        yield f"{head} = {' × '.join(numbers.value(x) for x in factors)}."
    yield (
        f"{numbers.value(doc.low)} to {numbers.value(doc.high)} is the {doc.interval}; {solved(doc)}; "
        f"{data_words(doc)}."
    )
    yield issues_line(doc)
    if doc.end is not None:
        yield "The route, link by link:" if doc.steps else f"The route ends at {doc.name} itself."
        for s in doc.steps:
            yield f"  {_step(s)}"
        yield from _end(doc, doc.end)
    yield from doc.notes


def _step(s: Step) -> str:
    why = "the confidence that this link is real"
    if s.carries != s.confidence:
        why += f", {numbers.value(s.confidence)}, weakened since {numbers.percent(s.share)} of the purchases "
        why += "is less than the materiality"
    return f"{s.buyer_name} ← {s.supplier_name}: {numbers.value(s.carries)}, {why}{said_rows(s.refs)}."


def _end(doc: PathExplanation, end: End) -> Iterator[str]:
    span = ""
    if end.p_low is not None and end.p_high is not None:
        span = f" ({numbers.value(end.p_low)} to {numbers.value(end.p_high)})"
    p = f"{numbers.value(end.p)}{span}, the chance that harm has come about there"
    yield f"  {end.name}: {p} (known of it: {end.state})."
    for x in end.grounds:
        yield f"    {ground(x)}."
    long = numbers.count(len(doc.steps), "link")
    if doc.routes is None:
        yield "More routes than were counted are as strong; shown is the one through the smallest ids."
    elif doc.routes > 1:
        ends = ", ".join(x.name for x in doc.tied) + (f" and {doc.tied_more} more" if doc.tied_more else "")
        where = f"the others end at {ends}" if ends else "all end there"
        yield (
            f"{numbers.count(doc.routes, 'route')} of {long} are as strong; {where}; shown is the one through the "
            "smallest ids."
        )
    else:
        yield f"No other route of {long} or fewer is as strong."
