"""A list nobody knows, read by its mapping: each row a facility, with links where somebody is said to buy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from headwater.graph.errors import FileRefused
from headwater.graph.records import Source
from headwater.loaders.cells.cities import GEONAMES
from headwater.loaders.cells.dates import as_of
from headwater.loaders.input.tables import Table
from headwater.loaders.lists.mapping import Mapping, open_list, propose
from headwater.loaders.lists.supplier_list import OTHER, OWN_LIST, describe_list, single_table
from headwater.loaders.lists.unknown import read_table
from headwater.loaders.port import InputFile, Options, OwnOption, Probe, Row


class UnknownList:
    """Reads any list of suppliers or facilities by a mapping."""

    NAME: ClassVar[str] = "list"
    TITLE: ClassVar[str] = "Any list of suppliers or facilities, by a mapping (CSV, XLS, XLSX, ODS)"
    LICENCE: ClassVar[str | None] = None
    MAPPING: ClassVar[str] = "1"
    OPTIONS: ClassVar[tuple[str, ...]] = ("buyer", "country", "mapping")
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]] = ()
    PACK: ClassVar[tuple[str, ...]] = ("goods", OWN_LIST, OTHER)

    def sniff(self, files: Sequence[Probe]) -> float:
        """Never sure: it reads what no other loader takes, once somebody has confirmed the mapping."""
        return 0.0

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the source; the date stands in a title row, or is `--dated`. Raises FileRefused."""
        table, mapping = _open(files, options)
        notes = list(table.notes)
        if options.buyer is None and mapping.of("buyer") is None:
            notes.append("nobody is said to buy from these facilities: name the buyer with --buyer NAME")
        if mapping.of("country") is None:
            notes.append("no column holds countries")
        if options.country is None and _some_blank(table, mapping):
            notes.append(f"some rows state no country; where one is proposed by a city: {GEONAMES}")
        return describe_list(
            table.file,
            options,
            loader=self,
            dated=as_of(table.title),
            publisher=options.buyer,
            note="; ".join(notes) or None,
        )

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give a facility, its links and groups for each row. Raises FileRefused, UsageError."""
        table, mapping = _open(files, options)
        yield from read_table(table, mapping, options)


def _some_blank(table: Table, mapping: Mapping) -> bool:
    """Whether some row states no country."""
    column = mapping.of("country")
    place = table.column(column.column) if column else None
    return any(row.rejected is None and row.text(place) is None for row in table.rows())


def _open(files: Sequence[InputFile], options: Options) -> tuple[Table, Mapping]:
    file = single_table(files)
    mapping = options.mapping if isinstance(options.mapping, Mapping) else propose(open_list(file))
    if mapping.missing:
        message = (
            "no column holds the facility's name; save the mapping with `headwater map FILE --save M`, add it there"
        )
        raise FileRefused("column_missing", file.name, message)
    return open_list(file, mapping), mapping


__all__ = ["UnknownList"]
