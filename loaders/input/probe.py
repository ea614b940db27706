"""One look at a file for all loaders: what it is by its content, and how its table or document begins.

The file is opened once, when the first loader asks (a workbook once more, by the library that reads it);
what was seen, or why nothing can be, is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from headwater.graph.errors import FileRefused
from headwater.loaders.input import objects, sheets, texts
from headwater.loaders.input.elements import first_element
from headwater.loaders.input.files import stamp
from headwater.loaders.input.headers import Found, find_header
from headwater.loaders.input.kinds import kind_of
from headwater.loaders.port import InputFile, Kind

SHEETS: tuple[Kind, ...] = ("xls", "xlsx", "ods")
BEGINNING = 1 << 20
"""Bytes of a document (JSON, XML) that are looked at before it's read. Assumed: a first item is within them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look at a file shows: `text` of a delimited text, `book` of a workbook, `document` of JSON or XML."""

    kind: Kind
    stamp: tuple[int, int]
    """Size and time of the last change, to notice a change while it is read."""
    text: texts.Beginning | None = None
    book: sheets.Book | None = None
    document: bytes = b""
    outline: objects.Outline = field(default_factory=objects.Outline)


class FileProbe:
    """A file as all loaders see it before it's read; the first question opens it."""

    __slots__ = ("_seen", "file")

    def __init__(self, file: InputFile) -> None:
        self.file = file
        self._seen: Seen | FileRefused | None = None

    def look(self) -> Seen:
        """Give what is seen.

        Raises:
            FileRefused: `type` (neither a table, JSON nor XML), `empty`, `encrypted`, `encoding`, `dialect`,
                and what a broken workbook makes.
        """
        if self._seen is None:
            try:
                self._seen = _look(self.file)
            except FileRefused as error:
                self._seen = error
        if isinstance(self._seen, FileRefused):
            raise self._seen
        return self._seen

    def find(
        self, required: Sequence[Sequence[str]] = (), known: Sequence[str] = (), sheet: str | None = None
    ) -> tuple[str | None, Found]:
        """Find the sheet (None: it's a text) and the header of a table with these columns. Raises FileRefused."""
        seen = self.look()
        if seen.text is not None:
            return None, find_header(self.file, seen.text.records, required, known)
        if seen.book is not None:
            return sheets.find_sheet(self.file, seen.book, required, known, sheet)
        message = f"is {seen.kind.upper()}, where a table (CSV, XLS, XLSX, ODS) is expected"
        raise FileRefused("type", self.file.name, message)

    @property
    def kind(self) -> Kind | None:
        """What the file is by its content, whatever its name says; None: nothing that can be read."""
        try:
            return self.look().kind
        except FileRefused:
            return None

    def headers(self, required: Sequence[Sequence[str]] = (), known: Sequence[str] = ()) -> tuple[str, ...] | None:
        """The headers of the table with these columns; None: there is no such table."""
        try:
            return self.find(required, known)[1][0]
        except FileRefused:
            return None

    @property
    def top(self) -> Mapping[str, Any]:
        """The members of a JSON object near its beginning, without its lists; {} where it's none."""
        return self.look().outline.top if self.kind == "json" else {}

    def first(self, name: str | None = None) -> Any:
        """The first item of a JSON object's list of this name (None: of a list, or of JSON Lines); None: no such."""
        return self.look().outline.firsts.get(name) if self.kind == "json" else None

    def element(self, tag: str) -> Element | None:
        """The first element of an XML file with this tag; None: none near its beginning."""
        return first_element(self.look().document, tag) if self.kind == "xml" else None


def probes_of(files: Sequence[InputFile]) -> tuple[FileProbe, ...]:
    """Make a probe of each file; none is opened yet."""
    return tuple(FileProbe(f) for f in files)


def _look(file: InputFile) -> Seen:
    """Look at a file, opening it once."""
    with file.path.open("rb") as stream:
        before = stamp(file.path)
        kind = kind_of(file, stream)
        stream.seek(0)
        if kind == "csv":
            return Seen(kind, before, text=texts.begin(file, stream))
        if kind in SHEETS:
            return Seen(kind, before, book=sheets.open_book(file))
        document = stream.read(BEGINNING)
    whole = len(document) < BEGINNING
    outline = objects.outline_of(document, whole=whole) if kind == "json" else objects.Outline()
    return Seen(kind, before, document=document, outline=outline)


__all__ = ["SHEETS", "FileProbe", "Seen", "probes_of"]
