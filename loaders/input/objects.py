"""JSON and JSON Lines, an item at a time: memory is one item, whatever the file's size.

A document is an object with lists in it ({"count": 2, "features": [...]}), or a list.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from headwater.graph.errors import FileRefused
from headwater.loaders.input.files import stamp, unchanged
from headwater.loaders.input.kinds import kind_of
from headwater.loaders.input.limits import RAW_CHARS, RECORD_CHARS
from headwater.loaders.input.window import DUPLICATE, Fault, Window
from headwater.loaders.port import InputFile, Rejected


@dataclass(slots=True)
class Outline:
    """A JSON document without the items of its lists; None is the name of a list that is the document itself."""

    top: dict[str, Any] = field(default_factory=dict)
    """The members of the object that are no lists, and `DUPLICATE`."""
    firsts: dict[str | None, Any] = field(default_factory=dict)
    """List → its first item; an empty list has none."""
    counts: dict[str | None, int] = field(default_factory=dict)
    """List → how many items it has."""


def outline(file: InputFile) -> Outline:
    """Look through a whole JSON file.

    Raises:
        FileRefused: `type`, `encoding`, `depth` (more than 64 levels), `json`, `item_too_large`,
            `json_duplicate_key` (a list is there twice), `changed_during_read`.
    """
    found = Outline()
    for part in _parts(file):
        _gather(part, found)
    return found


def items(file: InputFile, name: str | None = None) -> Iterator[Any]:
    """Give the items of an object's list of this name (None: of a list), in file order. Raises as `outline`."""
    return (part.value for part in _parts(file) if part.what == "item" and part.name == name)


def document(file: InputFile) -> Any:
    """Read a whole JSON file as one item. Raises as `outline`."""
    with _opened(file) as window:
        return window.only()


def outline_of(beginning: bytes, *, whole: bool) -> Outline:
    """Outline what a document begins with, as far as it can be read; a `whole` one with a fault has none."""
    line, _, rest = beginning.partition(b"\n")
    if rest.lstrip()[:1] == b"{" and line.rstrip()[-1:] == b"}":
        with suppress(Fault):
            return Outline(firsts={None: Window(io.BytesIO(line)).only()})
    found = Outline()
    try:
        for part in _walk(Window(io.BytesIO(beginning))):
            _gather(part, found)
    except Fault:
        return Outline() if whole else found
    return found


def json_lines(file: InputFile) -> Iterator[tuple[int, Any, Rejected | None]]:
    """Give each line of JSON Lines as (its number, its value, what is wrong with it); blank lines are passed over.

    Raises:
        FileRefused: `record_too_long`, `changed_during_read`.
    """
    before = stamp(file.path)
    with file.path.open("rb") as stream:
        number = 0
        while line := stream.readline(RECORD_CHARS + 1):
            number += 1
            if len(line) > RECORD_CHARS:
                message = f"line {number} is longer than {RECORD_CHARS:,} bytes; is this JSON Lines?"
                raise FileRefused("record_too_long", file.name, message)
            if line.strip():
                yield number, *_line(file, number, line)
    unchanged(file, before)


def item_fault(file: InputFile, place: int, item: Any) -> Rejected | None:
    """What is wrong with an item of a JSON list before its content is looked at; `place` counts from 1."""
    if not isinstance(item, dict):
        return rejected(file, place, None, "item", "is no object", item)
    if DUPLICATE in item:
        return rejected(file, place, item[DUPLICATE], "json_duplicate_key", "the key stands twice", item)
    try:
        json.dumps(item, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return rejected(file, place, None, "encoding", "holds half a character (a lone surrogate, as \\ud800)", item)
    return None


def rejected(file: InputFile, place: int, column: str | None, code: str, message: str, raw: Any) -> Rejected:
    """Make a quarantine line of an item of a document."""
    text = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str)
    return Rejected(file.name, place, column, code, message, text[:RAW_CHARS])


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a document: a `list` begins, an `item` of it, or a `member` of the object that is no list."""

    what: Literal["list", "item", "member"]
    name: str | None
    value: Any = None


def _walk(window: Window) -> Iterator[_Part]:
    """Give the parts of a document, in order."""
    mark = window.peek()
    if mark == "[":
        yield from _list(window, None, 1)
    elif mark == "{":
        yield from _members(window)
    else:
        window.value(0)
    window.end()


def _list(window: Window, name: str | None, depth: int) -> Iterator[_Part]:
    yield _Part("list", name)
    window.at += 1
    mark = window.peek()
    if mark == "]":
        window.at += 1
    while mark != "]":
        yield _Part("item", name, window.value(depth))
        mark = _next(window, "]")


def _members(window: Window) -> Iterator[_Part]:
    lists: set[str] = set()
    window.at += 1
    mark = window.peek()
    if mark == "}":
        window.at += 1
    while mark != "}":
        if window.peek() != '"':
            raise window.fault("Expecting property name enclosed in double quotes")
        name = window.value(1)
        if window.peek() != ":":
            raise window.fault("Expecting ':' delimiter")
        window.at += 1
        if window.peek() == "[":
            if name in lists:
                raise Fault("json_duplicate_key", f"names the list {name!r} twice; keep one")
            lists.add(name)
            yield from _list(window, name, 2)
        else:
            yield _Part("member", name, window.value(1))
        mark = _next(window, "}")


def _next(window: Window, closing: str) -> str:
    """Take the comma or the closing bracket after an item."""
    mark = window.peek()
    if mark not in (",", closing):
        raise window.fault("Expecting ',' delimiter")
    window.at += 1
    return mark


def _gather(part: _Part, found: Outline) -> None:
    """Put a part into an outline."""
    if part.what == "list":
        found.counts[part.name] = 0
    elif part.what == "item":
        found.firsts.setdefault(part.name, part.value)
        found.counts[part.name] += 1
    else:
        assert part.name is not None
        if part.name in found.top or part.name in found.counts:
            found.top[DUPLICATE] = part.name
        found.top[part.name] = part.value


@contextmanager
def _opened(file: InputFile) -> Iterator[Window]:
    """Open a JSON file; its faults become `FileRefused`."""
    before = stamp(file.path)
    with file.path.open("rb") as stream:
        if kind_of(file, stream) != "json":
            raise FileRefused("type", file.name, "is not JSON")
        stream.seek(0)
        try:
            yield Window(stream)
        except Fault as fault:
            raise FileRefused(fault.code, file.name, fault.message) from None
    unchanged(file, before)


def _parts(file: InputFile) -> Iterator[_Part]:
    with _opened(file) as window:
        yield from _walk(window)


def _line(file: InputFile, number: int, line: bytes) -> tuple[Any, Rejected | None]:
    """The value of a line, and what is wrong with it."""
    try:
        value = Window(io.BytesIO(line)).only()
    except Fault as fault:
        shown = line.decode("utf-8", "backslashreplace").strip()
        return None, rejected(file, number, None, fault.code, fault.message, shown)
    return value, item_fault(file, number, value)


__all__ = ["DUPLICATE", "Outline", "document", "item_fault", "items", "json_lines", "outline", "outline_of", "rejected"]
