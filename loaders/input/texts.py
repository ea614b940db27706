"""Text files: how their bytes become lines, and their lines records of cells.

UTF-8 (with or without a byte order mark) and UTF-16 (with one) are read as such; a file with no line
of true UTF-8 beyond ASCII is Windows-1252. What can't be decoded stays a lone surrogate here, so
that its row goes to quarantine: no U+FFFD is ever stored. Memory is one record, whatever the file's size.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple, TextIO

from headwater.graph.errors import FileRefused
from headwater.loaders.input.limits import COLUMNS, FIELD_CHARS, HEADER_ROWS, RECORD_CHARS
from headwater.loaders.port import InputFile

DELIMITERS = (",", ";", "\t")
_CHUNK = 1 << 20
_BLOCK = 1 << 16
"""Characters that are cut into lines at once. Assumed."""
_SAMPLE = 50
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ODD = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
"""What `_plain` leaves to the careful reading."""
_HIGH_RUN = re.compile(rb"[\x80-\xff]{4,}")
_HIGH = re.compile(rb"[\x80-\xff]")


class Record(NamedTuple):
    """One logical record: the line on which it begins (1 is the first), its cells, its text.

    `code` and `message` say what is wrong with it; cells are empty then.
    """

    line: int
    cells: tuple[str, ...]
    raw: str
    code: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is decoded: codec, error handler, and whether it was guessed."""

    codec: str
    errors: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a text is read, and its first records, enough to find the header in."""

    encoding: Encoding
    delimiter: str
    records: tuple[Record, ...]


def begin(file: InputFile, stream: io.BufferedReader) -> Beginning:
    """Find encoding and delimiter of an open file, and read its first records.

    Raises:
        FileRefused: `encoding`, `record_too_long`, `dialect`.
    """
    encoding = encoding_of(file, stream)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding.codec, encoding.errors, newline="")
    try:
        delimiter = delimiter_of(file, list(islice(_lines(file, text), _SAMPLE)))
        text.seek(0)
        head = tuple(islice(_records(_lines(file, text), delimiter), HEADER_ROWS))
    finally:
        text.detach()
    return Beginning(encoding, delimiter, head)


def encoding_of(file: InputFile, stream: io.BufferedReader) -> Encoding:
    """Find the encoding from the bytes of the whole file, open at its beginning.

    Raises:
        FileRefused: `encoding`, where neither UTF-8 nor Windows-1252 makes sense of it.
    """
    if stream.read(4).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16", "surrogatepass", "read as UTF-16")
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        stream.seek(0)
        return _mixed(file, stream)
    return Encoding("utf-8-sig", "surrogateescape")


def _mixed(file: InputFile, stream: io.BufferedReader) -> Encoding:
    """Decide between UTF-8 with a few bad lines and Windows-1252."""
    good = bad = high = runs = position = 0
    first: int | None = None
    for line in iter(lambda: stream.readline(RECORD_CHARS), b""):
        if not line.isascii():
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError as error:
                bad += 1
                first = position + error.start if first is None else first
                high += len(_HIGH.findall(line))
                runs += sum(len(m) for m in _HIGH_RUN.findall(line))
        position += len(line)
    if good:
        return Encoding("utf-8-sig", "surrogateescape", f"{bad} lines are not UTF-8")
    # Western words hold lone letters beyond ASCII; double-byte encodings make long runs of them. Assumed.
    if runs * 2 > high:
        raise FileRefused(
            "encoding",
            file.name,
            f"the bytes from offset {first} on are neither UTF-8 nor Windows-1252; save the file as UTF-8",
        )
    return Encoding("cp1252", "surrogateescape", "read as Windows-1252, since it is not UTF-8")


def lines(file: InputFile, encoding: Encoding) -> Iterator[str]:
    """Give the physical lines with their ends (CR, LF or CRLF, also mixed).

    Raises:
        FileRefused: `record_too_long` or `encoding`.
    """
    with file.path.open("r", encoding=encoding.codec, errors=encoding.errors, newline="") as stream:
        yield from _lines(file, stream)


def _lines(file: InputFile, stream: TextIO, number: int = 0) -> Iterator[str]:
    """The lines of a stream, `number` of which were read already."""
    while True:
        try:
            line = stream.readline(RECORD_CHARS + 1)
        except UnicodeError as error:
            raise FileRefused("encoding", file.name, f"after line {number}: {error}") from None
        if not line:
            return
        number += 1
        if len(line) > RECORD_CHARS:
            message = f"line {number} is longer than {RECORD_CHARS:,} characters; is this a table?"
            raise FileRefused("record_too_long", file.name, message)
        yield line


def delimiter_of(file: InputFile, sample: Sequence[str]) -> str:
    """Find the delimiter among `,` `;` and tab: the one that cuts the first lines most evenly.

    Raises:
        FileRefused: `dialect`, where two do so equally well.
    """
    scores: dict[str, tuple[float, int]] = {}
    for mark in DELIMITERS:
        widths = [len(r.cells) for r in _records(iter(sample), mark) if r.code is None and any(r.cells)]
        usual = max(set(widths), key=lambda w: (widths.count(w), w), default=1)
        scores[mark] = (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 1)
    best = max(scores.values())
    if best[1] == 1:
        return ","
    winners = [m for m, s in scores.items() if s == best]
    if len(winners) > 1:
        shown = " and ".join(repr(m) for m in winners)
        raise FileRefused("dialect", file.name, f"{shown} cut the rows equally well; save it with one delimiter")
    return winners[0]


def records(file: InputFile, encoding: Encoding, delimiter: str) -> Iterator[Record]:
    """Give the records; blank lines are skipped, bad ones carry a code.

    Plain lines are cut a block at a time; from the first block on that holds anything else, record by record.
    """
    with file.path.open("r", encoding=encoding.codec, errors=encoding.errors, newline="") as stream:
        number, rest = 0, ""
        while encoding.errors == "surrogateescape" and (block := stream.read(_BLOCK)):
            cut = block.rfind("\n") + 1
            lines = (rest + block[:cut]).split("\n")[:-1] if cut else None
            found = None if lines is None else _plain(lines, delimiter, number)
            if lines is None or found is None:
                rest += block
                break
            yield from found
            number, rest = number + len(lines), block[cut:]
        ahead: list[str] = []
        if rest:
            rest += stream.readline(RECORD_CHARS + 1)
            ahead = list(_lines(file, io.StringIO(rest, newline=""), number))
        yield from _records(chain(ahead, _lines(file, stream, number + len(ahead))), delimiter, number)


def _plain(lines: Sequence[str], delimiter: str, number: int) -> list[Record] | None:
    """Cut whole lines into records, the same as `_records` would; None where that needs a closer look.

    Plain lines have no odd character, no very long cell, and each is a record of its own.
    """
    if max(map(len, lines)) > min(FIELD_CHARS, RECORD_CHARS) - 1 or _ODD.search("\n".join((*lines, ""))):
        return None
    out: list[Record] = []
    try:
        for at, line in enumerate(lines, number + 1):
            raw = line.rstrip("\r")
            if '"' in line:
                if line.count('"') % 2:
                    return None
                (row,) = csv.reader((raw,), delimiter=delimiter, strict=True)
                cells = tuple(row)
            else:
                cells = tuple(raw.split(delimiter))
            if len(cells) > COLUMNS:
                return None
            if cells[0].strip() or any(c.strip() for c in cells):
                out.append(Record(at, cells, raw))
    except (csv.Error, ValueError):
        return None
    return out


def _records(stream: Iterator[str], delimiter: str, number: int = 0) -> Iterator[Record]:
    """Cut lines, the first of which is the one after `number`, into records."""
    ahead: deque[str] = deque()

    def pull() -> str | None:
        return ahead.popleft() if ahead else next(stream, None)

    while (line := pull()) is not None:
        number += 1
        taken = [line]
        if '"' in line:
            size, odd = 0, line.count('"') % 2 == 1
            while odd and (size := size + len(taken[-1])) <= FIELD_CHARS + len(line) and (more := pull()) is not None:
                taken.append(more)
                odd = (odd + more.count('"')) % 2 == 1
            record = _quoted(number, taken, delimiter)
            if record.code == "quote" and len(taken) > 1:
                ahead.extendleft(reversed(taken[1:]))
                taken = taken[:1]
                record = _bad(number, line, "quote", "a quotation mark is opened and never closed")
        else:
            text = line.rstrip("\r\n")
            record = _checked(Record(number, tuple(text.split(delimiter)), text))
        number += len(taken) - 1
        if record.code is not None or any(c.strip() for c in record.cells):
            yield record


def _quoted(number: int, taken: list[str], delimiter: str) -> Record:
    """Cut a record with quotation marks."""
    text = "".join(taken)
    try:
        rows = list(csv.reader(taken, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "field limit" in str(error):
            return _bad(number, text, "field_too_long", f"a cell is longer than {FIELD_CHARS:,} characters")
        return _bad(number, text, "quote", f"quotation marks are off: {error}")
    if len(rows) != 1:
        return _bad(number, text, "quote", "a quotation mark is opened and never closed")
    return _checked(Record(number, tuple(rows[0]), text.rstrip("\r\n")))


def _checked(record: Record) -> Record:
    """Mark what can't be taken: bytes that don't decode, control characters, cells too long."""
    raw = record.raw
    if _SURROGATE.search(raw):
        return _bad(record.line, raw, "encoding", "bytes that can't be decoded; save the file as UTF-8")
    if _CONTROL.search(raw):
        return _bad(record.line, raw, "control_char", "a NUL or control character stands in the row")
    if len(raw) > FIELD_CHARS and any(len(c) > FIELD_CHARS for c in record.cells):
        return _bad(record.line, raw, "field_too_long", f"a cell is longer than {FIELD_CHARS:,} characters")
    if len(record.cells) > COLUMNS:
        return _bad(record.line, raw, "too_many_columns", f"more than {COLUMNS:,} columns")
    return record


def _bad(number: int, raw: str, code: str, message: str) -> Record:
    return Record(number, (), raw, code, message)


__all__ = ["DELIMITERS", "Beginning", "Encoding", "Record", "begin", "delimiter_of", "encoding_of", "lines", "records"]
