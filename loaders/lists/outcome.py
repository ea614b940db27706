"""What becomes of one row: its records, or the reason why it makes none in plain words. No row ends a load."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from headwater.graph.ids import PREFIXES
from headwater.graph.names import normalise
from headwater.graph.records import Record
from headwater.loaders.cells.cells import Cells
from headwater.loaders.cells.fields import Bad
from headwater.loaders.input.headers import is_contact
from headwater.loaders.input.objects import rejected
from headwater.loaders.lists.links import FirstTime
from headwater.loaders.pack_parts import Undeclared
from headwater.loaders.port import InputFile, Rejected, Row

_SHOWN = 100
"""Characters of a refused value that a message repeats."""
_KEYS = ("key", "start", "end", "party")
"""Fields of records that hold the key of a party, made of its name."""


Refuse = Callable[[int | str | None, str, str], Rejected]
"""Makes a row's quarantine line of column (its place, header or name; None: all of the row), code and message."""


def outcome(
    number: int,
    make: Callable[[], Iterable[Record]],
    refuse: Refuse,
    said: Callable[[], Mapping[Any, object]],
    *,
    warnings: Collection[Rejected] = (),
    first: FirstTime | None = None,
) -> Row:
    """Give a row with the records that `make` makes and its warnings, else with the reason why there are none.

    Args:
        number: The row as a person would count it.
        make: Makes the records. May raise Bad; a record refused by its model, or an option that the loader
            doesn't declare, refuses the row too.
        refuse: Makes the quarantine line.
        said: What the row says, column → text, to find the column of a refused value; without contact columns.
        warnings: Cells left out, filled while `make` works.
        first: What was met for the first time; what a refused row met is met anew by a later one.
    """
    if first is not None:
        first.keep()
    fault: tuple[int | str | None, str, str]
    try:
        return Row(number, tuple(make()), warnings=tuple(warnings))
    except Bad as bad:
        fault = bad.column, bad.code, bad.message
    except ValidationError as error:
        fault = _refused(error, said())
    except Undeclared as error:
        fault = None, "undeclared", f"a mistake in the loader, not in this row: {error}"
    if first is not None:
        first.forget()
    return Row(number, rejected=refuse(*fault))


def table_outcome(
    cells: Cells,
    make: Callable[[], Iterable[Record]],
    *,
    first: FirstTime | None = None,
    unread: Collection[int | None] = (),
) -> Row:
    """Give the outcome of a table's row; `unread` and contact columns are in no quarantine line."""
    table, row = cells.table, cells.row

    def refuse(column: int | str | None, code: str, message: str) -> Rejected:
        place = cells.columns.get(column) if isinstance(column, str) else None
        return table.rejected(row, column if place is None else place, code, message, unread)

    def said() -> dict[int, str]:
        kept = enumerate(zip(table.headers, row.cells, strict=False))
        return {i: text for i, (head, text) in kept if i not in unread and not is_contact(head)}

    return outcome(row.number, make, refuse, said, warnings=cells.warnings, first=first)


def item_outcome(
    file: InputFile,
    place: int,
    item: Mapping[str, Any],
    make: Callable[[], Iterable[Record]],
    *,
    warnings: Collection[Rejected] = (),
    first: FirstTime | None = None,
) -> Row:
    """Give the outcome of an item of a JSON or XML document; `place` counts from 1."""

    def refuse(column: int | str | None, code: str, message: str) -> Rejected:
        return rejected(file, place, None if column is None else str(column), code, message, item)

    return outcome(place, make, refuse, lambda: dict(_texts(item)), warnings=warnings, first=first)


def _texts(item: Any, name: str = "") -> Iterator[tuple[str, object]]:
    """Every value within an item, by the innermost name it stands under."""
    if isinstance(item, Mapping):
        for key, value in item.items():
            yield from _texts(value, str(key))
    elif isinstance(item, list):
        for value in item:
            yield from _texts(value, name)
    else:
        yield name, item


def _refused(error: ValidationError, said: Mapping[Any, object]) -> tuple[Any, str, str]:
    """Column (None: the row), code and message of the first value that a record's model refuses."""
    first = error.errors(include_url=False)[0]
    place, value, facts = first["loc"], first["input"], first.get("ctx", {})
    name = str(place[-1]) if place else ""
    head = value.partition(":")[0] if name in _KEYS and isinstance(value, str) else ""
    head = head if head in PREFIXES else ""
    what = _what(name, head)
    if "max_length" in facts:
        most = facts["max_length"] - (len(head) + 1 if head else 0)
        return _column(said, value, head), "too_long", f"{what} is longer than {most} characters; shorten it"
    if "min_length" in facts:
        return _column(said, value, head), "missing", f"{what} is empty"
    shown = str(value) if len(str(value)) <= _SHOWN else f"{str(value)[:_SHOWN]}…"
    for bound, words in (("ge", "less than"), ("gt", "not more than"), ("le", "more than"), ("lt", "not less than")):
        if bound in facts:
            return _column(said, value, head), "range", f"{what} {shown} is {words} {facts[bound]:g}"
    own = facts.get("error")
    message = str(own) if own is not None else f"{what} {shown!r} is not what can stand there"
    return _column(said, value, head), "value", message


def _what(name: str, head: str) -> str:
    """A field of a record in words; a key is the name it's made of."""
    if head in ("brand", "group"):
        return f"the {head}'s name"
    return "the name" if name in _KEYS else name.replace("_", " ") or "the row"


def _column(said: Mapping[Any, object], value: object, head: str) -> Any:
    """The column whose text holds a refused value, or most of it; None: no column does."""
    wanted = normalise(str(value)[len(head) :])
    found = {column: normalise(str(text)) for column, text in said.items() if text is not None}
    if isinstance(value, str) and wanted:
        fits = {c: len(t) for c, t in found.items() if t and (t in wanted or wanted in t)}
    else:
        fits = {c: 1 for c in found if str(said[c]).strip() == str(value)}
    return max(fits, key=lambda c: fits[c], default=None)


__all__ = ["Refuse", "outcome", "table_outcome"]
