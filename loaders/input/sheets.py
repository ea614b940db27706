"""Workbooks (XLS, XLSX, XLSB, ODS) through python-calamine, cells as text.

97220.0 is "97220", a date is ISO, 0.71 stays 0.71 whatever its format: the loader decides from the
whole column. Archives are looked at before they are unpacked.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import python_calamine

from headwater.graph.errors import FileRefused
from headwater.loaders.input.headers import Found, find_header
from headwater.loaders.input.limits import (
    ARCHIVE_BYTES,
    ARCHIVE_MEMBERS,
    ARCHIVE_RATIO,
    ARCHIVE_SMALL,
    COLUMNS,
    FIELD_CHARS,
    HEADER_ROWS,
    SHEET_CELLS,
)
from headwater.loaders.input.texts import Record
from headwater.loaders.port import InputFile

_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_FILLED_CELL = re.compile(rb"<table:table-cell\b(?=[^>]*office:value-type)[^>]*number-columns-repeated=\"([0-9]+)\"")
_FILLED_ROW = re.compile(
    rb"<table:table-row\b[^>]*number-rows-repeated=\"([0-9]+)\"[^>]*>(?=\s*<table:table-cell\b[^>]*office:value-type)"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_EXACT = 2**53
_WINDOW = 1 << 20
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_old(file: InputFile, stream: BinaryIO) -> None:
    """Refuse an encrypted workbook in an old container. Raises FileRefused (`encrypted`)."""
    stream.seek(0)
    tail = b""
    while chunk := stream.read(_WINDOW):
        if _ENCRYPTED in tail + chunk:
            raise FileRefused("encrypted", file.name, "the workbook is encrypted; save it without a password")
        tail = chunk[-len(_ENCRYPTED) :]


def check_archive(file: InputFile, stream: BinaryIO) -> frozenset[str]:
    """Give the names in a zipped workbook, open at any place.

    One that is broken, encrypted, a bomb, or holds entities is refused.

    Raises:
        FileRefused: `broken`, `encrypted`, `archive_members`, `archive_path`, `archive_duplicate`,
            `archive_overlap`, `archive_ratio`, `xml_entity`, `sheet_too_large`.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            _members(file, archive.infolist())
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels")):
                    _scan(file, archive, info)
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise FileRefused("broken", file.name, f"the workbook is damaged: {error}; save it again") from None


def _members(file: InputFile, infos: list[zipfile.ZipInfo]) -> None:
    def refuse(code: str, message: str) -> FileRefused:
        return FileRefused(code, file.name, message)

    if len(infos) > ARCHIVE_MEMBERS:
        raise refuse("archive_members", f"holds {len(infos):,} files, more than {ARCHIVE_MEMBERS:,}")
    if any(i.flag_bits & 1 for i in infos):
        raise refuse("encrypted", "the workbook is encrypted; save it without a password")
    names = [i.filename for i in infos]
    if len(set(names)) < len(names):
        raise refuse("archive_duplicate", "holds two files of one name")
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or (info.external_attr >> 28) == 0xA:
            raise refuse("archive_path", f"holds a file outside of itself: {info.filename!r}")
    unpacked = sum(i.file_size for i in infos)
    packed = sum(i.compress_size for i in infos)
    if packed > file.path.stat().st_size:
        raise refuse("archive_overlap", "its files overlap")
    if unpacked > ARCHIVE_BYTES or (unpacked > ARCHIVE_SMALL and unpacked > ARCHIVE_RATIO * max(packed, 1)):
        message = f"grows from {packed:,} to {unpacked:,} bytes when unpacked, more than {ARCHIVE_RATIO}:1"
        raise refuse("archive_ratio", message)


