"""The mapping of a list nobody knows: which column holds what, proposed, shown, saved and loaded as YAML.

A mapping names columns by their headers, so that it fits the next version of the same list. Its `version`
is a hash of what it makes of a row, and part of the load's identity.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from headwater.graph.errors import FileRefused
from headwater.graph.numbers import percent
from headwater.loaders.cells.words import rows
from headwater.loaders.input.tables import Table, open_table
from headwater.loaders.lists.columns import FIELDS, NUMBERS, SURE, Guess, Seen, contact_why, field_of, guesses, look
from headwater.loaders.lists.supplier_list import single_table
from headwater.loaders.port import InputFile

Decimal = Literal["point", "comma", "auto"]
"""The decimal mark of a column; "auto": found from the whole column at each load."""
Unit = Literal["percent", "fraction", "count", "unknown"]
"""What women and migrants columns hold; "unknown": the cells go to quarantine until the mapping says."""

_RATIO = re.compile(r"%|percent|pct|share|ratio|rate|anteil|quote|part |proportion|porcentaje|比例|占比|率|oran|tỷ lệ")
_SUPPLIER = re.compile(
    r"supplier|vendor|lieferant|zulieferer|fournisseur|proveedor|fornecedor|供应商|tedarikçi|nhà cung"
)
_LEAST = 0.5
"""A guess under this is not taken. Assumed."""


class Column(BaseModel):
    """One column of the list, and what it is taken for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str
    column: str
    confidence: float = Field(default=1.0, ge=0, le=1)
    why: str = "said by a person"
    decimal: Decimal = "auto"
    unit: Unit | None = None
    """For women and migrants only."""


class Left(BaseModel):
    """A column that is never read, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str
    why: str


class Mapping(BaseModel):
    """What each column of a list is; `others` are kept as raw text, `excluded` are never read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_number: Literal[1] = 1
    columns: tuple[Column, ...]
    excluded: tuple[Left, ...] = ()
    others: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Mapping:
        names = [c.field for c in self.columns]
        for name in names:
            if name not in FIELDS:
                raise ValueError(f"field {name!r} is not known; known: {', '.join(FIELDS)}")
            if names.count(name) > 1:
                raise ValueError(f"field {name!r} is there twice")
        return self

    @property
    def version(self) -> str:
        """A hash of what the mapping makes of a row: not of reasons or confidences."""
        said = sorted((c.field, c.column, c.decimal, c.unit or "") for c in self.columns)
        body = json.dumps([self.schema_number, said, sorted(x.column for x in self.excluded)], ensure_ascii=False)
        return hashlib.sha256(body.encode()).hexdigest()[:12]

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields that a list must have and this mapping doesn't name."""
        return () if self.of("name") else ("name",)

    def of(self, field: str) -> Column | None:
        """The column of a field; None: no column."""
        return next((c for c in self.columns if c.field == field), None)

    def words(self) -> str:
        """The mapping for people, one line a column."""
        lines = [
            f"  {c.field:<16} <- {c.column!r} ({percent(c.confidence)} sure: {c.why}{_said(c)})"
            for c in sorted(self.columns, key=lambda c: FIELDS.index(c.field))
        ]
        lines += [f"  {'never read':<16} <- {x.column!r} ({x.why})" for x in self.excluded]
        lines += [f"  {'kept as text':<16} <- {x!r}" for x in self.others]
        lines += [f"  no column for {m!r}: add it to the saved mapping" for m in self.missing]
        return "\n".join(lines)


def _said(c: Column) -> str:
    said = {
        "percent": "per cent", "fraction": "fractions of 1", "count": "head counts",
        "unknown": "per cent or head counts? Say `unit` in the saved mapping",
    }  # fmt: skip
    parts = [said[c.unit]] if c.unit else []
    parts += [f"decimal {c.decimal}"] if c.decimal != "auto" else []
    return "; " + ", ".join(parts) if parts else ""


def open_list(file: InputFile, mapping: Mapping | None = None) -> Table:
    """Open a list: by the mapping's columns, else by the row that reads most like a header.

    Raises:
        FileRefused: As `reading.open_table`; `column_missing` where a mapped column isn't there.
    """
    if mapping is not None:
        return open_table(file, [(c.column,) for c in mapping.columns])
    table = open_table(file)
    if sum(field_of(h) is not None for h in table.headers) >= 2:
        return table
    try:
        return open_table(file, known=_known_words())
    except FileRefused as error:
        if error.code != "header_missing":
            raise
    return table


