"""Wages as a share of a living wage, per facility and year, as WikiRate publishes them (Clean Clothes Campaign).

A wage under the benchmark is a finding against a standard, not against the law; at or over it, an
assessment. Severity by the gap: `docs/method.md`, Data; the pack's `wages.csv`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from headwater.graph.errors import FileRefused
from headwater.graph.ids import nfc, row_key
from headwater.graph.records import (
    Assessment,
    Finding,
    FindingKind,
    Outcome,
    Party,
    PartyKind,
    Provenance,
    Record,
    Source,
)
from headwater.loaders.cells.countries import country_code
from headwater.loaders.cells.quantities import Style
from headwater.loaders.input.files import provenance
from headwater.loaders.input.objects import Outline, item_fault, items, outline, rejected
from headwater.loaders.lists.outcome import item_outcome
from headwater.loaders.port import InputFile, Options, OwnOption, Probe, Rejected, Row

ISSUE, POINT = "living_wage", "living_wage_gap"
FULL = 100.0
"""The benchmark, in per cent of itself. Source: `docs/method.md`, Data."""
_IRREMEDIABILITY = 2
_METRIC = re.compile(r"living wage gap", re.IGNORECASE)
_LICENCE = re.compile(r"\bCC[ -]BY(?:-SA)?[ -]\d\.\d\b", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)\d{2}")


class WageGap:
    """Reads WikiRate's answers to "Living Wage Gap" (JSON)."""

    NAME: ClassVar[str] = "wikirate-wage-gap"
    TITLE: ClassVar[str] = "WikiRate wage-gap answers (JSON)"
    LICENCE: ClassVar[str | None] = None
    MAPPING: ClassVar[str] = "1"
    OPTIONS: ClassVar[tuple[str, ...]] = ("country",)
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]] = ()
    PACK: ClassVar[tuple[str, ...]] = ("wages",)

    def sniff(self, files: Sequence[Probe]) -> float:
        """Sure where the first answer is to the wage-gap metric."""
        found = files[0].first("items")
        first = found if isinstance(found, dict) else {}
        return 0.95 if "company" in first and _METRIC.search(str(first.get("metric"))) else 0.0

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the source; licence and date are those that the file states."""
        pages = [_page(f) for f in files]
        licences = {t for p in pages if isinstance(t := p.top.get("license"), str)}
        asked = {str(p.top["requested_at"])[:10] for p in pages if p.top.get("requested_at")}
        designer = _designer(pages[0].firsts.get("items"))
        licence = options.licence or _licence(licences)
        return Source(
            provenance=provenance(files[0], options, 0, dated=max(asked, default=None)),
            key=options.source,
            title="Living wage gap: actual wages as % of a living wage benchmark",
            publisher=" on ".join(filter(None, (designer, "WikiRate"))),
            licence=licence,
            redistributable="yes" if licence and licence.startswith("CC-BY") else "unknown",
            attribution="; ".join(filter(None, (designer, *sorted(licences)))) or None,
            dated=options.dated or max(asked, default=None),
            completeness=options.completeness,
            format=self.NAME,
            note="A finding against a standard: pay below the benchmark can be lawful.",
        )

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give the facility and its finding or assessment for each answer; a row is its place in the file."""
        for file in files:
            page = _page(file)
            country = country_code(options.country) or _country(file, page)
            asked = str(page.top.get("requested_at") or "")[:10]
            for place, item in enumerate(items(file, "items"), 1):
                here = provenance(file, options, place, dated=asked or None)
                yield _row(file, place, item, here, options, country)


def _row(file: InputFile, place: int, item: Any, here: Provenance, options: Options, country: str | None) -> Row:
    if (bad := item_fault(file, place, item)) is not None:
        return Row(place, rejected=bad)
    company, year = nfc(str(item.get("company") or "")), str(item.get("year") or "")
    if not company:
        return Row(place, rejected=rejected(file, place, "company", "name_missing", "no company", item))
    if not _YEAR.fullmatch(year):
        return Row(place, rejected=rejected(file, place, "year", "date", f"{year!r} is no year", item))
    try:
        value = Style().number(str(item.get("value")))
        if value < 0:
            raise ValueError(f"{value} is below zero")
    except ValueError as error:
        return Row(place, rejected=rejected(file, place, "value", "number", str(error), item))
    warnings: tuple[Rejected, ...] = ()
    if country is None:
        warnings = (rejected(file, place, "country", "country_missing", "no country; say it with --country", item),)
    make = partial(_records, here, options, company, country, year, value)
    return item_outcome(file, place, item, make, warnings=warnings)


def _records(
    here: Provenance, options: Options, company: str, country: str | None, year: str, value: float
) -> Iterator[Record]:
    key = row_key(options.source, company, country, None)
    yield Party(provenance=here, kind=PartyKind.FACILITY, key=key, name=company, country=country)
    own, standard = f"wage-gap:{key}:{year}", "living wage benchmark (Clean Clothes Campaign)"
    if value >= FULL:
        yield Assessment(
            provenance=here,
            key=own,
            party=key,
            issue=ISSUE,
            point=POINT,
            outcome=Outcome.COMPLIANT,
            method="survey",
            standard=standard,
            date=year,
            value=value,
            source_type="ngo",
        )
        return
    yield Finding(
        provenance=here,
        key=own,
        party=key,
        issue=ISSUE,
        point=POINT,
        kind=FindingKind.ALLEGATION,
        state="actual",
        source_type="ngo",
        scale=options.pack.wage_scale(value),
        irremediability=_IRREMEDIABILITY,
        observed=year,
        standard=standard,
        text=f"Wages are {math.floor(value * 10) / 10:.1f} % of the living wage benchmark ({year}).",
    )


def _page(file: InputFile) -> Outline:
    """Look through a file. Raises FileRefused (`column_missing`, and where it's no JSON)."""
    page = outline(file)
    if "items" not in page.counts:
        raise FileRefused("column_missing", file.name, "holds no 'items'; expected WikiRate's answers as JSON")
    return page


def _country(file: InputFile, page: Outline) -> str | None:
    """The country that the file's name says, else the one the answers were asked for; None: neither."""
    words = re.split(r"[\W_\d]+", PurePosixPath(file.name).stem)
    named = {c for w in words if len(w) > 3 and (c := country_code(w))}
    if len(named) == 1:
        return named.pop()
    query = parse_qs(urlsplit(str(page.top.get("url"))).query)
    asked = query.get("filter[country][]", [])
    return country_code(asked[0]) if len(asked) == 1 else None


def _designer(first: Any) -> str | None:
    metric = first.get("metric") if isinstance(first, dict) else None
    return nfc(metric.split("+")[0]) or None if isinstance(metric, str) and "+" in metric else None


def _licence(texts: set[str]) -> str | None:
    """The SPDX id that the files state, where they agree; else their own words."""
    found = {m[0].upper().replace(" ", "-") for t in texts if (m := _LICENCE.search(t))}
    return found.pop() if len(found) == 1 else "; ".join(sorted(texts)) or None


__all__ = ["ISSUE", "POINT", "WageGap"]
