"""Pages of the Open Supply Hub's API: GeoJSON, one file or a folder of them, coordinates as [lon, lat].

A row is a feature, counted within its page from 1. `next` is never followed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

from headwater.graph.errors import FileRefused
from headwater.graph.ids import nfc, os_id_key, row_key
from headwater.graph.records import Record, Source
from headwater.loaders.cells.cells import coordinate_fault
from headwater.loaders.cells.countries import country_code
from headwater.loaders.cells.identifiers import os_id
from headwater.loaders.cells.places import Place
from headwater.loaders.cells.proposals import Clues, propose
from headwater.loaders.input.files import provenance
from headwater.loaders.input.objects import Outline, document, item_fault, items, outline, rejected
from headwater.loaders.lists import osh
from headwater.loaders.lists.links import FirstTime
from headwater.loaders.lists.outcome import item_outcome
from headwater.loaders.lists.supplier_list import AGGREGATOR, describe_list
from headwater.loaders.port import InputFile, Options, OwnOption, Probe, Rejected, Row

log = logging.getLogger(__name__)


class OshApi:
    """Reads facilities as the API of Open Supply Hub gives them."""

    NAME: ClassVar[str] = "osh-api"
    TITLE: ClassVar[str] = "Open Supply Hub API pages (GeoJSON, a file or a folder)"
    LICENCE: ClassVar[str | None] = osh.LICENCE
    MAPPING: ClassVar[str] = "1"
    OPTIONS: ClassVar[tuple[str, ...]] = ("buyer",)
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]] = ()
    PACK: ClassVar[tuple[str, ...]] = ("goods", AGGREGATOR)

    def sniff(self, files: Sequence[Probe]) -> float:
        """Sure where the first page's first feature has an OS ID."""
        page = files[0]
        first = page.top if page.top.get("type") == "Feature" else page.first("features")
        properties = first.get("properties") if isinstance(first, dict) else None
        return 0.95 if isinstance(properties, dict) and "os_id" in properties else 0.0

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the source; pages state no date, so it is `--dated`. Says where pages are missing."""
        found, counts = 0, set()
        for file in files:
            page = _page(file)
            found += page.counts.get("features", 1)
            if isinstance(page.top.get("count"), int):
                counts.add(page.top["count"])
        note = None
        if len(counts) == 1 and (count := counts.pop()) != found:
            note = f"The pages say there are {count} facilities, and hold {found}: pages are missing or double."
        return describe_list(
            files[0],
            options,
            loader=self,
            dated=None,
            publisher=osh.PUBLISHER,
            attribution=osh.ATTRIBUTION,
            redistributable="yes",
            note=note,
            title="Open Supply Hub facilities",
        )

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give a facility for each feature, and its link where `--buyer` says whose list it is."""
        first = FirstTime()
        for file in files:
            for place, feature in enumerate(_features(file), 1):
                bad = _fault(file, place, feature)
                if bad is not None:
                    yield Row(place, rejected=bad)
                    continue
                warnings: list[Rejected] = []
                make = partial(_records, file, place, feature, options, first, warnings)
                yield item_outcome(file, place, feature, make, warnings=warnings, first=first)


def _page(file: InputFile) -> Outline:
    """Look through a page. Raises FileRefused (`column_missing`, and where it's no JSON)."""
    page = outline(file)
    if page.top.get("type") != "Feature" and "features" not in page.counts:
        message = "is no page of facilities: expected a GeoJSON FeatureCollection with 'features'"
        raise FileRefused("column_missing", file.name, message)
    return page


def _features(file: InputFile) -> Iterator[Any]:
    """The features of a page; a single facility is a page of one. Raises FileRefused (`column_missing`)."""
    if _page(file).top.get("type") == "Feature":
        return iter([document(file)])
    return items(file, "features")


def _fault(file: InputFile, place: int, feature: Any) -> Rejected | None:
    """Why a feature makes no statement; None: it does."""
    if (bad := item_fault(file, place, feature)) is not None:
        return bad
    properties = feature.get("properties")
    if (bad := item_fault(file, place, properties)) is not None:
        return bad
    if not _text(properties.get("name")):
        return rejected(file, place, "name", "name_missing", "no name", feature)
    return None


