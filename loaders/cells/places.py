"""Where a row says that it is: country and region stated, else a country proposed with its reason, never a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from headwater.graph.names import normalise
from headwater.loaders.cells.cells import Cells
from headwater.loaders.cells.countries import country_code, holds_codes, region_code
from headwater.loaders.cells.proposals import Clues, Known, propose
from headwater.loaders.input.tables import Table

ALSO_REGIONS: dict[tuple[str, str], str] = {
    ("US", "GE"): "US-GA", ("US", "PR"): "US-PR", ("US", "GU"): "US-GU", ("US", "VI"): "US-VI", ("BE", "LU"): "BE-WLX",
    ("NG", "NE"): "NG-NI", ("PE", "MF"): "PE-SAM", ("CN", "HK"): "CN-HK", ("CN", "MO"): "CN-MO", ("FR", "RE"): "FR-974",
}  # fmt: skip
"""(country, the country whose name its region bears) → the region. Source: ISO 3166-2."""


@dataclass(frozen=True, slots=True)
class Place:
    """Country (ISO 3166-1 alpha-2) and region as stated; None: unknown. `proposed` is a guess with its `reason`."""

    country: str | None = None
    region: str | None = None
    proposed: str | None = None
    reason: str | None = None

    def fields(self) -> dict[str, Any]:
        """The fields of a Party that say it."""
        return {
            "country": self.country,
            "region": self.region,
            "country_proposed": self.proposed,
            "country_reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Places:
    """Reads the places of one table: whether its countries are codes, and which names have one country in it."""

    country: str
    region: str
    codes: bool = False
    known: Known | None = None

    @classmethod
    def of(
        cls, table: Table, columns: Mapping[str, int | None], *, name: str, country: str, region: str = ""
    ) -> Places:
        """Look through the whole table once; names are held only where a row states no country.

        `name`, `country` and `region` are the loader's own names for these columns.
        """
        said: set[str | None] = set()
        missing = False
        for row in table.rows():
            if row.rejected is None:
                said.add(text := row.text(columns.get(country)))
                missing |= text is None or country_code(text, codes=True) is None
        codes = holds_codes(said)
        known = _known(table, columns.get(name), columns.get(country), codes=codes) if missing else None
        return cls(country, region, codes, known)

    def read(self, cells: Cells, clues: Clues) -> Place:
        """Give the place of a row; one without a country is flagged, never refused.

        A region that is another country's name means shifted cells: then the country is unknown.
        """
        text, region = cells.raw(self.country), cells.text(self.region)
        country = country_code(text, codes=self.codes) if text else None
        if text is None:
            cells.warn(self.country, "country_missing", "no country is stated")
        elif country is None:
            cells.warn(self.country, "country_unknown", f"{text!r} is no country we know")
        code = region_code(region, country) if region and country else None
        other = country_code(region) if region and len(region) > 3 and code is None else None
        if country is not None and other is not None and (country, other) in ALSO_REGIONS:
            code, other = ALSO_REGIONS[country, other], None
        if other is not None:
            cells.warn(self.region, "region_is_country", f"{region!r} is a country, not a region; left out")
            region = None
            if country is not None and other != country:
                message = f"{text!r} and {other} contradict each other: the cells may be shifted; country unknown"
                cells.warn(self.country, "country_doubtful", message)
                country = None
        if country is not None:
            return Place(country, code or region)
        guess = propose(clues, self.known)
        return Place(None, region, guess.country if guess else None, guess.reason if guess else None)


KNOWN_NAMES = 500_000
"""Names held to find a same-named facility; of a longer list only the first so many. Assumed."""


def _known(table: Table, name: int | None, country: int | None, *, codes: bool) -> Known:
    """Normalised name → country → (name as written, its row in words), of the rows that state a country."""
    out: dict[str, dict[str, tuple[str, str]]] = {}
    for row in table.rows():
        text, where = row.text(name), row.text(country)
        code = country_code(where, codes=codes) if where else None
        if len(out) == KNOWN_NAMES:
            break
        if row.rejected is None and text and code:
            out.setdefault(normalise(text), {}).setdefault(code, (text, f"{table.file.name} row {row.number}"))
    return out


__all__ = ["ALSO_REGIONS", "Place", "Places"]
