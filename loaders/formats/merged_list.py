"""The merged list of Nike, Converse and adidas (2023), one row a factory.

Who buys: the brand column; where it's empty, the other brand of the list, which the file doesn't write
out: `--buyer`, else adidas where the file's name says so and the column never does; such a link is less
sure. Factory_Number holds telephone numbers and is not read. Its author turned percentages into head
counts, so shares are counts over the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from headwater.graph.ids import row_key
from headwater.graph.records import Party, PartyKind, Record, Source
from headwater.loaders.cells.cells import Cells, styles_of
from headwater.loaders.cells.dates import in_name
from headwater.loaders.cells.goods import good_of
from headwater.loaders.cells.places import Places
from headwater.loaders.cells.proposals import Clues
from headwater.loaders.input.files import provenance
from headwater.loaders.input.tables import Table, open_table
from headwater.loaders.lists.links import FirstTime, is_group, member_of, supplies
from headwater.loaders.lists.supplier_list import (
    OTHER,
    OWN_LIST,
    describe_list,
    read_rows,
    single_table,
    sniff_columns,
)
from headwater.loaders.port import InputFile, Options, OwnOption, Probe, Row

REQUIRED = (("Factory_Name",), ("Country",), ("Corporation_Brand",), ("Parent_Organization_Name",))
_OTHERS = ("adidas",)
_COUNTS = ("Total_Workers", "Female_Workers", "Male_Workers", "Migrant_Workers", "Line_Workers")
_USED = (
    "Country", "Factory_Name", "Address", "City", "Code", "Province", "Product_Type", "Total_Workers", "Female_Workers",
    "Migrant_Workers", "Parent_Organization_Name", "Factory_Type", "Supplier_Group", "Corporation_Brand",
)  # fmt: skip


class MergedList:
    """Reads the merged Nike, Converse and adidas list."""

    NAME: ClassVar[str] = "merged-list"
    TITLE: ClassVar[str] = "Merged list of Nike, Converse and adidas (CSV)"
    LICENCE: ClassVar[str | None] = None
    MAPPING: ClassVar[str] = "1"
    OPTIONS: ClassVar[tuple[str, ...]] = ("buyer",)
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]] = ()
    PACK: ClassVar[tuple[str, ...]] = ("goods", OWN_LIST, OTHER)

    def sniff(self, files: Sequence[Probe]) -> float:
        """Sure where brand and parent organisation stand beside the factory."""
        return sniff_columns(files, REQUIRED, ("Supplier_Group", "Factory_Number"))

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the source; its date is `--dated`, else the year in the file's name."""
        table = _open(files)
        other = other_brand(table.file, options)
        said = (
            f"Rows with an empty Corporation_Brand are read as {other}'s: "
            + ("--buyer says so." if options.buyer else "the file's name says so, no column does.")
            if other
            else "Rows with an empty Corporation_Brand name no buyer; say whose they are with --buyer."
        )
        return describe_list(
            table.file,
            options,
            loader=self,
            dated=in_name(table.file.name),
            publisher=None,
            note=" ".join([said, "Shares of women and migrants are head counts over the total.", *table.notes]),
            title="Merged factory lists of Nike, Converse and adidas",
        )

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give a facility, the brand that buys there, and its group for each row."""
        table = _open(files)
        columns = {name: table.column(name) for name in _USED}
        styles = styles_of(table, [table.column(c) for c in _COUNTS])
        other = other_brand(table.file, options)
        places = Places.of(table, columns, name="Factory_Name", country="Country", region="Province")
        first = FirstTime()
        yield from read_rows(
            table,
            columns,
            styles,
            lambda cells: _records(cells, options, other, first, places),
            first,
            name="Factory_Name",
            missing="no factory name",
        )


def other_brand(file: InputFile, options: Options) -> str | None:
    """Whose the rows with an empty brand are; None: nobody says."""
    return options.buyer or next((b for b in _OTHERS if b in file.name.casefold()), None)


def _open(files: Sequence[InputFile]) -> Table:
    return open_table(single_table(files), REQUIRED, known=_USED)


def _records(
    cells: Cells,
    options: Options,
    other: str | None,
    first: FirstTime,
    places: Places,
) -> Iterator[Record]:
    table = cells.table
    here = provenance(table.file, options, cells.row.number, dated=in_name(table.file.name))
    at = {name: cells.text(name) for name in _USED}
    name, product, kind = at["Factory_Name"] or "", at["Product_Type"], at["Factory_Type"]
    place = places.read(cells, Clues(name, at["Address"], at["City"], at["Province"]))
    workers = cells.count("Total_Workers")
    key = row_key(options.source, name, place.country, at["Address"] or at["City"])
    finished = kind is None or kind.upper() == "FINISHED GOODS"
    yield Party(
        provenance=here,
        kind=PartyKind.FACILITY,
        key=key,
        name=name,
        **place.fields(),
        address=at["Address"],
        city=at["City"],
        postal_code=at["Code"],
        product=product,
        good=good_of(product, pack=options.pack, materials=not finished),
        facility_type=kind,
        workers=workers,
        women_share=_share(cells, "Female_Workers", workers),
        migrant_share=_share(cells, "Migrant_Workers", workers),
        extra=cells.extra(table.column("Factory_Number")) or None,
    )
    brand = at["Corporation_Brand"] or other
    if brand is None:
        cells.warn("Corporation_Brand", "brand_missing", "no brand is stated, so nobody is said to buy here")
    else:
        own = at["Corporation_Brand"] is not None or options.buyer is not None
        sure = options.pack.setting(OWN_LIST if own else OTHER)
        yield from supplies(here, key, brand, first, confidence=sure, product=product, tier=_tier(kind))
    groups = (at["Parent_Organization_Name"], at["Supplier_Group"])
    yield from member_of(here, key, dict.fromkeys(g for g in groups if g and is_group(g)), first)


def _tier(kind: str | None) -> int | None:
    """Declared tier by factory type; None where the row names no type."""
    return None if kind is None else 1 if kind.upper() == "FINISHED GOODS" else 2


def _share(cells: Cells, name: str, total: int | None) -> float | None:
    """A head count over the total; more heads than workers is left out with a warning."""
    heads = cells.count(name)
    if heads is None or not total:
        return None
    if heads > total:
        cells.warn(name, "over_total", f"{heads} of {total} workers")
        return None
    return heads / total


__all__ = ["MergedList", "other_brand"]
