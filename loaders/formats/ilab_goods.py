"""The List of Goods Produced by Child Labor or Forced Labor: context by country and good, never a finding.

One row is one good in one country, counted from 1. Each flag that is answered makes one statement:
"Yes" is listed, "No" is not listed; forced child labour counts for both issues. An empty flag says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar
from xml.etree.ElementTree import Element

from headwater.graph.errors import FileRefused
from headwater.graph.ids import nfc
from headwater.graph.names import normalise
from headwater.graph.records import Prior, Provenance, Record, Source
from headwater.loaders.cells.countries import country_code, region_code
from headwater.loaders.cells.goods import good_of
from headwater.loaders.input.elements import elements
from headwater.loaders.input.files import provenance
from headwater.loaders.input.objects import rejected
from headwater.loaders.lists.outcome import item_outcome
from headwater.loaders.lists.supplier_list import single_table
from headwater.loaders.pack_parts import PackParts
from headwater.loaders.port import InputFile, Options, OwnOption, Probe, Rejected, Row

LICENCE = "US Government work, public domain in the United States (17 U.S.C. 105)"
PUBLISHER = "US Department of Labor, Bureau of International Labor Affairs"
_FLAGS = ("Child_Labor", "Forced_Labor", "Forced_Child_Labor")
_ISSUES = {"child_labour": "Child_Labor", "forced_labour": "Forced_Labor"}
_EDITIONS = (("2024", frozenset({"Nickel", "Squid", "Caustic Soda"})), ("2022", frozenset({"Açaí Berries"})))
"""Goods that an edition was the first to list. The file's name says another year than its content.
Assumed: from memory of the editions, not checked against the printed lists."""
_NOT_THE_MATERIAL = frozenset({"rubber gloves"})
"""Goods whose name holds the word of another good. Assumed."""


class Ilab:
    """Reads the goods list of the US Department of Labor (XML)."""

    NAME: ClassVar[str] = "ilab-goods"
    TITLE: ClassVar[str] = "ILAB list of goods produced by child labour or forced labour (XML)"
    LICENCE: ClassVar[str | None] = LICENCE
    MAPPING: ClassVar[str] = "1"
    OPTIONS: ClassVar[tuple[str, ...]] = ()
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]] = ()
    PACK: ClassVar[tuple[str, ...]] = ("goods",)

    def sniff(self, files: Sequence[Probe]) -> float:
        """Sure where the first good has a name and countries with flags."""
        if len(files) != 1:
            return 0.0
        good = files[0].element("Good")
        return 0.95 if good is not None and good.find("Countries/Country/Child_Labor") is not None else 0.0

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the source; the edition is `--dated`, else read from which goods are listed."""
        file = single_table(files)
        edition = options.dated or _edition(file)
        note = None if options.dated else "The edition is read from the goods listed, not from the file's name."
        return Source(
            provenance=provenance(file, options, 0, dated=edition),
            key=options.source,
            title="List of Goods Produced by Child Labor or Forced Labor",
            publisher=PUBLISHER,
            licence=options.licence or LICENCE,
            redistributable="yes",
            attribution=PUBLISHER,
            dated=edition,
            completeness=options.completeness,
            format=self.NAME,
            note=note if edition else "No edition is known; say it with --dated.",
        )

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give the context of one good in one country for each row."""
        file = single_table(files)
        edition = options.dated or _edition(file)
        rows = list(_rows(file))
        if not rows:
            raise FileRefused("column_missing", file.name, "no Good with Good_Name and Countries/Country in it")
        goods = _goods(rows, options.pack)
        for row in rows:
            bad, country = _fault(file, row), country_code(row.country)
            if bad is not None or country is None:
                yield Row(row.place, rejected=bad)
                continue
            here = provenance(file, options, row.place, dated=edition)
            make, item = partial(_priors, here, row, country, goods, edition), row.item()
            made = item_outcome(file, row.place, item, make, warnings=tuple(_warnings(file, row)))
            if not made.records and made.rejected is None:
                message = "another good of the same word is listed, and this one isn't"
                made = replace(made, rejected=rejected(file, row.place, "Good_Name", "covered", message, row.good))
            yield made


@dataclass(frozen=True, slots=True)
class _Row:
    """One good in one country, as the list writes it; `flags` as text, "" where empty."""

    place: int
    good: str
    country: str
    region: str
    flags: dict[str, str]

    def item(self) -> dict[str, str]:
        """What the row says, by the list's own tags."""
        return {"Good_Name": self.good, "Country_Name": self.country, "Country_Region": self.region, **self.flags}

    def listed(self, issue: str) -> bool | None:
        """Whether it's listed for an issue; None: the flag is empty."""
        said = {self.flags[_ISSUES[issue]], self.flags["Forced_Child_Labor"]}
        if "yes" in said:
            return True
        return False if self.flags[_ISSUES[issue]] == "no" else None


