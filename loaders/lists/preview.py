"""What a mapping would make of a list, in words, before anything is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from headwater.graph.countries import country_name
from headwater.graph.numbers import count, percent
from headwater.graph.records import Party, Relation
from headwater.loaders.cells.cities import GEONAMES
from headwater.loaders.input.tables import Table
from headwater.loaders.lists.mapping import Mapping, open_list
from headwater.loaders.lists.supplier_list import single_table
from headwater.loaders.lists.unknown import read_table
from headwater.loaders.port import InputFile, Options, Row


def preview(mapping: Mapping, table: Table, n: int = 10) -> str:
    """Say in words what the first rows would make, and how many of the first thousand state no country."""
    if mapping.missing:
        return "  nothing: no column holds the facility's name"
    lines: list[str] = []
    names: dict[str, str] = {}
    flagged = proposed = counted = 0
    for row in islice(read_table(table, mapping, Options(source="preview")), 1000):
        counted += 1
        names |= {r.key: r.name for r in row.records if isinstance(r, Party) and r.name}
        if counted <= n:
            lines.append(f"  row {row.number}: {_words(row, names)}")
        if row.records and isinstance(facility := row.records[0], Party) and facility.country is None:
            flagged += 1
            proposed += facility.country_proposed is not None
    if flagged:
        more = f" ({GEONAMES})" if proposed else ""
        lines.append(
            f"  No country stated: {flagged:,} of {count(counted, 'row')}; proposed for {proposed:,} of them{more}"
        )
    return "\n".join(lines) or "  no rows"


def _words(row: Row, names: dict[str, str]) -> str:
    """One row's records in words; `names` are those of the parties met so far, by key."""
    if row.rejected is not None:
        return f"left out: {row.rejected.message}"
    facility = row.records[0]
    assert isinstance(facility, Party)
    says = [f"facility {facility.name}"]
    if facility.country:
        says.append(country_name(facility.country) or facility.country)
    elif facility.country_proposed:
        says.append(
            f"country not stated, proposed {country_name(facility.country_proposed)} since {facility.country_reason}"
        )
    else:
        says.append("country not stated")
    says += [x for x in (facility.region, facility.city, facility.address) if x]
    if facility.good or facility.product:
        says.append(f"makes {facility.product or facility.good}")
    if facility.workers is not None:
        says.append(count(facility.workers, "worker"))
    shares = (("women", facility.women_share), ("migrants", facility.migrant_share))
    says += [f"{percent(share)} {what}" for what, share in shares if share is not None]
    verbs = {"SUPPLIES": "supplies", "MEMBER_OF": "belongs to", "SUBCONTRACTS_FOR": "is supplied by subcontractor"}
    for r in row.records:
        if isinstance(r, Relation):
            other = r.end if r.start == facility.key else r.start
            says.append(f"{verbs[r.kind.value]} {names.get(other) or other.partition(':')[2]}")
    left = [f"{w.column}: {w.code}" for w in row.warnings if not w.code.startswith("country_")]
    return ", ".join(says) + (f" [left out: {'; '.join(left)}]" if left else "")


def preview_for(files: Sequence[InputFile], mapping: Mapping, n: int = 10) -> str:
    """Say in words what the first rows would make. Raises FileRefused."""
    return preview(mapping, open_list(single_table(files), mapping), n)


__all__ = ["preview", "preview_for"]