def _known_words() -> tuple[str, ...]:
    return tuple(w for r in rows("headers.csv") for w in r["words"].split("|"))


def propose(table: Table) -> Mapping:
    """Propose a mapping by headers and cells; each column and each field at most once, surest first."""
    seen = look(table)
    taken: dict[str, Guess] = {}
    used: set[int] = set()
    for guess in guesses(table, seen):
        if guess.confidence >= _LEAST and guess.field not in taken and guess.column not in used:
            taken[guess.field] = guess
            used.add(guess.column)
    _second_name(table, taken, used)
    excluded = tuple(
        Left(column=h, why=why) for h, s in zip(table.headers, seen, strict=True) if h and (why := contact_why(h, s))
    )
    left = {x.column for x in excluded}
    columns = tuple(
        _column(g, table.headers[g.column], seen[g.column])
        for g in sorted(taken.values(), key=lambda g: FIELDS.index(g.field))
    )
    others = tuple(h for i, h in enumerate(table.headers) if h and i not in used and h not in left)
    return Mapping(columns=columns, excluded=excluded, others=others)


def _second_name(table: Table, taken: dict[str, Guess], used: set[int]) -> None:
    """Where a factory's name has a column, a supplier's name beside it is the group it belongs to."""
    if "parent" in taken or "name" not in taken:
        return
    for place, header in enumerate(table.headers):
        found = field_of(header) if place not in used else None
        if found is not None and found[:2] == ("name", SURE) and _SUPPLIER.search(header.casefold()):
            why = f"header {header!r}, beside the facility's own name"
            taken["parent"] = Guess("parent", place, 0.6, why)
            used.add(place)
            return


def _column(guess: Guess, header: str, seen: Seen) -> Column:
    decimal: Decimal = "auto"
    unit: Unit | None = None
    if guess.field in NUMBERS:
        style = seen.style
        if style.comma_decimal != (style.comma_thousands or False):
            decimal = "comma" if style.comma_decimal else "point"
        elif style.dot_thousands and not style.comma_thousands:
            decimal = "comma"
    if guess.field in ("women", "migrants"):
        unit = _unit(header, seen)
    return Column(
        field=guess.field, column=header, confidence=guess.confidence, why=guess.why, decimal=decimal, unit=unit
    )


def _unit(header: str, seen: Seen) -> Unit:
    """Per cent, fractions or head counts, by the header's words and the whole column."""
    style, ratio = seen.style, bool(_RATIO.search(header.casefold()))
    if style.percent_signs:
        return "percent"
    if style.fractions and not style.over_one:
        return "fraction"
    if seen.largest > 100:
        return "unknown" if ratio else "count"
    if ratio:
        return "percent" if style.over_one else "unknown"
    return "unknown" if seen.filled else "count"


def save_mapping(mapping: Mapping, path: Path) -> Path:
    """Write a mapping as YAML, to be read and edited by people."""
    body = mapping.model_dump(mode="json", exclude_none=True)
    text = yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=120)
    path.write_text(
        f"# A mapping for `headwater load --mapping`. Fields: {', '.join(FIELDS)}.\n{text}", encoding="utf-8"
    )
    return path


def load_mapping(path: Path) -> Mapping:
    """Read a saved mapping.

    Raises:
        FileRefused: `not_found`, `mapping_invalid`; says which line or field is wrong.
    """
    try:
        body = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileRefused("not_found", str(path), f"the mapping can't be read: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FileRefused("mapping_invalid", str(path), f"not YAML in UTF-8: {error}") from None
    try:
        return Mapping.model_validate(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(x) for x in first["loc"])
        raise FileRefused("mapping_invalid", str(path), f"{place or 'mapping'}: {first['msg']}") from None


def propose_for(files: Sequence[InputFile]) -> Mapping:
    """Propose a mapping for the one file of a list. Raises FileRefused."""
    return propose(open_list(single_table(files)))


__all__ = ["Column", "Left", "Mapping", "load_mapping", "open_list", "propose", "propose_for", "save_mapping"]