def _priors(
    here: Provenance, row: _Row, country: str, goods: Mapping[tuple[int, str], str | None], edition: str | None
) -> Iterator[Record]:
    """The context that a row states, an issue each; nothing where the list says more of another good of its word."""
    region = region_code(row.region, country)
    for issue in _ISSUES:
        listed, good = row.listed(issue), goods[row.place, issue]
        if listed is not None and good is not None:
            yield Prior(
                provenance=here,
                key=f"prior:{region or country}|{good}|{issue}",
                country=country,
                region=region,
                good=good,
                issue=issue,
                listed=listed,
                edition=edition,
                good_name=row.good,
            )


def _rows(file: InputFile) -> Iterator[_Row]:
    place = 0
    for good in elements(file, "Good"):
        name = _text(good, "Good_Name")
        for country in good.iterfind("Countries/Country"):
            place += 1
            flags = {f: _text(country, f).casefold() for f in _FLAGS}
            yield _Row(place, name, _text(country, "Country_Name"), _text(country, "Country_Region"), flags)


def _text(element: Element, tag: str) -> str:
    return nfc(element.findtext(tag) or "")


def _fault(file: InputFile, row: _Row) -> Rejected | None:
    """Why a row makes no statement."""
    raw = f"{row.good} | {row.country} | {' '.join(row.flags.values())}"
    if not row.good:
        return rejected(file, row.place, "Good_Name", "good_missing", "no good", raw)
    if country_code(row.country) is None:
        return rejected(file, row.place, "Country_Name", "country_unknown", f"{row.country!r} is no country", raw)
    if all(row.listed(i) is None for i in _ISSUES):
        return rejected(file, row.place, "Child_Labor", "flags_missing", "no flag is answered with Yes or No", raw)
    return None


def _warnings(file: InputFile, row: _Row) -> Iterator[Rejected]:
    for flag, said in row.flags.items():
        if said not in ("yes", "no", ""):
            yield rejected(file, row.place, flag, "flag", f"{said!r} is neither Yes nor No", said)


def _goods(rows: Sequence[_Row], pack: PackParts) -> dict[tuple[int, str], str | None]:
    """The good of each row and issue: the pack's word, or the list's own where the table has none.

    Where two goods of one country have the same word ("Textiles", "Jute (textiles)"), a listed one takes
    it (the one called so before others), else the first, and the other keeps its own name. None: another
    good of that word is listed and this one isn't, so nothing is said: a "No" never hides a listing.
    """
    out: dict[tuple[int, str], str | None] = {}
    for issue in _ISSUES:
        taken: dict[tuple[str, str, str], _Row] = {}
        first = {r.place: good_of(r.good, pack=pack) != _slug(r.good) for r in rows}
        for row in sorted(rows, key=lambda r: (r.listed(issue) is not True, first[r.place], r.place)):
            own = _slug(row.good)
            word = None if normalise(row.good) in _NOT_THE_MATERIAL else good_of(row.good, pack=pack)
            keeper = taken.setdefault((row.country, row.region, word), row) if word else row
            if keeper is row:
                out[row.place, issue] = word or own
            else:
                out[row.place, issue] = None if keeper.listed(issue) and not row.listed(issue) else own
    return out


def _slug(good: str) -> str:
    return normalise(good).replace(" ", "_")


def _edition(file: InputFile) -> str | None:
    """The edition by the goods that only it and later ones list; None: not known."""
    names = {_text(g, "Good_Name") for g in elements(file, "Good")}
    return next((year for year, new in _EDITIONS if new & names), None)


__all__ = ["LICENCE", "PUBLISHER", "Ilab"]
