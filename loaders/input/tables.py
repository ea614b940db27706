"""The reading layer: a path becomes files, a file a table, a table rows with their true row numbers.

Text files and workbooks look the same from here on: headers, rows, cells as text. What is wrong with
a whole file raises `FileRefused` before anything is written; what is wrong with a row comes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from headwater.graph.errors import FileRefused
from headwater.loaders.input import sheets, texts
from headwater.loaders.input.headers import Found, find_header, fold_header, is_contact, no_rows, spelt
from headwater.loaders.input.limits import HEADER_ROWS, RAW_CHARS
from headwater.loaders.port import InputFile, Rejected

Kind = Literal["csv", "xls", "xlsx", "ods", "json", "xml"]
"""What a file is by its content; "csv" is any delimited text."""
SHEETS: tuple[Kind, ...] = ("xls", "xlsx", "ods")
_SUFFIXES: dict[str, tuple[Kind, ...]] = {
    ".csv": ("csv",), ".tsv": ("csv",), ".txt": ("csv",), ".xls": ("xls",), ".xlsx": ("xlsx",), ".xlsm": ("xlsx",),
    ".xlsb": ("xlsx",), ".ods": ("ods",), ".json": ("json",), ".geojson": ("json",), ".xml": ("xml",),
}  # fmt: skip
_MAC_ROMAN = re.compile("[√¬][^\\x00-\\x7f]")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {b"%PDF": "a PDF", b"MZ\x90": "a program", b"\x7fELF": "a program", b"\x1f\x8b": "a gzip archive",
           b"7z\xbc\xaf": "a 7z archive", b"Rar!": "a RAR archive", b"\x89PNG": "a picture",
           b"\xff\xd8\xff": "a picture", b"SQLite format 3": "a database"}  # fmt: skip


def file_kind(file: InputFile) -> Kind:
    """Say what a file is, by its content and never by its name.

    Raises:
        FileRefused: `type` (neither a table, JSON nor XML), `empty`, `encrypted`.
    """
    with file.path.open("rb") as stream:
        head = stream.read(4096)
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise FileRefused("type", file.name, f"is {what}; give a CSV, XLS, XLSX, ODS, JSON or XML file")
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in file.path.read_bytes():
            raise FileRefused("encrypted", file.name, "the workbook is encrypted; save it without a password")
        return "xls"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(file)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start and len(head) < 4096:
        raise FileRefused("empty", file.name, "the file holds nothing but white space")
    if re.match(rb"<(!doctype html|html)", start, re.IGNORECASE):
        raise FileRefused("type", file.name, "is a web page; download the file itself")
    if start.startswith(b"<"):
        return "xml"
    return "json" if re.match(rb'[\[{]\s*(["{\[\]}\d-]|true|false|null|NaN|Infinity|$)', start) else "csv"


def _zip_kind(file: InputFile) -> Kind:
    names = sheets.check_archive(file)
    if "content.xml" in names:
        return "ods"
    if not any(n.startswith("xl/") for n in names):
        raise FileRefused("type", file.name, "is a ZIP archive; unpack it and give the folder")
    return "xlsx"


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


@dataclass(frozen=True, slots=True)
class TableRow:
    """One data row: `number` as a person would count it, cells as text, or why it can't be read."""

    number: int
    cells: tuple[str, ...]
    raw: str
    rejected: Rejected | None = None

    def text(self, column: int | None) -> str | None:
        """Give a cell trimmed (also of non-breaking and zero-width spaces); None where empty or no column."""
        if column is None or column >= len(self.cells):
            return None
        return mended(self.cells[column].strip(" \t\r\n\u00a0\u200b\u3000\ufeff")) or None


