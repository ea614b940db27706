"""What the loaders of supplier lists share: which file, how sure, and the Source record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

from headwater.graph.errors import FileRefused
from headwater.graph.records import Record, Source
from headwater.loaders.cells.cells import Cells
from headwater.loaders.cells.quantities import Style
from headwater.loaders.input.files import provenance
from headwater.loaders.input.headers import fold_header
from headwater.loaders.input.tables import Table
from headwater.loaders.lists.links import FirstTime
from headwater.loaders.lists.outcome import table_outcome
from headwater.loaders.port import InputFile, Loader, Options, Probe, Row

OWN_LIST, AGGREGATOR, OTHER = "confidence_own_list", "confidence_aggregator", "confidence"
"""The pack's settings for the confidence of a link: stated by a buyer's own list, by Open Supply Hub for a
contributor, by anyone else. Read when a list is loaded: what is loaded keeps its confidence."""


def single_table(files: Sequence[InputFile]) -> InputFile:
    """Give the one file of a list. Raises FileRefused (`several_files`) where there are more."""
    if len(files) != 1:
        names = ", ".join(f.name for f in files[:5])
        raise FileRefused("several_files", names, f"{len(files)} files, where one list is expected; load them apart")
    return files[0]


def read_rows(
    table: Table,
    columns: Mapping[str, int | None],
    styles: Mapping[int, Style],
    make: Callable[[Cells], Iterator[Record]],
    first: FirstTime,
    *,
    name: str = "name",
    missing: str = "no name",
) -> Iterator[Row]:
    """Give each row of a list with the records that `make` makes of its cells; one without a name is refused.

    `first` is what `make` asks for parties that many rows name.
    """
    for row in table.rows():
        if row.rejected is not None:
            yield Row(row.number, rejected=row.rejected)
        elif row.text(columns[name]) is None:
            yield Row(row.number, rejected=table.rejected(row, None, "name_missing", missing))
        else:
            cells = Cells(table, row, columns, styles)
            yield table_outcome(cells, partial(make, cells), first=first)


def sniff_columns(files: Sequence[Probe], required: Sequence[Sequence[str]], known: Sequence[str]) -> float:
    """How sure it is that files are a table with these columns: .6 by the required ones, up to .9 by the known ones."""
    if len(files) != 1:
        return 0.0
    found = files[0].headers(required, known)
    if found is None:
        return 0.0
    if not known:
        return 0.6
    headers = {fold_header(h) for h in found}
    return 0.6 + 0.3 * sum(fold_header(k) in headers for k in known) / len(known)


def describe_list(
    file: InputFile,
    options: Options,
    *,
    loader: Loader,
    dated: str | None,
    publisher: str | None,
    note: str | None,
    title: str | None = None,
    attribution: str | None = None,
    redistributable: Literal["yes", "no", "unknown"] = "unknown",
    complete_for_tier_1: bool | None = None,
) -> Source:
    """Make the Source record of a list; what the user said stands above what the file says."""
    return Source(
        provenance=provenance(file, options, 0, dated=dated),
        key=options.source,
        title=title or f"{publisher or options.source}: supplier list",
        publisher=publisher,
        licence=options.licence or loader.LICENCE,
        redistributable=redistributable,
        attribution=attribution or publisher,
        dated=options.dated or dated,
        completeness=options.completeness,
        complete_for_tier_1=complete_for_tier_1,
        format=loader.NAME,
        note=note,
    )


__all__ = [
    "AGGREGATOR",
    "OTHER",
    "OWN_LIST",
    "describe_list",
    "read_rows",
    "single_table",
    "sniff_columns",
]
