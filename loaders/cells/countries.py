"""Countries and regions: words in any language to ISO codes, and back.

Names come from `rigour.territories` (names in many languages, MIT) and the few in `data/countries.csv`
that it doesn't know. A city ("Dhaka") is not a country: a country column that holds one states no
country (`proposals` may then propose one).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from rigour.territories import get_territories, get_territory, lookup_territory
from rigour.territories.territory import Territory

from headwater.graph.ids import nfc
from headwater.graph.names import normalise
from headwater.loaders.cells.words import rows

_EMPTY = {"", "n/a", "#n/a", "none", "null", "-", "--", "unknown", "tbd", "tbc", "?", "nan"}
_NOT_CODES = {"na", "no"}
"""Two-letter words that are a code only in a column of codes: Namibia or "not available", Norway or "no"."""

REGION_COUNTRIES: frozenset[str] = frozenset({"AE", "AU", "BR", "CA", "CH", "CN", "DE", "GB", "IN", "US"})
"""Countries whose subdivisions rigour lists with their ISO 3166-2 codes; others come from `data/regions.csv`."""

_REGION_WORDS = re.compile(
    r"\b(?:autonomous region|uygur|uyghur|zhuang|hui|province|provincia|provinz|state|estado|prefecture|region|"
    r"municipality|division|governorate|sheng|shi)\b|壮族自治区|维吾尔自治区|回族自治区|自治区|省|市"
)


@lru_cache(maxsize=20_000)
def country_code(text: str | None, *, codes: bool = False) -> str | None:
    """Give the ISO 3166-1 alpha-2 code of a country's name or code; None: it states none we know.

    Takes ISO-2, ISO-3 and names in many languages, in any case. `codes` says that the column holds codes:
    only then is "NA" Namibia and "NO" Norway (see `holds_codes`). Parts of a country count only where
    lists use them as one (England); historic and made-up territories don't.

    >>> country_code("Turkey (Türkiye)"), country_code("bgd"), country_code("柬埔寨"), country_code("Dhaka")
    ('TR', 'BD', 'KH', None)
    >>> country_code("NA"), country_code("NA", codes=True)
    (None, 'NA')
    """
    clean = nfc(text or "").strip(" .;:,□*")
    if clean.casefold() in _EMPTY and not codes:
        return None
    if len(clean) < 2 or (clean.casefold() in _NOT_CODES and not codes):
        return None
    known = _aliases().get(normalise(clean))
    if known:
        return known
    for words in _forms(clean):
        found = lookup_territory(words)
        if found is not None:
            return None if _is_place(found, words) else _alpha2(found)
    return None


def holds_codes(values: Iterable[str | None]) -> bool:
    """Whether a column holds two-letter codes (nearly all of its filled cells do), so that "NA" is Namibia."""
    filled = [v.strip() for v in values if v and v.strip()]
    two = sum(len(v) == 2 and v.isascii() and v.isalpha() for v in filled)
    sure = {v.upper() for v in filled if len(v) == 2} - {"NA", "NO"}
    return bool(sure) and two >= 0.9 * len(filled)


@lru_cache(maxsize=50_000)
def region_code(text: str | None, country: str | None) -> str | None:
    """Give the ISO 3166-2 code of a region within a country; None: not known, keep the row's words.

    >>> region_code("Xinjiang Uygur Autonomous Region", "CN"), region_code("新疆", "CN"), region_code("Texas", "CN")
    ('CN-XJ', 'CN-XJ', None)
    """
    if not text or not country:
        return None
    clean = nfc(text).strip(" .,;")
    for iso in (clean.upper(), f"{country}-{clean.upper()}"):
        if re.fullmatch(rf"{country}-[A-Z0-9]{{1,3}}", iso) and (get_territory(iso) or iso in _own_codes()):
            return iso
    for key in _region_keys(clean):
        for where, code in regions().get(key, ()):
            if where == country:
                return code
    return None


def region_countries(text: str | None) -> set[str]:
    """Countries that have a region of this name; empty where none is known.

    >>> sorted(region_countries("Punjab")), sorted(region_countries("Jawa Barat"))
    (['IN', 'PK'], ['ID'])
    """
    if not text:
        return set()
    return {where for key in _region_keys(nfc(text)) for where, _ in regions().get(key, ())}


@cache
def regions() -> dict[str, tuple[tuple[str, str | None], ...]]:
    """Give normalised region name → (country, ISO 3166-2 code or None where we only know the name)."""
    out: dict[str, dict[str, str | None]] = {}
    for t in get_territories():
        country, _, tail = t.code.upper().partition("-")
        if tail and country in REGION_COUNTRIES and not t.is_historical:
            out.setdefault(normalise(t.name), {}).setdefault(country, t.code.upper())
    for row in rows("regions.csv"):
        for name in row["names"].split("|"):
            key, country = normalise(name), row["country"]
            if out.setdefault(key, {}).get(country) is None:
                out[key][country] = row["code"] or None
    return {k: tuple(sorted(v.items())) for k, v in out.items()}


def _forms(text: str) -> list[str]:
    """The words as given, then without what stands in brackets, then what stands in brackets."""
    bare = " ".join(re.sub(r"[(\[（].*?[)\]）]", " ", text).split())
    inner = re.findall(r"[(\[（](.*?)[)\]）]", text)
    return [w for w in dict.fromkeys([text, bare, *inner]) if len(w) > 1]


def _alpha2(t: Territory) -> str | None:
    code = t.code.upper()
    if code.startswith("GB-"):
        return "GB"
    if t.is_historical or not re.fullmatch(r"[A-Z]{2}", code):
        return None
    return code if t.alpha3 or code == "XK" else None


def _is_place(t: Territory, text: str) -> bool:
    key = normalise(text)
    return key != normalise(t.name) and key in {normalise(p) for p in t.places}


@cache
def _aliases() -> dict[str, str]:
    return {normalise(r["name"]): r["country"] for r in rows("countries.csv")}


@cache
def _own_codes() -> frozenset[str]:
    return frozenset(r["code"] for r in rows("regions.csv") if r["code"])


def _region_keys(text: str) -> list[str]:
    """Comparable forms of a region's name: as given, without words such as "province", and rigour's aliases."""
    bare = " ".join(_REGION_WORDS.sub(" ", normalise(text)).split())
    keys = [normalise(text), bare, bare.replace(" ", "")]
    found = lookup_territory(text) or (lookup_territory(bare) if len(bare) > 2 else None)
    if found is not None and "-" in found.code and not _is_place(found, text):
        keys.append(normalise(found.name))
    return [k for k in dict.fromkeys(keys) if k]
