"""A contributor's list in the form that Open Supply Hub takes: country, name, address, sector, perhaps lat, lng."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from headwater.graph.ids import row_key
from headwater.graph.records import Record, Source
from headwater.loaders.cells.cells import Cells, styles_of
from headwater.loaders.cells.dates import in_name
from headwater.loaders.cells.places import Places
from headwater.loaders.cells.proposals import Clues
from headwater.loaders.input.files import provenance
from headwater.loaders.input.tables import Table, open_table
from headwater.loaders.lists import osh
from headwater.loaders.lists.links import FirstTime
from headwater.loaders.lists.supplier_list import OWN_LIST, describe_list, read_rows, single_table
from headwater.loaders.port import InputFile, Options, OwnOption, Probe, Row

REQUIRED = (("country",), ("name",), ("address",))
TEMPLATE = frozenset({
    "country", "name", "address", "sector", "lat", "lng", "sector_product_type", "parent_company", "facility_type",
    "processing_type", "facility_type_processing_type", "product_type", "number_of_workers", "native_language_name",
    "additional_identifiers", "ppe_product_types", "ppe_contact_phone", "ppe_contact_email", "ppe_website",
})  # fmt: skip
"""Headers of the hub's own template, spelt as it spells them."""
_OURS = ("country", "name", "address", "sector", "lat", "lng", "parent_company", "facility_type", "product_type",
         "number_of_workers", "sector_product_type")  # fmt: skip


UNSTATED = f"No licence is stated; where Open Supply Hub published this list, load it with --licence {osh.LICENCE}."


class OshList:
    """Reads a contributor's list (Open Supply Hub form)."""

    NAME: ClassVar[str] = "osh-list"
    TITLE: ClassVar[str] = "Open Supply Hub contributor list (CSV, XLS, XLSX)"
    LICENCE: ClassVar[str | None] = None
    """As stated by the user: the form is public, but anybody's own list may be in it."""
    MAPPING: ClassVar[str] = "1"
    OPTIONS: ClassVar[tuple[str, ...]] = ("buyer",)
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]] = ()
    PACK: ClassVar[tuple[str, ...]] = ("goods", OWN_LIST)

    def sniff(self, files: Sequence[Probe]) -> float:
        """Sure only where every header is of the hub's template, spelt so, and sector is among them."""
        if len(files) != 1:
            return 0.0
        found = files[0].headers(REQUIRED)
        if found is None:
            return 0.0
        headers = {h for h in found if h}
        if not headers <= TEMPLATE or not {"country", "name", "address"} <= headers:
            return 0.2
        return 0.8 if headers & {"sector", "sector_product_type"} else 0.4

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the source; the form states no date, so it is `--dated` or the file's name."""
        table = _open(files)
        return describe_list(
            table.file,
            options,
            loader=self,
            dated=in_name(table.file.name),
            publisher=None,
            note=" ".join((*table.notes, *(() if options.licence else (UNSTATED,)))) or None,
            title=f"Contributor list {options.source} (Open Supply Hub form)",
        )

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give a facility for each row, and its link where `--buyer` says that the contributor buys."""
        table = _open(files)
        columns = {c: table.column(c) for c in _OURS}
        styles = styles_of(table, [columns["lat"], columns["lng"]])
        places, first = Places.of(table, columns, name="name", country="country"), FirstTime()
        yield from read_rows(table, columns, styles, lambda cells: _records(cells, options, first, places), first)


def _open(files: Sequence[InputFile]) -> Table:
    return open_table(single_table(files), REQUIRED, known=sorted(TEMPLATE))


def _records(
    cells: Cells,
    options: Options,
    first: FirstTime,
    places: Places,
) -> Iterator[Record]:
    table = cells.table
    here = provenance(table.file, options, cells.row.number, dated=in_name(table.file.name))
    at = {c: cells.text(c) for c in ("name", "address", "product_type", "sector", "facility_type")}
    name = at["name"] or ""
    place = places.read(cells, Clues(name, at["address"]))
    said = osh.Said(
        name=name,
        place=place,
        address=at["address"],
        spot=cells.coordinates("lat", "lng"),
        sectors=osh.parts(at["sector"] or cells.text("sector_product_type")),
        product=at["product_type"],
        facility_type=at["facility_type"],
        workers=cells.text("number_of_workers"),
        parents=osh.parts(cells.text("parent_company")),
        own={"extra": cells.extra() or None},
    )
    key = row_key(options.source, name, place.country, at["address"])
    # The list is the contributor's own; where it buys, it's a buyer's own list.
    yield from osh.records(here, key, said, options, first, buyer=options.buyer, sure=OWN_LIST)


__all__ = ["REQUIRED", "TEMPLATE", "OshList"]
