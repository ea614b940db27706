"""The rows of a list nobody knows, by its mapping: each a facility, with links where somebody is said to buy.

Rows without a country are accepted and flagged; a country is proposed where the row's other cells point to
one, with the reason, never as a fact. Cells that can't be read are left out and go to the quarantine file
as warnings; only a row without a name is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from headwater.graph.countries import country_name
from headwater.graph.errors import UsageError
from headwater.graph.ids import lei_key, nfc, os_id_key, registry_key, row_key
from headwater.graph.names import normalise
from headwater.graph.records import Party, PartyKind, Provenance, Record
from headwater.loaders.cells.cells import Cells, names_of
from headwater.loaders.cells.countries import country_code, holds_codes, region_code
from headwater.loaders.cells.dates import as_of, date_of
from headwater.loaders.cells.goods import good_of
from headwater.loaders.cells.identifiers import holds_email, is_lei, os_id
from headwater.loaders.cells.places import Place
from headwater.loaders.cells.proposals import Clues, Proposal
from headwater.loaders.cells.proposals import propose as propose_country
from headwater.loaders.cells.quantities import Style
from headwater.loaders.input.files import provenance
from headwater.loaders.input.limits import RAW_CHARS
from headwater.loaders.input.tables import Table, TableRow
from headwater.loaders.lists.columns import NUMBERS, tier_of
from headwater.loaders.lists.links import FirstTime, member_of, subcontractors, supplies
from headwater.loaders.lists.mapping import Mapping
from headwater.loaders.lists.outcome import table_outcome
from headwater.loaders.lists.supplier_list import OTHER, OWN_LIST
from headwater.loaders.port import Options, Rejected, Row

_NONE = re.compile(r"no (?:supplier )?group\b.*|n/?a|none|null|-+|keine?|aucun|ninguno|无", re.IGNORECASE)
_MATERIALS = re.compile(r"material|component|trim|fabric mill|面料|辅料|tissu|tejido|stoff", re.IGNORECASE)


@dataclass(slots=True)
class Before:
    """What a first pass over the whole list finds."""

    codes: bool = False
    """Whether the country column holds two-letter codes."""
    named: list[tuple[str, str, int]] = field(default_factory=list)
    """(name, country as written, row) of each row that states both."""
    held: dict[str, set[str]] = field(default_factory=dict)
    """LEI or registry number → the facilities that state it."""
    styles: dict[int, Style] = field(default_factory=dict)
    rows: int = 0
    _known: dict[str, dict[str, tuple[str, str]]] | None = None

    @property
    def known(self) -> dict[str, dict[str, tuple[str, str]]]:
        """Named facilities with a country: normalised name → country → (name, row in words); made when asked for."""
        if self._known is None:
            self._known = {}
            for text, where, number in self.named:
                code = country_code(where, codes=self.codes)
                if code is not None:
                    said = (nfc(text), f"row {number} of this list")
                    self._known.setdefault(normalise(text), {}).setdefault(code, said)
        return self._known


def read_table(table: Table, mapping: Mapping, options: Options) -> Iterator[Row]:
    """Give the rows of a table by a mapping, in file order."""
    columns = {c.field: table.column(c.column) for c in mapping.columns}
    stated = None
    if options.country is not None:
        stated = country_code(options.country, codes=True)
        if stated is None:
            raise UsageError(f"--country: {options.country!r} is no country we know; write its ISO code, as BD")
    before = _look(table, mapping, columns)
    unread = {table.column(x.column) for x in mapping.excluded} | {columns.get("phone")}
    reader = _Reader(table, mapping, options, columns, before, unread, stated, FirstTime())
    for row in table.rows():
        yield reader.row(row)


def _look(table: Table, mapping: Mapping, columns: dict[str, int | None]) -> Before:
    """The first pass: number styles, whether countries are codes, and who is known by name."""
    before = Before()
    for number_field in NUMBERS:
        if (place := columns.get(number_field)) is not None:
            before.styles[place] = Style()
    countries: dict[str, bool] = {}
    for row in table.rows():
        before.rows += 1
        if row.rejected is not None:
            continue
        for at, style in before.styles.items():
            style.see(row.text(at))
        name, country = row.text(columns.get("name")), row.text(columns.get("country"))
        if country is not None:
            countries[country] = True
            if name is not None:
                before.named.append((name, country, row.number))
        for what in ("lei", "registry_number"):
            if (value := row.text(columns.get(what))) is not None:
                whose = f"{name}|{country}|{row.text(columns.get('address'))}"
                before.held.setdefault(f"{what}:{nfc(value).upper()}", set()).add(whose.casefold())
    before.codes = holds_codes(countries)
    for c in mapping.columns:
        if c.field in NUMBERS and (at_column := columns.get(c.field)) is not None:
            before.styles[at_column] = _style(before.styles[at_column], c.decimal, c.unit)
    return before


def _style(found: Style, decimal: str, unit: str | None) -> Style:
    """The style of a column: as the mapping declares it, else as found."""
    if decimal == "comma":
        found.comma_decimal, found.comma_thousands = True, False
    elif decimal == "point":
        found.comma_decimal, found.comma_thousands, found.dot_thousands = False, True, False
    if unit == "percent":
        found.over_one, found.percent_signs = True, False
    elif unit == "fraction":
        found.over_one, found.fractions = False, True
    return found


@dataclass(slots=True)
class _Reader:
    """Reads one row after the other."""

    table: Table
    mapping: Mapping
    options: Options
    columns: dict[str, int | None]
    before: Before
    unread: set[int | None]
    stated: str | None
    first: FirstTime

    def row(self, row: TableRow) -> Row:
        """Give one row's records, or why there are none."""
        if row.rejected is not None:
            return Row(row.number, rejected=row.rejected)
        if row.text(self.columns["name"]) is None:
            raw = "\t".join(c for i, c in enumerate(row.cells) if i not in self.unread)[:RAW_CHARS]
            head = self.table.headers[self.columns["name"] or 0]
            bad = Rejected(self.table.file.name, row.number, head, "name_missing", "the facility has no name", raw)
            return Row(row.number, rejected=bad)
        cells = Cells(self.table, row, self.columns, self.before.styles)
        here = provenance(self.table.file, self.options, row.number, dated=as_of(self.table.title))
        return table_outcome(cells, partial(self._records, cells, here), first=self.first, unread=self.unread)

    def _records(self, cells: Cells, here: Provenance) -> Iterator[Record]:
        """The facility of a row, and its links."""
        facility = self._facility(cells, here)
        yield facility
        yield from self._links(cells, here, facility)

    def _facility(self, cells: Cells, here: Provenance) -> Party:
        name = cells.text("name") or ""
        native, pack = cells.text("native_name"), self.options.pack
        country, proposal = self._country(cells, name)
        address, city = cells.text("address"), cells.text("city")
        strong, lei, number, extra = self._ids(cells, country)
        if strong is not None:
            key = os_id_key(strong)
        elif lei is not None and len(self.before.held[f"lei:{lei}"]) == 1:
            key = lei_key(lei)
        elif number is not None and country and len(self.before.held[f"registry_number:{number}"]) == 1:
            key = registry_key(country, number)
        else:
            key = row_key(self.options.source, name, country, address or city)
        product, kind = cells.text("product"), cells.text("facility_type")
        sector = cells.text("sector")
        where = cells.coordinates("latitude", "longitude")
        workers, women, migrants = self._people(cells)
        guess = (proposal.country, proposal.reason) if proposal else (None, None)
        place = Place(country, self._region(cells, country), *guess)
        return Party(
            provenance=here,
            kind=PartyKind.FACILITY,
            key=key,
            name=name,
            **place.fields(),
            address=address,
            city=city,
            postal_code=cells.text("postal_code"),
            latitude=where[0] if where else None,
            longitude=where[1] if where else None,
            sector=tuple(p for p in map(nfc, re.split(r"[|;,，、]", sector)) if p) or None if sector else None,
            good=good_of(product, sector, pack=pack, materials=bool(kind and _MATERIALS.search(kind)))
            or good_of(kind, pack=pack),
            product=product,
            facility_type=kind,
            workers=workers,
            women_share=women,
            migrant_share=migrants,
            os_id=strong,
            lei=lei,
            registry_number=f"{country}:{number}" if country and number else None,
            aliases=(native,) if native and native != name else None,
            extra=extra or None,
        )

    def _country(self, cells: Cells, name: str) -> tuple[str | None, Proposal | None]:
        """The stated country, else a proposal; a row without a stated one is flagged."""
        said = cells.raw("country")
        country = country_code(said, codes=self.before.codes) if said is not None else self.stated
        if country is not None:
            return country, None
        clues = Clues(
            name=name,
            address=cells.text("address"),
            city=cells.text("city"),
            region=cells.text("region"),
            phone=cells.raw("phone"),
            os_id=cells.text("os_id"),
        )
        proposal = propose_country(clues, self.before.known)
        what = "no country is stated" if said is None else f"{said!r} is no country we know"
        if proposal is None:
            tail = "; nothing in the row points to one"
        elif proposal.country is None:
            tail = f"; none proposed: {proposal.reason}"
        else:
            tail = f"; proposed: {country_name(proposal.country)}, since {proposal.reason}"
        code = "country_missing" if said is None else "country_unknown"
        cells.warn("country" if self.columns.get("country") is not None else "name", code, what + tail)
        return None, proposal

    def _region(self, cells: Cells, country: str | None) -> str | None:
        """The region's ISO 3166-2 code, else its words; another country's name there means shifted cells: left out."""
        text = cells.text("region")
        code = region_code(text, country)
        if text is None or code is not None:
            return code
        other = country_code(text) if len(text) > 3 and country is not None else None
        if other is not None and other != country:
            cells.warn("region", "region_is_country", f"{text!r} is a country, not a region; left out")
            return None
        return text

    def _ids(self, cells: Cells, country: str | None) -> tuple[str | None, str | None, str | None, dict[str, str]]:
        """Strong ids with right form, and the other columns as text."""
        extra = {h: t for h, t in cells.extra(*self.unread).items() if not holds_email(t)}
        said, lei = cells.text("os_id"), cells.text("lei")
        number = cells.text("registry_number")
        strong, lei = os_id(said), lei.upper() if lei else None
        if said is not None and strong is None:
            cells.warn("os_id", "os_id", f"{said.upper()!r} is no OS ID; left out")
        if lei is not None and not is_lei(lei):
            cells.warn("lei", "lei", f"{lei!r} is no LEI (20 characters with check digits); left out")
            lei = None
        if number is not None:
            number = number.upper()
            if country is None:
                extra[self.table.headers[self.columns["registry_number"] or 0]] = number
                number = None
        return strong, lei, number, extra

    def _people(self, cells: Cells) -> tuple[int | None, float | None, float | None]:
        """Workers, and the shares of women and migrants among them."""
        workers = cells.count("workers")
        shares: list[float | None] = []
        for name in ("women", "migrants"):
            column = self.mapping.of(name)
            if column is None or cells.raw(name) is None:
                shares.append(None)
            elif column.unit in ("percent", "fraction"):
                shares.append(cells.share(name))
            elif column.unit == "count":
                count = cells.count(name)
                if count is not None and (not workers or count > workers):
                    why = "workers is not known" if not workers else f"there are {workers} workers"
                    cells.warn(name, "no_total", f"{count} is a head count, but {why}; left out")
                    count = None
                shares.append(count / workers if count is not None and workers else None)
            else:
                message = "per cent, a fraction or a head count? Say `unit` in the mapping; left out"
                cells.warn(name, "unit_unknown", message)
                shares.append(None)
        return workers, shares[0], shares[1]

    def _links(self, cells: Cells, here: Provenance, facility: Party) -> Iterator[Record]:
        """Who buys here, the group it belongs to, its subcontractors."""
        sure = self.options.pack.setting(OWN_LIST if self.options.buyer else OTHER)
        buyers = names_of(cells.text("buyer")) or ((self.options.buyer,) if self.options.buyer else ())
        tier_text = cells.text("tier")
        tier = tier_of(tier_text) if tier_text else None
        if tier_text and tier is None:
            cells.warn("tier", "tier", f"{tier_text!r} is no tier; left out")
        since = self._since(cells)
        if not buyers and self.mapping.of("buyer") is not None:
            cells.warn("buyer", "brand_missing", "no buyer is stated, so nobody is said to buy here")
        for buyer in buyers:
            if normalise(buyer):
                product = facility.product
                yield from supplies(
                    here, facility.key, buyer, self.first, confidence=sure, product=product, tier=tier, since=since
                )
        group = (cells.text("parent") or "").split("|")[0].strip()
        if group and not _NONE.fullmatch(group) and normalise(group):
            yield from member_of(here, facility.key, [group], self.first)
        named = [n for n in names_of(cells.text("subcontractors")) if not _NONE.fullmatch(n)]
        yield from subcontractors(cells, here, facility, named, sure)

    def _since(self, cells: Cells) -> str | None:
        text = cells.text("since")
        if text is None:
            return None
        date = date_of(text)
        if date is None:
            message = f"{text!r} is no date, or can be read in two ways; write YYYY-MM-DD; left out"
            cells.warn("since", "date", message)
        return date


__all__ = ["read_table"]