def _scan(file: InputFile, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Look through one XML member, a window at a time: entities, and a sheet's true area."""
    is_sheet = info.filename.startswith("xl/worksheets/")
    tail, row, column = b"", 0, 0
    with archive.open(info) as stream:
        while chunk := stream.read(_WINDOW):
            window = tail + chunk
            if _ENTITY.search(window):
                raise FileRefused("xml_entity", file.name, f"{info.filename} declares entities; save it again")
            if is_sheet:
                for letters, digits in _CELL.findall(window):
                    row, column = max(row, int(digits)), max(column, _column(letters))
            elif info.filename == "content.xml":
                row = max([row, *map(int, _FILLED_ROW.findall(window))])
                column = max([column, *map(int, _FILLED_CELL.findall(window))])
            tail = window[-256:]
    # A repeated row is as wide as its cells, a repeated cell may stand in every row: one alone can be too many.
    if row * column > SHEET_CELLS or (not is_sheet and max(row * 100, column * 1000) > SHEET_CELLS):
        message = f"{info.filename} reaches to row {row:,} and column {column:,}; save only the rows in use, as CSV"
        raise FileRefused("sheet_too_large", file.name, message)


def _column(letters: bytes) -> int:
    number = 0
    for c in letters:
        number = number * 26 + c - 64
    return number


@dataclass(frozen=True, slots=True)
class Book:
    """An open workbook: its sheets by name, each with its first records, or why they can't be read."""

    handle: Any
    firsts: dict[str, tuple[Record, ...] | FileRefused]

    def records(self, name: str) -> tuple[Record, ...]:
        """The first records of a sheet, enough to find the header in. Raises FileRefused."""
        found = self.firsts[name]
        if isinstance(found, FileRefused):
            raise found
        return found


def open_book(file: InputFile) -> Book:
    """Open a workbook and look at the beginning of each sheet. Raises FileRefused (`encrypted`, `broken`)."""
    handle = workbook(file)
    firsts: dict[str, tuple[Record, ...] | FileRefused] = {}
    for name in handle.sheet_names:
        try:
            firsts[name] = tuple(islice(sheet_records(file, handle, name), HEADER_ROWS))
        except FileRefused as error:
            firsts[name] = error
    return Book(handle, firsts)


def find_sheet(
    file: InputFile, book: Book, required: Sequence[Sequence[str]], known: Sequence[str], wanted: str | None
) -> tuple[str, Found]:
    """Find the one sheet that holds the header.

    Raises:
        FileRefused: `sheet_missing`, `sheet_ambiguous`, and what `headers.find_header` refuses.
    """
    names: list[str] = [wanted] if wanted is not None else list(book.firsts)
    if wanted is not None and wanted not in book.firsts:
        raise FileRefused("sheet_missing", file.name, f"no sheet {wanted!r}; there are {', '.join(book.firsts)}")
    found: list[tuple[str, Found]] = []
    problems: list[FileRefused] = []
    for name in names:
        try:
            found.append((name, find_header(file, book.records(name), required, known)))
        except FileRefused as error:
            problems.append(error)
    if len(found) > 1:
        shown = ", ".join(repr(n) for n, _ in found)
        raise FileRefused("sheet_ambiguous", file.name, f"sheets {shown} each hold such a table; keep one in the file")
    if not found:
        raise next((p for p in problems if p.code not in ("empty", "header_missing")), problems[0])
    return found[0]


def workbook(file: InputFile) -> Any:
    """Open a workbook.

    Raises:
        FileRefused: `encrypted` or `broken`.
    """
    try:
        return python_calamine.load_workbook(str(file.path))
    except python_calamine.PasswordError:
        raise FileRefused("encrypted", file.name, "the workbook is encrypted; save it without a password") from None
    except (python_calamine.CalamineError, OSError) as error:
        raise FileRefused("broken", file.name, f"the workbook is damaged: {error}; save it again") from None


def sheet_records(file: InputFile, book: Any, name: str) -> Iterator[Record]:
    """Give the rows of a sheet that hold anything, `line` being the sheet's row (1 is the first).

    Raises:
        FileRefused: `broken`, `sheet_too_large`, `too_many_columns`.
    """
    try:
        sheet = book.get_sheet_by_name(name)
    except (python_calamine.CalamineError, OSError) as error:
        raise FileRefused("broken", file.name, f"sheet {name!r} can't be read: {error}; save it again") from None
    if sheet.total_width > COLUMNS:
        raise FileRefused("too_many_columns", file.name, f"sheet {name!r} has {sheet.total_width:,} columns")
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = tuple(cell_text(c) for c in row)
        if not any(c.strip() for c in cells):
            continue
        raw = "\t".join(cells)
        if _CONTROL.search(raw):
            yield Record(number, (), raw, "control_char", "a NUL or control character stands in the row")
        elif any(len(c) > FIELD_CHARS for c in cells):
            yield Record(number, (), raw, "field_too_long", f"a cell is longer than {FIELD_CHARS:,} characters")
        elif any(isinstance(c, float) and abs(c) >= _EXACT for c in row):
            message = "a number is too long to be exact; format the column as text"
            yield Record(number, (), raw, "precision_lost", message)
        else:
            yield Record(number, cells, raw)


def cell_text(value: Any) -> str:
    """Give a cell as text.

    >>> cell_text(97220.0), cell_text(0.71), cell_text(datetime.datetime(2025, 1, 2)), cell_text(True)
    ('97220', '0.71', '2025-01-02', 'True')
    """
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else str(value)


__all__ = ["Book", "cell_text", "check_archive", "check_old", "find_sheet", "open_book", "sheet_records", "workbook"]
