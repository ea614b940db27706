"""Countries as people say them; data and JSON keep ISO 3166-1 codes."""

from __future__ import annotations

from functools import lru_cache

from rigour.territories import get_territory


@lru_cache(maxsize=500)
def country_name(code: str | None) -> str | None:
    """Give the English name of a country's code; None for an unknown one.

    A code of another list, such as FIPS, is unknown here, though it may name a country there.

    >>> country_name("VN"), country_name("ZZ"), country_name("XB")
    ('Vietnam', None, None)
    """
    found = get_territory(code) if code and len(code) == 2 else None
    if code is None or found is None or found.code.upper() != code.upper() or found.is_historical:
        return None
    return found.name if found.alpha3 or code.upper() == "XK" else None


def country_words(code: str | None, proposed: str | None = None) -> str:
    """A country by name; a proposal says that it is one, and is never written as fact.

    >>> country_words("BD"), country_words(None, "BD"), country_words(None)
    ('Bangladesh', 'unknown (proposed: Bangladesh)', 'unknown')
    """
    if code:
        return country_name(code) or code
    return f"unknown (proposed: {country_name(proposed) or proposed})" if proposed else "unknown"


def place_words(code: str | None, proposed: str | None = None) -> str:
    """A country in brackets behind a name.

    >>> place_words("BD"), place_words(None)
    ('Bangladesh', 'country unknown')
    """
    return country_words(code) if code else f"country {country_words(code, proposed)}"


def region_words(country: str, region: str | None) -> str:
    """A country, and its region where one is stated.

    >>> region_words("CN", "CN-XJ"), region_words("CN", None)
    ('China, CN-XJ', 'China')
    """
    return country_words(country) + (f", {region}" if region else "")