def _records(
    file: InputFile, place: int, feature: dict[str, Any], options: Options, first: FirstTime, warnings: list[Rejected]
) -> Iterator[Record]:
    here = provenance(file, options, place)
    said = feature["properties"]

    def warn(column: str, code: str, message: str) -> None:
        warnings.append(rejected(file, place, column, code, message, feature))

    name, address = _text(said.get("name")) or "", _text(said.get("address"))
    country = country_code(_text(said.get("country_code")), codes=True) or country_code(_text(said.get("country_name")))
    if country is None:
        warn("country_code", "country_missing", "no country is stated")
    strong = os_id(_text(said.get("os_id")) or _text(feature.get("id")))
    if strong is None:
        warn("os_id", "os_id", "is no OS ID; the facility is known by name, country and address")
    guess = propose(Clues(name, address, os_id=strong)) if country is None else None
    spot = _spot(feature.get("geometry"), warn)
    fields = said.get("extended_fields") if isinstance(said.get("extended_fields"), dict) else {}
    one = osh.Said(
        name=name,
        place=Place(country, None, guess.country if guess else None, guess.reason if guess else None),
        address=address,
        spot=spot,
        sectors=tuple(dict.fromkeys(v for s in _list(said.get("sector")) for v in _values(s))),
        product="|".join(_field(fields, "product_type")) or None,
        facility_type="|".join(_field(fields, "facility_type")) or None,
        workers="|".join(_field(fields, "number_of_workers")),
        parents=_field(fields, "parent_company"),
        own={
            "closed": osh.closed(said.get("is_closed")),
            "os_id": strong,
            "aliases": tuple(dict.fromkeys(n for x in _list(said.get("other_names")) if (n := _text(x)))) or None,
            "contributors": _contributors(said.get("contributors")),
        },
    )
    key = os_id_key(strong) if strong else row_key(options.source, name, country, address)
    yield from osh.records(here, key, one, options, first, buyer=options.buyer, sure=AGGREGATOR)


def _spot(geometry: Any, warn: Any) -> tuple[float, float] | None:
    """(latitude, longitude) of a point, which GeoJSON writes the other way round."""
    spot = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if spot is None:
        return None
    if not isinstance(spot, list) or len(spot) < 2 or not all(type(x) in (int, float) for x in spot[:2]):
        warn("geometry", "coordinate", "is no [longitude, latitude]")
        return None
    lon, lat = float(spot[0]), float(spot[1])
    if fault := coordinate_fault(lat, lon):
        warn("geometry", *fault)
        return None
    return lat, lon


def _contributors(said: Any) -> tuple[str, ...] | None:
    names = (_text(c.get("contributor_name")) or _text(c.get("name")) for c in _list(said) if isinstance(c, dict))
    return tuple(dict.fromkeys(osh.contributor(n)[0] for n in names if n)) or None


def _field(fields: dict[str, Any], name: str) -> list[str]:
    """The values of an extended field, as contributors gave them."""
    out: list[str] = []
    for item in _list(fields.get(name)):
        out += [v for v in _values(item) if v not in out]
    return out


def _values(item: Any) -> list[str]:
    """The values of one contribution: a text, a range with min and max, matched or raw values."""
    if not isinstance(item, dict):
        return [t] if (t := _text(item)) else []
    value = item.get("values", item.get("value"))
    if isinstance(value, dict):
        if {"min", "max"} <= set(value):
            low, high = value["min"], value["max"]
            return [str(low) if low == high else f"{low}-{high}"]
        value = value.get("raw_values", value.get("raw_value", value.get("name")))
    return [t for v in (value if isinstance(value, list) else [value]) if (t := _text(v))]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return nfc(str(value)) or None if isinstance(value, str | int | float) and not isinstance(value, bool) else None


__all__ = ["OshApi"]
