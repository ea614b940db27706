"""What a load did, counted for each level of viewer: only what that level may know of it."""

from __future__ import annotations

from collections import Counter

from headwater.graph.stores.model.rows import TOP, Seen

NOBODY = TOP + 1
"""A level that no viewer has."""


class Tally:
    """Counts rows, and remembers the lowest level at which the load said anything.

    A row is there for a level that sees one of its records, and unchanged for it where all those that it
    sees were there before; a row that made no record is there for all.
    """

    def __init__(self) -> None:
        self.lowest = NOBODY
        self._rows: Counter[tuple[int, int]] = Counter()
        self._quarantined = 0

    def say(self, level: int) -> None:
        """Note that a record of this level was put."""
        if level < self.lowest:
            self.lowest = level

    def row(self, lowest: int, fresh: int) -> None:
        """Take a row: the least level of its records, and of those of them that are new; `NOBODY` where none is."""
        if lowest == NOBODY:
            self._quarantined += 1
        else:
            self._rows[lowest, fresh] += 1

    def seen(self, level: int, opened: int, closed: int) -> Seen:
        """The counts for a level, with how many statements were opened and closed for it."""
        rows = sum(n for (low, _), n in self._rows.items() if low <= level)
        accepted = sum(n for (_, fresh), n in self._rows.items() if fresh <= level)
        quarantined = self._quarantined
        return Seen(rows + quarantined, accepted, rows - accepted, quarantined, opened, closed)
