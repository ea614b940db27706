"""Tables: a file becomes headers and rows with their true row numbers.

Text files and workbooks look the same from here on: headers, rows, cells as text. What is wrong with
a whole file raises `FileRefused` before anything is written; what is wrong with a row comes with it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from headwater.loaders.input import sheets, texts
from headwater.loaders.input.files import unchanged
from headwater.loaders.input.headers import fold_header, is_contact, no_rows, spelt
from headwater.loaders.input.limits import RAW_CHARS
from headwater.loaders.input.probe import SHEETS, FileProbe, Seen
from headwater.loaders.port import InputFile, Kind, Rejected

_SUFFIXES: dict[str, tuple[Kind, ...]] = {
    ".csv": ("csv",), ".tsv": ("csv",), ".txt": ("csv",), ".xls": ("xls",), ".xlsx": ("xlsx",), ".xlsm": ("xlsx",),
    ".xlsb": ("xlsx",), ".ods": ("ods",), ".json": ("json",), ".geojson": ("json",), ".xml": ("xml",),
}  # fmt: skip
_MAC_ROMAN = re.compile("[√¬][^\\x00-\\x7f]")


def mended(text: str) -> str:
    """Mend UTF-8 that was once read as Mac Roman (real lists hold it); nothing else begins with √ or ¬ in a list.

    >>> mended("N¬∫ 280"), mended("Cal√ßados"), mended("√2")
    ('Nº 280', 'Calçados', '√2')
    """
    if "√" not in text and "¬" not in text:
        return text
    return _MAC_ROMAN.sub(_as_utf8, text)


def _as_utf8(found: re.Match[str]) -> str:
    try:
        return found[0].encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return found[0]


class TableRow(NamedTuple):
    """One data row: `number` as a person would count it, cells as text, or why it can't be read."""

    number: int
    cells: tuple[str, ...]
    raw: str
    rejected: Rejected | None = None

    def text(self, column: int | None) -> str | None:
        """Give a cell trimmed (also of non-breaking and zero-width spaces); None where empty or no column."""
        if column is None or column >= len(self.cells):
            return None
        text = self.cells[column].strip(" \t\r\n\u00a0\u200b\u3000\ufeff")
        return (text if text.isascii() else mended(text)) or None


@dataclass(slots=True)
class Table:
    """A table: `headers` as written, the row they stand in, the text of the rows above, `notes` for the user."""

    file: InputFile
    kind: Kind
    headers: tuple[str, ...]
    header_row: int
    title: tuple[str, ...]
    seen: Seen
    sheet: str | None = None
    notes: list[str] = field(default_factory=list)

    def column(self, *names: str) -> int | None:
        """Give the place of the first of these headers that is there, however spelt; None: none.

        "* Brand(s)" is any header that ends with it.
        """
        folded = [fold_header(h) for h in self.headers]
        for name in names:
            for place, head in enumerate(folded):
                if head and spelt(head, name):
                    return place
        return None

    def rejected(
        self, row: TableRow, column: int | str | None, code: str, message: str, unread: Collection[int | None] = ()
    ) -> Rejected:
        """Make a quarantine line: for a cell (its place or header) or, with None, the row without what is `unread`."""
        if column is None:
            raw = row.raw
            if row.cells and (unread or any(map(is_contact, self.headers))):
                cells = enumerate(zip(self.headers, row.cells, strict=True))
                raw = "\t".join(c for i, (h, c) in cells if i not in unread and not is_contact(h))
            return Rejected(self.file.name, row.number, None, code, message, raw[:RAW_CHARS])
        at = column if isinstance(column, int) else self.column(column)
        head = self.headers[at] if at is not None else str(column)
        raw = row.cells[at] if at is not None and at < len(row.cells) else ""
        return Rejected(self.file.name, row.number, head, code, message, raw[:RAW_CHARS])

    def rows(self) -> Iterator[TableRow]:
        """Give the data rows in file order, blank ones left out; a text file is streamed.

        Raises:
            FileRefused: `changed_during_read`, or what `texts` and `sheets` refuse.
        """
        width = len(self.headers)
        for r in self._records():
            if r.line <= self.header_row:
                continue
            raw, cells, code, message = r.raw, r.cells, r.code, r.message
            if code is None and len(cells) != width:
                if len(cells) > width and not any(c.strip() for c in cells[width:]):
                    cells = cells[:width]
                elif self.kind in SHEETS and len(cells) < width:
                    cells = cells + ("",) * (width - len(cells))
                else:
                    code, message = "field_count", f"{len(cells)} cells under {width} headers"
            if code is not None:
                bad = Rejected(self.file.name, r.line, None, code, message, _shown(raw))
                yield TableRow(r.line, (), _shown(raw), bad)
            else:
                yield TableRow(r.line, cells, raw)
        unchanged(self.file, self.seen.stamp)

    def _records(self) -> Iterator[texts.Record]:
        if self.seen.book is not None:
            return sheets.sheet_records(self.file, self.seen.book.handle, self.sheet or "")
        assert self.seen.text is not None
        return texts.records(self.file, self.seen.text.encoding, self.seen.text.delimiter)


def open_table(
    file: InputFile, required: Sequence[Sequence[str]] = (), *, known: Sequence[str] = (), sheet: str | None = None
) -> Table:
    """Open a delimited text or a workbook as a table.

    `required` are the columns that must be there, each with its spellings; `known` are further ones
    that help to find the header. Without either, the header is the first row that looks like one:
    two or more cells (or the only ones there are), all words, none twice.

    Raises:
        FileRefused: `empty`, `header_missing`, `header_duplicate`, `column_missing`, `too_many_columns`,
            `sheet_ambiguous`, `type`, `encoding`, `dialect`, and what a broken workbook makes.
    """
    probe = FileProbe(file)
    name, found = probe.find(required, known, sheet)
    seen = probe.look()
    notes = _name_note(file, seen.kind)
    if seen.text is not None:
        notes += _text_notes(file, seen.text)
        notes += no_rows(file, seen.text.records, found[1])
    if seen.book is not None and name is not None:
        notes += no_rows(file, seen.book.records(name), found[1])
    if seen.book is not None and len(seen.book.firsts) > 1:
        notes.append(f"{file.name}: sheet {name!r} is read, of {', '.join(map(repr, seen.book.firsts))}")
    return Table(file, seen.kind, *found, seen, sheet=name, notes=notes)


def _text_notes(file: InputFile, text: texts.Beginning) -> list[str]:
    notes = [f"{file.name}: {text.encoding.note}"] if text.encoding.note else []
    if text.delimiter != ",":
        notes.append(f"{file.name}: cells are parted by {'tab' if text.delimiter == chr(9) else text.delimiter!r}")
    return notes


def _name_note(file: InputFile, kind: Kind) -> list[str]:
    usual = _SUFFIXES.get(file.path.suffix.lower())
    if usual is None or kind in usual:
        return []
    return [f"{file.name}: is {kind.upper()} by its content, whatever its name says"]


def _shown(raw: str) -> str:
    """Raw text with what can't be decoded written out, so that the quarantine file is UTF-8."""
    return raw[:RAW_CHARS].encode("utf-8", "backslashreplace").decode("utf-8")


__all__ = ["Table", "TableRow", "mended", "open_table"]
