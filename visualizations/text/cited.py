"""Source rows by number: each row is said in full once, below, and by its number wherever it's cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.graph.documents import SourceRow
from headwater.visualizations.text.console import Heading, Item, table

CITED = 3
"""Rows cited of one fact; the rest is counted. Assumed: readable."""


class Cited:
    """Numbers source rows in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, int, str | None], int] = {}
        self._rows: list[SourceRow] = []

    def __call__(self, rows: Sequence[SourceRow], most: int = CITED) -> str:
        """The numbers of the rows: "1, 2, 3 and 4 more"; "" for none."""
        said = ", ".join(str(n) for n in dict.fromkeys(map(self._number, rows[:most])))
        return f"{said} and {len(rows) - most} more" if len(rows) > most else said

    def rows(self, heading: str = "Source rows") -> Iterator[Item]:
        """Each row that was cited, by its number."""
        if self._rows:
            yield Heading(heading)
            yield table(
                ("", "source", "dated", "file", "row"),
                ((str(i), r.source, r.dated or "undated", r.file, str(r.row)) for i, r in enumerate(self._rows, 1)),
                right=(0, 4),
                wrap=(1, 3),
            )

    def _number(self, row: SourceRow) -> int:
        key = (row.source, row.file, row.row, row.dated)
        if key not in self._numbers:
            self._rows.append(row)
            self._numbers[key] = len(self._rows)
        return self._numbers[key]


__all__ = ["CITED", "Cited"]
