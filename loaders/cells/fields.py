"""Cells of our own templates, read strictly: numbers with a point, ISO dates, words of a vocabulary.

A cell that breaks its rule makes a `Bad`, and the whole row goes to quarantine with the cell's column.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping, Sequence

from headwater.graph.dates import is_date
from headwater.graph.ids import name_key
from headwater.graph.vocabulary import Point
from headwater.loaders.cells.cells import Cells
from headwater.loaders.cells.countries import country_code
from headwater.loaders.input.tables import Table, TableRow
from headwater.loaders.pack_parts import PackParts

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_ENDLESS = re.compile(r"[-+]?(?:nan|inf(?:inity)?)", re.IGNORECASE)
_TRUE, _FALSE = {"yes", "true", "1", "y", "x"}, {"no", "false", "0", "n"}


class Bad(Exception):
    """A row that can't be taken: `column` (its header, None: the row), a short stable `code`, and why."""

    def __init__(self, column: str | None, code: str, message: str) -> None:
        super().__init__(message)
        self.column, self.code, self.message = column, code, message


class Fields(Cells):
    """The cells of one row by header, where one that breaks its rule refuses the row; `pack`: whose words they are."""

    __slots__ = ("pack",)

    def __init__(self, table: Table, row: TableRow, columns: Mapping[str, int | None], pack: PackParts) -> None:
        super().__init__(table, row, columns)
        self.pack = pack

    def needed(self, name: str) -> str:
        """A cell that must be filled. Raises Bad (`missing`)."""
        text = self.text(name)
        if text is None:
            raise Bad(name, "missing", f"{name} is empty")
        return text

    def key(self, name: str) -> str:
        """A party's source key: the name as given, or a strong key written out. Raises Bad."""
        key = name_key(self.needed(name))
        if len(key) > 512:
            raise Bad(name, "too_long", f"{name} is longer than 500 characters")
        return key

    def number(self, name: str, low: float = -math.inf, high: float = math.inf) -> float | None:
        """A number from low to high; None: empty. Raises Bad (`number`, `range`)."""
        text = self.text(name)
        if text is None:
            return None
        if not _NUMBER.fullmatch(text):
            if _ENDLESS.fullmatch(text):
                raise Bad(name, "range", f"{name} {text!r} is not between {low:g} and {high:g}")
            raise Bad(name, "number", f"{name} {text!r} is no number; write it with a point, as 0.25")
        value = float(text)
        if not low <= value <= high:
            raise Bad(name, "range", f"{name} {text} is not between {low:g} and {high:g}")
        return value + 0.0

    def share(self, name: str) -> float | None:
        """A fraction, 0 to 1; None: unknown. Raises Bad (`number`, `range`)."""
        return self.number(name, 0.0, 1.0)

    def count(self, name: str) -> int | None:
        """A whole number, 0 or more; None: empty. Raises Bad (`number`, `range`)."""
        return self.whole(name)

    def whole(self, name: str, low: int = 0, high: int = 10**9) -> int | None:
        """A whole number from low to high; None: empty. Raises Bad (`number`, `range`)."""
        value = self.number(name, low, high)
        if value is not None and not value.is_integer():
            raise Bad(name, "number", f"{name} {self.text(name)} is no whole number")
        return None if value is None else int(value)

    def date(self, name: str) -> str | None:
        """A year, month or day in ISO; None: undated. Raises Bad (`date`)."""
        text = self.text(name)
        if text is None:
            return None
        if not is_date(text):
            raise Bad(name, "date", f"{name} {text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
        return text

    def word(self, name: str, known: Sequence[str], default: str | None = None) -> str:
        """A word of a vocabulary, however spelt; empty: the default. Raises Bad (`missing`, `vocabulary`)."""
        text = self.text(name)
        if text is None and default is not None:
            return default
        return one_of(name, self.needed(name), known)

    def truth(self, name: str) -> bool | None:
        """Yes or no; None: empty. Raises Bad (`vocabulary`)."""
        text = (self.text(name) or "").casefold()
        if not text:
            return None
        if text not in _TRUE | _FALSE:
            raise Bad(name, "vocabulary", f"{name} {text!r} is neither yes nor no")
        return text in _TRUE

    def country(self, name: str, default: str | None = None) -> str | None:
        """A country's code or name as ISO 3166-1 alpha-2; empty: the default. Raises Bad (`country`)."""
        text = self.text(name)
        if text is None:
            return default
        code = country_code(text, codes=True)
        if code is None:
            raise Bad(name, "country", f"{text!r} is no country we know; write its ISO code, as BD")
        return code


def fold(word: str) -> str:
    """A vocabulary word however it's spelt: case, underscores, hyphens and spaces don't matter."""
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())


def one_of(name: str, text: str, known: Iterable[str], code: str = "vocabulary") -> str:
    """Give the known word that a text spells. Raises Bad, naming the nearest ones."""
    folded = {fold(k): k for k in known}
    found = folded.get(fold(text))
    if found is None:
        near = difflib.get_close_matches(fold(text), list(folded), n=3, cutoff=0.5) or sorted(folded)[:12]
        shown = ", ".join(folded[n] for n in near)
        raise Bad(name, code, f"{name} {text!r} is not known; near: {shown}")
    return found


def point_of(cells: Fields) -> Point:
    """The compliance point of the pack that a row is about. Raises Bad (`point`), naming the nearest."""
    text, pack = cells.needed("point"), cells.pack
    titles = {p.title: p.id for p in pack.points}
    known = [*titles, *pack.point_by_id]
    found = one_of("point", text, known, code="point")
    return pack.point_by_id[titles.get(found, found)]


__all__ = ["Bad", "Fields", "fold", "one_of", "point_of"]