@dataclass(slots=True)
class Table:
    """A table: `headers` as written, the row they stand in, the text of the rows above, `notes` for the user."""

    file: InputFile
    kind: Kind
    headers: tuple[str, ...]
    header_row: int
    title: tuple[str, ...]
    sheet: str | None = None
    notes: list[str] = field(default_factory=list)
    _encoding: texts.Encoding | None = None
    _delimiter: str = ","
    _book: Any = None
    _stamp: tuple[int, int] = (0, 0)

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

    def rejected(self, row: TableRow, column: int | str | None, code: str, message: str) -> Rejected:
        """Make a quarantine line: for a cell (its place or header) or, with None, the whole row."""
        if column is None:
            raw = row.raw
            if row.cells and any(map(is_contact, self.headers)):
                raw = "\t".join(c for h, c in zip(self.headers, row.cells, strict=True) if not is_contact(h))
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
        if _stamp(self.file.path) != self._stamp:
            raise FileRefused("changed_during_read", self.file.name, "changed while it was read; load it again")

    def _records(self) -> Iterator[texts.Record]:
        if self._encoding is not None:
            return texts.records(self.file, self._encoding, self._delimiter)
        return sheets.sheet_records(self.file, self._book, self.sheet or "")


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
    kind = file_kind(file)
    if kind in ("json", "xml"):
        raise FileRefused("type", file.name, f"is {kind.upper()}, where a table (CSV, XLS, XLSX, ODS) is expected")
    stamp = _stamp(file.path)
    notes = _name_note(file, kind)
    if kind == "csv":
        encoding = texts.encoding_of(file)
        delimiter = texts.delimiter_of(file, encoding)
        if encoding.note:
            notes.append(f"{file.name}: {encoding.note}")
        if delimiter != ",":
            notes.append(f"{file.name}: cells are parted by {'tab' if delimiter == chr(9) else delimiter!r}")
        head = _first(texts.records(file, encoding, delimiter))
        found = find_header(file, head, required, known)
        notes += no_rows(file, head, found[1])
        return Table(file, kind, *found, notes=notes, _encoding=encoding, _delimiter=delimiter, _stamp=stamp)
    book = sheets.workbook(file)
    name, found = _sheet(file, book, required, known, sheet)
    notes += no_rows(file, _first(sheets.sheet_records(file, book, name)), found[1])
    if len(book.sheet_names) > 1:
        notes.append(f"{file.name}: sheet {name!r} is read, of {', '.join(map(repr, book.sheet_names))}")
    return Table(file, kind, *found, sheet=name, notes=notes, _book=book, _stamp=stamp)


def _sheet(
    file: InputFile, book: Any, required: Sequence[Sequence[str]], known: Sequence[str], wanted: str | None
) -> tuple[str, Found]:
    """Find the one sheet that holds the header."""
    names: list[str] = [wanted] if wanted is not None else list(book.sheet_names)
    if wanted is not None and wanted not in book.sheet_names:
        raise FileRefused("sheet_missing", file.name, f"no sheet {wanted!r}; there are {', '.join(book.sheet_names)}")
    found: list[tuple[str, Found]] = []
    problems: list[FileRefused] = []
    for name in names:
        try:
            found.append((name, find_header(file, _first(sheets.sheet_records(file, book, name)), required, known)))
        except FileRefused as error:
            problems.append(error)
    if len(found) > 1:
        shown = ", ".join(repr(n) for n, _ in found)
        raise FileRefused("sheet_ambiguous", file.name, f"sheets {shown} each hold such a table; keep one in the file")
    if not found:
        raise next((p for p in problems if p.code not in ("empty", "header_missing")), problems[0])
    return found[0]


def _first(records: Iterator[texts.Record]) -> list[texts.Record]:
    """The first records, enough to find the header in."""
    head: list[texts.Record] = []
    for record in records:
        head.append(record)
        if len(head) == HEADER_ROWS:
            break
    return head


def _name_note(file: InputFile, kind: Kind) -> list[str]:
    usual = _SUFFIXES.get(file.path.suffix.lower())
    if usual is None or kind in usual:
        return []
    return [f"{file.name}: is {kind.upper()} by its content, whatever its name says"]


def _shown(raw: str) -> str:
    """Raw text with what can't be decoded written out, so that the quarantine file is UTF-8."""
    return raw[:RAW_CHARS].encode("utf-8", "backslashreplace").decode("utf-8")


def _stamp(path: Path) -> tuple[int, int]:
    info = path.stat()
    return info.st_size, info.st_mtime_ns


__all__ = ["SHEETS", "Kind", "Table", "TableRow", "file_kind", "fold_header", "is_contact", "open_table"]
