"""The Open Supply Hub's download: 17 columns, several values in a cell parted by `|`.

With `--buyer NAME` the facilities that NAME itself contributed are its suppliers; where no row names it
among its contributors, all are, since the user says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from headwater.graph.ids import os_id_key, row_key
from headwater.graph.names import normalise
from headwater.graph.records import Record, Source
from headwater.loaders.cells.cells import Cells, styles_of
from headwater.loaders.cells.dates import in_name
from headwater.loaders.cells.identifiers import os_id
from headwater.loaders.cells.places import Places
from headwater.loaders.cells.proposals import Clues
from headwater.loaders.input.files import provenance
from headwater.loaders.input.tables import Table, open_table
from headwater.loaders.lists import osh
from headwater.loaders.lists.links import FirstTime
from headwater.loaders.lists.supplier_list import (
    AGGREGATOR,
    describe_list,
    read_rows,
    single_table,
    sniff_columns,
)
from headwater.loaders.port import InputFile, Options, OwnOption, Probe, Row

REQUIRED = (("os_id",), ("name",), ("country_code",), ("contributor (list)", "contributor"))
COLUMNS = (
    "os_id", "contribution_date", "name", "address", "country_code", "country_name", "lat", "lng", "sector",
    "contributor (list)", "number_of_workers", "parent_company", "processing_type_facility_type_raw", "facility_type",
    "processing_type", "product_type", "is_closed",
)  # fmt: skip
_KEPT_RAW = ("contribution_date", "processing_type_facility_type_raw", "processing_type")


class OshDownload:
    """Reads the download of Open Supply Hub."""

    NAME: ClassVar[str] = "osh-download"
    TITLE: ClassVar[str] = "Open Supply Hub download (CSV, XLSX)"
    LICENCE: ClassVar[str | None] = osh.LICENCE
    MAPPING: ClassVar[str] = "1"
    OPTIONS: ClassVar[tuple[str, ...]] = ("buyer",)
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]] = ()
    PACK: ClassVar[tuple[str, ...]] = ("goods", AGGREGATOR)

    def sniff(self, files: Sequence[Probe]) -> float:
        """Sure where OS ID, contributor and country code stand side by side."""
        return sniff_columns(files, REQUIRED, ("contribution_date", "is_closed"))

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the source; the download states no date, so it is `--dated` or the file's name."""
        table = _open(files)
        notes = list(table.notes)
        if options.buyer and not _named(table, options.buyer):
            notes.append(f"No row names {options.buyer} among its contributors; all are taken as its suppliers.")
        return describe_list(
            table.file,
            options,
            loader=self,
            dated=in_name(table.file.name),
            publisher=osh.PUBLISHER,
            attribution=osh.ATTRIBUTION,
            redistributable="yes",
            note=" ".join(notes) or None,
            title="Open Supply Hub download",
        )

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give a facility, its groups and, with `--buyer`, its link for each row."""
        table = _open(files)
        columns = {c: table.column(c) for c in COLUMNS}
        columns["contributor (list)"] = table.column("contributor (list)", "contributor")
        styles = styles_of(table, [columns["lat"], columns["lng"]])
        named = bool(options.buyer) and _named(table, options.buyer or "")
        places = Places.of(table, columns, name="name", country="country_code")
        first = FirstTime()
        make = partial(_records, options=options, first=first, places=places, named=named)
        yield from read_rows(table, columns, styles, make, first)


def _open(files: Sequence[InputFile]) -> Table:
    return open_table(single_table(files), REQUIRED, known=COLUMNS)


def _contributors(cell: str | None) -> list[tuple[str, str | None]]:
    return [osh.contributor(p) for p in osh.parts(cell)]


def _named(table: Table, buyer: str) -> bool:
    """Whether any row names the buyer among its contributors."""
    column, wanted = table.column("contributor (list)", "contributor"), normalise(buyer)
    return any(normalise(name) == wanted for row in table.rows() for name, _ in _contributors(row.text(column)))


def _records(
    cells: Cells,
    options: Options,
    first: FirstTime,
    places: Places,
    *,
    named: bool,
) -> Iterator[Record]:
    table = cells.table
    here = provenance(table.file, options, cells.row.number, dated=in_name(table.file.name))
    at = {c: cells.text(c) for c in COLUMNS}
    name = at["name"] or ""
    strong = os_id(at["os_id"])
    place = places.read(cells, Clues(name, at["address"], os_id=strong))
    if strong is None:
        cells.warn("os_id", "os_id", "is no OS ID; the row is known by name, country and address")
    key = os_id_key(strong) if strong else row_key(options.source, name, place.country, at["address"])
    contributors = _contributors(at["contributor (list)"])
    lists = "|".join(dict.fromkeys(x for _, x in contributors if x))
    extra = {c: text for c in _KEPT_RAW if (text := at[c])} | ({"lists": lists} if lists else {})
    said = osh.Said(
        name=name,
        place=place,
        address=at["address"],
        spot=cells.coordinates("lat", "lng"),
        sectors=osh.parts(at["sector"]),
        product=at["product_type"],
        facility_type=at["facility_type"],
        workers=at["number_of_workers"],
        parents=osh.parts(at["parent_company"]),
        own={
            "closed": osh.closed(at["is_closed"]),
            "os_id": strong,
            "contributors": tuple(dict.fromkeys(c for c, _ in contributors)) or None,
            "extra": (extra | cells.extra()) or None,
        },
    )
    buyer = options.buyer
    buys = buyer and (not named or normalise(buyer) in {normalise(c) for c, _ in contributors})
    yield from osh.records(here, key, said, options, first, buyer=buyer if buys else None, sure=AGGREGATOR)


__all__ = ["COLUMNS", "REQUIRED", "OshDownload"]
