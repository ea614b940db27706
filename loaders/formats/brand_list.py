"""Brands' own factory lists in the form that Nike and Converse publish, as CSV, XLS, XLSX or ODS.

A row is a facility; each brand of its brand cell buys from it. A "supplier group" makes MEMBER_OF,
never OWNS. Finished goods are tier 1 of the brand, components and materials tier 2. Subcontractors
are named without a country: each is a party of the facility that names it, so that one name in three
countries is not taken for one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from headwater.graph.ids import brand_key, group_key, row_key
from headwater.graph.records import Party, PartyKind, Provenance, Record, Relation, RelationKind, Source
from headwater.loaders.cells.cells import Cells, names_of, styles_of
from headwater.loaders.cells.dates import as_of
from headwater.loaders.cells.goods import good_of
from headwater.loaders.cells.places import Places
from headwater.loaders.cells.proposals import Clues
from headwater.loaders.input.files import provenance
from headwater.loaders.input.tables import Table, open_table
from headwater.loaders.lists.links import FirstTime, is_group, member_of, subcontractors, supplies
from headwater.loaders.lists.supplier_list import (
    OWN_LIST,
    describe_list,
    read_rows,
    single_table,
    sniff_columns,
)
from headwater.loaders.port import InputFile, Options, OwnOption, Probe, Row

REQUIRED = (("Factory Name",), ("Nike, Inc. Brand(s)", "* Brand(s)", "Brand(s)", "Brands", "Brand"))
_GROUP = re.compile(r"(.+?)\s+Brand\(s\)", re.IGNORECASE)
_COLUMNS = {
    "name": ("Factory Name",),
    "type": ("Factory Type",),
    "product": ("Product Type", "Product Type Type"),
    "brands": ("Nike, Inc. Brand(s)", "* Brand(s)", "Brand(s)", "Brands", "Brand"),
    "group": ("Supplier Group",),
    "address": ("Address",),
    "city": ("City",),
    "state": ("State", "State / Province", "Province"),
    "postal": ("Postal Code",),
    "country": ("Country / Region", "Country"),
    "latitude": ("Lattitude", "Latitude"),
    "longitude": ("Longitude",),
    "workers": ("Total Workers",),
    "women": ("% Female Workers",),
    "migrants": ("% Migrant Workers",),
    "subcontractors": ("Subcons", "Subcontractors"),
}


class BrandList:
    """Reads a brand list (Nike and Converse form)."""

    NAME: ClassVar[str] = "brand-list"
    TITLE: ClassVar[str] = "Brand's own factory list (Nike and Converse form; CSV, XLS, XLSX, ODS)"
    LICENCE: ClassVar[str | None] = None
    MAPPING: ClassVar[str] = "1"
    OPTIONS: ClassVar[tuple[str, ...]] = ("buyer",)
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]] = ()
    PACK: ClassVar[tuple[str, ...]] = ("goods", OWN_LIST)

    def sniff(self, files: Sequence[Probe]) -> float:
        """Sure where the factory and brand columns are there, surer with Nike's own words."""
        return sniff_columns(files, REQUIRED, ("Factory Type", "Supplier Group"))

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the source; the date stands in the title row, the publisher in the brand column's header."""
        table = _open(files)
        return describe_list(
            table.file,
            options,
            loader=self,
            dated=as_of(table.title),
            publisher=_group(table) or options.buyer,
            note=" ".join(table.notes) or None,
        )

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give a facility, its links and groups for each row."""
        lines = _Lines(_open(files), options)
        yield from read_rows(
            lines.table, lines.columns, lines.styles, lines.records, lines.first, missing="no factory name"
        )


def _open(files: Sequence[InputFile]) -> Table:
    return open_table(single_table(files), REQUIRED, known=[n for names in _COLUMNS.values() for n in names])


def _group(table: Table) -> str | None:
    """The group whose brands the list names, as the brand column's header says ("Nike, Inc. Brand(s)")."""
    column = table.column(*_COLUMNS["brands"])
    found = _GROUP.fullmatch(table.headers[column]) if column is not None else None
    return found[1] if found else None


class _Lines:
    """Makes the records of one list; holds what its rows have in common."""

    def __init__(self, table: Table, options: Options) -> None:
        self.table, self.options = table, options
        self.dated, self.group = as_of(table.title), _group(table)
        self.columns = {key: table.column(*names) for key, names in _COLUMNS.items()}
        numbers = [self.columns[k] for k in ("latitude", "longitude", "workers", "women", "migrants")]
        self.styles = styles_of(table, numbers)
        self.places = Places.of(table, self.columns, name="name", country="country", region="state")
        self.first = FirstTime()

    def where(self, row: int) -> Provenance:
        """Where a row stands."""
        return provenance(self.table.file, self.options, row, dated=self.dated)

    def records(self, cells: Cells) -> Iterator[Record]:
        """The facility of a row, who buys there, its group, and its subcontractors."""
        here = self.where(cells.row.number)
        at = {k: cells.text(k) for k in ("name", "type", "product", "group", "address", "city", "postal")}
        name, product = at["name"] or "", at["product"]
        place = self.places.read(cells, Clues(name, at["address"], at["city"], cells.text("state")))
        finished = (at["type"] or "").upper() == "FINISHED GOODS"
        spot = cells.coordinates("latitude", "longitude")
        key = row_key(self.options.source, name, place.country, at["address"] or at["city"])
        facility = Party(
            provenance=here,
            kind=PartyKind.FACILITY,
            key=key,
            name=name,
            **place.fields(),
            address=at["address"],
            city=at["city"],
            postal_code=at["postal"],
            latitude=spot[0] if spot else None,
            longitude=spot[1] if spot else None,
            product=product,
            good=good_of(product, pack=self.options.pack, materials=bool(at["type"]) and not finished),
            facility_type=at["type"],
            workers=cells.count("workers"),
            women_share=cells.share("women"),
            migrant_share=cells.share("migrants"),
            extra=cells.extra() or None,
        )
        yield facility
        yield from self._brands(cells, here, key, product, tier=1 if finished else 2)
        if is_group(at["group"]):
            yield from member_of(here, key, [at["group"] or ""], self.first)
        sure = self.options.pack.setting(OWN_LIST)
        yield from subcontractors(cells, here, facility, names_of(cells.text("subcontractors")), sure)

    def _brands(self, cells: Cells, here: Provenance, key: str, product: str | None, *, tier: int) -> Iterator[Record]:
        """The brands that buy here, and once the group that the header says they belong to."""
        buyer = self.options.buyer
        brands = names_of(cells.text("brands")) or ((buyer,) if buyer else ())
        if not brands:
            cells.warn("brands", "brand_missing", "no brand is stated, so nobody is said to buy here")
        for brand in brands:
            end = brand_key(brand)
            if self.first(end):
                yield Party(provenance=here, kind=PartyKind.BRAND, key=end, name=brand)
                if self.group:
                    group = group_key(self.group)
                    if self.first(group):
                        head = self.where(self.table.header_row)
                        yield Party(provenance=head, kind=PartyKind.GROUP, key=group, name=self.group)
                    yield Relation(provenance=here, kind=RelationKind.MEMBER_OF, start=end, end=group)
            sure = self.options.pack.setting(OWN_LIST)
            yield from supplies(here, key, brand, self.first, confidence=sure, product=product, tier=tier)


__all__ = ["BrandList"]
