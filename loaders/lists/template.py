"""What the loaders of our own templates share: one row in, records or a reason out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from headwater.graph.records import Party, PartyKind, Provenance, Record, Source
from headwater.graph.records.parties import WHOLE_FORMATS
from headwater.loaders.cells.fields import Fields
from headwater.loaders.input.files import provenance
from headwater.loaders.input.tables import Table, open_table
from headwater.loaders.lists.links import FirstTime
from headwater.loaders.lists.outcome import table_outcome
from headwater.loaders.port import InputFile, Options, OwnOption, Probe, Row

REMEMBERED = 1_000_000
"""Rows remembered to note repeated ones; later ones are only held against these. Assumed, for memory."""


@dataclass(slots=True)
class Looked:
    """What `make` is handed: the options, what `look` found in the whole table, who was named by rows before."""

    options: Options
    refused: dict[str, str] = field(default_factory=dict)
    first: FirstTime = field(default_factory=FirstTime)


class Template:
    """What the loaders of our own templates share: one row in, records or a reason out."""

    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    LICENCE: ClassVar[str | None] = None
    MAPPING: ClassVar[str] = "1"
    OPTIONS: ClassVar[tuple[str, ...]] = ()
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]] = ()
    PACK: ClassVar[tuple[str, ...]] = ()
    NEEDED: ClassVar[tuple[str, ...]]
    """Columns that must be there."""
    ALSO: ClassVar[tuple[str, ...]] = ()
    """Columns that may be there; others are passed over."""
    TELLING: ClassVar[tuple[str, ...]] = ()
    """Columns that together are found in no other format."""
    WHOLE: ClassVar[bool] = False
    """Whether its sources are networks that users bring, taken as complete for tier 1."""

    def sniff(self, files: Sequence[Probe]) -> float:
        """Sure where every needed column is there, spelt as in the template."""
        sure = bool(files) and all(self._spelt(f.headers([(n,) for n in self.NEEDED], self.ALSO)) for f in files)
        return 0.95 if sure else 0.0

    def _spelt(self, headers: Sequence[str] | None) -> bool:
        return headers is not None and set(headers) >= {*self.NEEDED, *self.TELLING}

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
            complete_for_tier_1=True if self.WHOLE and self.NAME not in WHOLE_FORMATS else None,
            format=self.NAME,
            fictional=options.fictional,
            note="; ".join(n for t in tables for n in t.notes) or None,
        )

    def table(self, file: InputFile) -> Table:
        """Open a file as this template. Raises FileRefused (`column_missing`, …)."""
        return open_table(file, [(n,) for n in self.NEEDED], known=self.ALSO)

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give the data rows in file order."""
        first = FirstTime()
        for file in files:
            table = self.table(file)
            columns = {n: table.column(n) for n in (*self.NEEDED, *self.ALSO)}
            looked = Looked(options, self.look(table, columns, options), first)
            seen: dict[bytes, int] = {}
            pack = options.pack
            for row in table.rows():
                where = provenance(file, options, row.number)
                yield self._row(Fields(table, row, columns, pack), where, looked, seen)

    def look(self, table: Table, columns: dict[str, int | None], options: Options) -> dict[str, str]:
        """Look at a whole table before its rows: what `make` is handed. By default nothing."""
        return {}

    def make(self, cells: Fields, where: Provenance, looked: Looked) -> tuple[Record, ...]:
        """Make the records of one row. Raises Bad."""
        raise NotImplementedError

    def _row(
        self,
        cells: Fields,
        where: Provenance,
        looked: Looked,
        seen: dict[bytes, int],
    ) -> Row:
        row = cells.row
        if row.rejected is not None:
            return Row(row.number, rejected=row.rejected)
        made = table_outcome(cells, lambda: self.make(cells, where, looked), first=looked.first)
        if made.rejected is not None:
            return made
        digest = hashlib.blake2b("\x1f".join(row.cells).encode(), digest_size=8).digest()
        first = seen.setdefault(digest, row.number) if len(seen) < REMEMBERED else seen.get(digest, row.number)
        if first != row.number:
            cells.warn(None, "duplicate", f"says the same as row {first}")
            return Row(made.number, made.records, warnings=tuple(cells.warnings))
        return made


def content_key(*parts: str | float | None) -> str:
    """A key made of what a row says, the same wherever the row stands: 16 hex digits."""
    body = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def stub(key: str, where: Provenance, country: str | None = None) -> Party:
    """A party that a row names without saying what it is."""
    return Party(provenance=where, kind=PartyKind.STUB, key=key, country=country)


__all__ = ["Looked", "Template", "content_key", "stub"]
