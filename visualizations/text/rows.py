"""Source rows as lines of their own, under what rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.graph.documents import SourceRow
from headwater.graph.numbers import count
from headwater.visualizations.words import source_row


def row_lines(rows: Sequence[SourceRow], most: int | None = None, *, indent: str = "    ") -> Iterator[str]:
    """A line a row, of at most so many (None: all); the rest is counted."""
    for x in rows[:most]:
        yield f"{indent}row: {source_row(x)}"
    if most is not None and len(rows) > most:
        yield f"{indent}and {count(len(rows) - most, 'more row')}"


__all__ = ["row_lines"]
