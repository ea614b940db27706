"""How much each assumed number moves a result, in lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.numbers import amount, count, value
from headwater.graph.risk.sensitivity.moves import LEAST
from headwater.graph.risk.sensitivity.sensitivity import MovedLine, Sensitivity
from headwater.graph.risk.sensitivity.trial import FIRST_ROWS
from headwater.visualizations.text.console import Item


def text(doc: Sensitivity, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The result as it is, then the numbers that move it, the largest swing first."""
    del ask
    h = doc.header
    yield f"What each assumed number moves: {doc.indicator} of {doc.name}, {h.today}, pack {h.pack}."
    for issue, x in doc.results.items():
        yield f"As it is, {doc.titles[issue]}: {value(x)}."
    moving = [r for r in doc.rows if r.swing >= LEAST or r.reorders]
    for r in moving:
        yield from _moving(r)
    still = len(doc.rows) - len(moving)
    yield (
        f"{count(still, 'other number')} {'moves' if still == 1 else 'move'} it by less than {amount(LEAST)}, or "
        f"not at all. Not tried: {count(len(doc.untried), 'number')} (--json says why)."
    )
    yield from doc.notes


def _moving(r: MovedLine) -> Iterator[str]:
    yield (
        f"  {value(r.swing)}  {r.what} (now {_given(r.value)}; {r.unit}), tried from {_given(r.low)} to "
        f"{_given(r.high)}: {r.issue_title} {value(r.at_low)} to {value(r.at_high)}."
    )
    if r.reorders:
        yield f"          It changes the first {FIRST_ROWS} rows of the priority register."


def _given(x: float) -> str:
    """A number of the pack; ends that were worked out carry no rounding of the machine."""
    return amount(round(x, 9))
