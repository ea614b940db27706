"""upstream_risk taken apart, one plain sentence a line; each list says what it leaves out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph import numbers
from headwater.graph.risk.explain.parts import ROUNDING, Parts
from headwater.graph.risk.explain.upstream import Explanation
from headwater.graph.risk.explain.width import Width
from headwater.visualizations.text.console import Item
from headwater.visualizations.text.said import data_words, issues_line, said_rows, solved


def text(doc: Explanation, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The value, its issues side by side, every list, and from what the range comes."""
    del ask
    yield (
        f"{doc.name}: upstream risk of {doc.issue_title} is {numbers.value(doc.value)}: "
        f"evidence {numbers.value(doc.evidence)}, context {numbers.value(doc.context)}, "
        f"unmapped {numbers.value(doc.unmapped)}."
    )
    yield (
        f"{numbers.value(doc.low)} to {numbers.value(doc.high)} is the {doc.interval}; {solved(doc)}, "
        f"{numbers.error(doc.error)}; {data_words(doc)}."
        if doc.low is not None and doc.high is not None
        else f"No range is known; {data_words(doc)}."
    )
    yield issues_line(doc)
    for title, block in (
        ("By direct supplier", doc.by_supplier),
        ("By origin", doc.by_origin),
        ("By path, rounds folded in", doc.by_route),
        ("By finding and context", doc.by_finding),
        ("Bought from suppliers nobody named", doc.by_unmapped),
    ):
        yield from _block(title, block)
    if (mine := doc.own_operations) is not None:
        yield f"Its own operations, in no list above: {numbers.value(mine.amount)} {mine.what}{said_rows(mine.refs)}"
    yield from _width(doc.width)
    yield from doc.notes


def _block(title: str, block: Parts) -> Iterator[str]:
    yield f"{title}, together {numbers.value(block.total)}:"
    for part in block.parts:
        yield f"  {numbers.value(part.amount)} {part.what}{said_rows(part.refs)}"
    yield f"  {_tail(block)}."


def _tail(block: Parts) -> str:
    if block.left_out == 0 or (block.left_out is None and block.bound == 0.0):
        return "Nothing is left out"
    said = f"{numbers.value(block.rest if abs(block.rest) >= ROUNDING else 0.0)} is the rest"
    if block.left_out is not None:
        said += f": {numbers.count(block.left_out, 'smaller part')}"
    if block.bound is not None:
        paths = block.parts and block.parts[0].kind in ("path", "route")
        word = "path" if paths else "part"
        said += f"; no {word} left out adds more than {math.ceil(block.bound * 1e6) / 1e6:.6f}"
    return said


def _width(width: Width) -> Iterator[str]:
    if width.total <= ROUNDING:
        yield "The range has no width: everything that the value rests on is taken as known."
        return
    yield f"The range is {numbers.value(width.total)} wide; in this order, each is what it adds to those before it:"
    for p in width.parts:
        amount, alone = (0.0 if abs(x) < ROUNDING else x for x in (p.amount, p.alone))
        other = f" (alone {numbers.value(alone)})" if abs(alone - amount) >= 5e-5 else ""
        yield f"  {numbers.value(amount)} {p.what}{other}."
    yield "What would narrow it most if it were known, each weighed with the shares as they are assumed:"
    for x in width.narrow:
        yield f"  {numbers.value(x.amount)} {x.what}."
    if width.left_out:
        yield f"  {numbers.count(width.left_out, 'smaller one')} left out."
