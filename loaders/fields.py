"""Cells of our own templates, read strictly: numbers with a point, ISO dates, words of a vocabulary.

A cell that breaks its rule makes a `Bad`, and the whole row goes to quarantine with the cell's column.
"""

from __future__ import annotations

import datetime
import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from headwater.graph.errors import FileRefused
from headwater.graph.ids import name_key, nfc
from headwater.graph.records import Party, PartyKind, Provenance, Record, Source
from headwater.graph.vocabulary import Pack
from headwater.loaders.base import InputFile, Options, Rejected, Row
from headwater.loaders.countries import country_code
from headwater.loaders.reading import Table, TableRow, open_table, provenance

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_ENDLESS = re.compile(r"[-+]?(?:nan|inf(?:inity)?)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_TRUE, _FALSE = {"yes", "true", "1", "y", "x"}, {"no", "false", "0", "n"}


REMEMBERED = 1_000_000
"""Rows remembered to note repeated ones; later ones are only held against these. Assumed, for memory."""


class Bad(Exception):
    """A row that can't be taken: `column` (its header, None: the row), a short stable `code`, and why."""

    def __init__(self, column: str | None, code: str, message: str) -> None:
        super().__init__(message)
        self.column, self.code, self.message = column, code, message


class Fields:
    """The cells of one row by header; what is left out is gathered in `warnings`. `pack`: whose words they are."""

    __slots__ = ("_columns", "pack", "row", "table", "warnings")

    def __init__(self, table: Table, row: TableRow, columns: dict[str, int | None], pack: Pack) -> None:
        self.table, self.row, self._columns, self.pack = table, row, columns, pack
        self.warnings: list[Rejected] = []

    def text(self, name: str) -> str | None:
        """A cell in NFC; None where empty or where the column isn't there."""
        column = self._columns[name]
        text = self.row.text(column) if column is not None else None
        if text is None or (text.isascii() and text.isprintable() and "  " not in text):
            return text
        return nfc(text) or None

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

    def number(self, name: str, low: float, high: float) -> float | None:
        """A number from low to high; None: empty. Raises Bad (`number`, `range`)."""
        text = self.text(name)
        if text is None:
            return None
        if _ENDLESS.fullmatch(text):
            raise Bad(name, "range", f"{name} {text!r} is not between {low:g} and {high:g}")
        if not _NUMBER.fullmatch(text):
            raise Bad(name, "number", f"{name} {text!r} is no number; write it with a point, as 0.25")
        value = float(text)
        if not low <= value <= high:
            raise Bad(name, "range", f"{name} {text} is not between {low:g} and {high:g}")
        return value + 0.0

    def share(self, name: str) -> float | None:
        """A fraction, 0 to 1; None: unknown. Raises Bad (`number`, `range`)."""
        return self.number(name, 0.0, 1.0)

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

    def warn(self, name: str | None, code: str, message: str) -> None:
        """Say that a cell was left out, or something of the row is noted."""
        column = None if name is None else self._columns[name]
        self.warnings.append(self.table.rejected(self.row, column if column is not None else name, code, message))


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day that exists.

    >>> is_date("2024"), is_date("2024-02-29"), is_date("2025-02-29"), is_date("2025-13"), is_date("01.02.2025")
    (True, True, False, False, False)
    """
    if not _DATE.fullmatch(text) or text < "1000":
        return False
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10])
    except ValueError:
        return False
    return True


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


def content_key(*parts: str | float | None) -> str:
    """A key made of what a row says, the same wherever the row stands: 16 hex digits."""
    body = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def stub(key: str, where: Provenance, country: str | None = None) -> Party:
    """A party that a row names without saying what it is."""
    return Party(provenance=where, kind=PartyKind.STUB, key=key, country=country)


class Template:
    """What the loaders of our own templates share: one row in, records or a reason out."""

    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    LICENCE: ClassVar[str | None] = None
    MAPPING: ClassVar[str] = "1"
    NEEDED: ClassVar[tuple[str, ...]]
    """Columns that must be there."""
    ALSO: ClassVar[tuple[str, ...]] = ()
    """Columns that may be there; others are passed over."""
    TELLING: ClassVar[tuple[str, ...]] = ()
    """Columns that together are found in no other format."""

    def sniff(self, files: Sequence[InputFile]) -> float:
        """Sure where every needed column is there, spelt as in the template."""
        try:
            tables = [self.table(f) for f in files]
        except FileRefused:
            return 0.0
        spelt = all({h.strip() for h in t.headers} >= {*self.NEEDED, *self.TELLING} for t in tables)
        return 0.95 if tables and spelt else 0.0

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the Source record. Raises FileRefused where a file isn't such a table."""
        tables = [self.table(f) for f in files]
        return Source(
            provenance=provenance(files[0], options, 0),
            key=options.source,
            title=f"{options.source}: {self.TITLE}",
            licence=options.licence,
            dated=options.dated,
            completeness=options.completeness,
            format=self.NAME,
            fictional=options.fictional,
            note="; ".join(n for t in tables for n in t.notes) or None,
        )

    def table(self, file: InputFile) -> Table:
        """Open a file as this template. Raises FileRefused (`column_missing`, …)."""
        return open_table(file, [(n,) for n in self.NEEDED], known=self.ALSO)

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give the data rows in file order."""
        for file in files:
            table = self.table(file)
            columns = {n: table.column(n) for n in (*self.NEEDED, *self.ALSO)}
            refused = self.look(table, columns, options)
            seen: dict[bytes, int] = {}
            for row in table.rows():
                where = provenance(file, options, row.number)
                yield self._row(Fields(table, row, columns, options.pack), columns, where, refused, seen)

    def look(self, table: Table, columns: dict[str, int | None], options: Options) -> dict[str, str]:
        """Look at a whole table before its rows: what `make` is handed. By default nothing."""
        return {}

    def make(self, cells: Fields, where: Provenance, refused: dict[str, str]) -> tuple[Record, ...]:
        """Make the records of one row. Raises Bad."""
        raise NotImplementedError

    def _row(
        self,
        cells: Fields,
        columns: dict[str, int | None],
        where: Provenance,
        refused: dict[str, str],
        seen: dict[bytes, int],
    ) -> Row:
        table, row = cells.table, cells.row
        if row.rejected is not None:
            return Row(row.number, rejected=row.rejected)
        try:
            records = self.make(cells, where, refused)
        except Bad as bad:
            column = bad.column if bad.column is None or columns.get(bad.column) is None else columns[bad.column]
            return Row(row.number, rejected=table.rejected(row, column, bad.code, bad.message))
        digest = hashlib.blake2b("\x1f".join(row.cells).encode(), digest_size=8).digest()
        first = seen.setdefault(digest, row.number) if len(seen) < REMEMBERED else seen.get(digest, row.number)
        if first != row.number:
            cells.warn(None, "duplicate", f"says the same as row {first}")
        return Row(row.number, records=records, warnings=tuple(cells.warnings))


__all__ = ["Bad", "Fields", "Template", "content_key", "fold", "is_date", "one_of", "stub"]
