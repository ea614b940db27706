"""Countries as people say them; data and JSON keep ISO 3166-1 codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def country_names() -> Mapping[str, str]:
    """English names by ISO 3166-1 code (and Kosovo's), in the order of the codes."""
    lines = (Path(__file__).parent / "data" / "countries.csv").read_text(encoding="utf-8").splitlines()
    parts = (line.partition(",") for line in lines if not line.startswith("#"))
    return {code: name for code, _, name in parts}


def country_name(code: str | None) -> str | None:
    """Give the English name of a country's code; None for an unknown one.

    A code of another list, such as FIPS, is unknown here, though it may name a country there.

    >>> country_name("VN"), country_name("ZZ"), country_name("XB")
    ('Vietnam', None, None)
    """
    return country_names().get(code.upper()) if code else None


def country_called(text: str) -> str | None:
    """Give the code of a country by that code or its English name alone; None: perhaps another language knows it.

    >>> country_called("vietnam"), country_called("vn"), country_called("Viêt Nam")
    ('VN', 'VN', None)
    """
    return _codes().get(" ".join(text.split()).casefold())


@cache
def _codes() -> Mapping[str, str]:
    names = country_names()
    return {name.casefold(): code for code, name in names.items()} | {code.casefold(): code for code in names}


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
