"""Cells of one row read with care: a bad optional cell is a warning with its raw text, and unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from headwater.graph.ids import nfc
from headwater.loaders.cells.quantities import Style
from headwater.loaders.input.headers import is_contact
from headwater.loaders.input.tables import Table, TableRow
from headwater.loaders.port import Rejected

T = TypeVar("T")

_LEGAL = (
    r"(?:ltda?|limited|inc|incorporated|s\.?\s?r\.?\s?l|l\.?l\.?c|co|corp|s\.?a|sae|gmbh|plc|pvt|pte|branch \d+|unit)"
)
"""What a comma doesn't part from the name before it. Assumed, from the commas of a real list (2021)."""
_PART = re.compile(rf",(?!\s*{_LEGAL}\b)", re.IGNORECASE)


def names_of(cell: str | None) -> tuple[str, ...]:
    """Cut a cell of several names at its commas, none that stands before a legal form; order kept, none twice.

    >>> names_of("Framas Korea Vina Co., Ltd, Hapco Screen Printing")
    ('Framas Korea Vina Co., Ltd', 'Hapco Screen Printing')
    """
    parts = (nfc(p) for p in _PART.split(cell)) if cell else ()
    return tuple(dict.fromkeys(p for p in parts if p))


def styles_of(table: Table, columns: Sequence[int | None]) -> dict[int, Style]:
    """Find how columns write numbers, in one pass over the whole table."""
    styles = {c: Style() for c in columns if c is not None}
    for row in table.rows() if styles else ():
        if row.rejected is None:
            for column, style in styles.items():
                style.see(row.text(column))
    return styles


class Cells:
    """The cells of one row by the loader's own names for columns (None: there is no such column).

    What can't be used is unknown, and gathered in `warnings`; `fields.Fields` refuses the row instead.
    """

    __slots__ = ("_styles", "columns", "row", "table", "warnings")

    def __init__(
        self, table: Table, row: TableRow, columns: Mapping[str, int | None], styles: Mapping[int, Style] | None = None
    ) -> None:
        self.table, self.row, self.columns, self._styles = table, row, columns, styles or {}
        self.warnings: list[Rejected] = []

    def warn(self, name: str | None, code: str, message: str) -> None:
        """Say that a cell (or, with None or where there is no such column, something of the row) was left out."""
        self.warnings.append(self.table.rejected(self.row, self.columns.get(name or ""), code, message))

    def raw(self, name: str) -> str | None:
        """A cell's text as it is written, trimmed; None where empty or no column."""
        return self.row.text(self.columns.get(name))

    def text(self, name: str) -> str | None:
        """A cell's text in NFC; None where empty or no column."""
        column = self.columns.get(name)
        text = None if column is None else self.row.text(column)
        if text is None or (text.isascii() and text.isprintable() and "  " not in text):
            return text
        return nfc(text) or None

    def number(self, name: str) -> float | None:
        """A cell as a number."""
        return self._read(name, "number", lambda s: s.number)

    def count(self, name: str) -> int | None:
        """A cell as a count."""
        return self._read(name, "number", lambda s: s.count)

    def share(self, name: str) -> float | None:
        """A cell as a fraction of 1."""
        return self._read(name, "percent", lambda s: s.share)

    def _read(self, name: str, code: str, how: Callable[[Style], Callable[[str], T]]) -> T | None:
        text, column = self.raw(name), self.columns.get(name)
        if text is None or column is None:
            return None
        try:
            return how(self._styles.get(column) or Style())(text)
        except ValueError as error:
            self.warn(name, code, str(error))
            return None

    def coordinates(self, latitude: str, longitude: str) -> tuple[float, float] | None:
        """Two cells as (latitude, longitude); both or none, and never (0, 0)."""
        lat, lon = self.number(latitude), self.number(longitude)
        if lat is None or lon is None:
            return None
        if fault := coordinate_fault(lat, lon):
            self.warn(latitude, *fault)
            return None
        return lat, lon

    def extra(self, *unread: int | None) -> dict[str, str]:
        """The columns that have no name here, by their headers; `unread` and contact columns are never read."""
        used = {*self.columns.values(), *unread}
        places = ((i, h) for i, h in enumerate(self.table.headers) if i not in used and h and not is_contact(h))
        return {header: text for place, header in places if (text := nfc(self.row.text(place) or ""))}


def coordinate_fault(latitude: float, longitude: float) -> tuple[str, str] | None:
    """What is wrong with a place on Earth, as (code, message); None: nothing."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return "coordinate", f"{latitude}, {longitude} is no place on Earth"
    if latitude == 0 and longitude == 0:
        return "geo_suspect", "0, 0 stands where no place is known"
    return None


__all__ = ["Cells", "coordinate_fault", "names_of", "styles_of"]
