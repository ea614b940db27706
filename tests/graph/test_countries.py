from __future__ import annotations

import itertools
import string

import pytest
from rigour.territories import get_territory

from headwater.graph.countries import (
    country_called,
    country_name,
    country_names,
    country_words,
    place_words,
    region_words,
)
from headwater.loaders.cells.countries import country_code

ISO = {"BD": "Bangladesh", "KH": "Cambodia", "LK": "Sri Lanka", "PK": "Pakistan", "ET": "Ethiopia", "DE": "Germany"}
"""Published in ISO 3166-1, with the short names of the standard."""
NO_CODES = ("ZZ", "AA", "QM", "XA", "UK", "EU", "SU", "YU", "DD", "AN", "XX", "BGD", "bangladesh", "B", "")
"""User-assigned, reserved, withdrawn, or no code of two letters at all."""


@pytest.mark.parametrize("code", ISO)
def test_a_country_is_called_as_the_standard_calls_it(code: str) -> None:
    assert country_name(code) == ISO[code] == country_words(code)
    assert country_name(code.lower()) == ISO[code]


@pytest.mark.parametrize("code", NO_CODES)
def test_what_is_no_country_of_the_standard_has_no_name(code: str) -> None:
    assert country_name(code) is None


def test_kosovo_has_a_name_although_its_code_is_user_assigned() -> None:
    assert country_name("XK") == "Kosovo"


def test_unknown_stays_unknown_and_a_proposal_is_never_written_as_fact() -> None:
    assert country_name(None) is None
    assert (country_words(None), place_words(None)) == ("unknown", "country unknown")
    assert country_words(None, "BD") == "unknown (proposed: Bangladesh)"
    assert place_words(None, "BD") == "country unknown (proposed: Bangladesh)"
    assert country_words("VN", "BD") == place_words("VN", "BD") == country_name("VN")
    assert (country_words("ZZ"), country_words(None, "ZZ")) == ("ZZ", "unknown (proposed: ZZ)")


def test_a_region_stands_behind_its_country_where_one_is_stated() -> None:
    assert [region_words("CN", r) for r in ("CN-XJ", None, "")] == ["China, CN-XJ", "China", "China"]


def test_the_table_of_names_is_what_rigour_knows_by_each_code_of_two_letters() -> None:
    known = {}
    for code in map("".join, itertools.product(string.ascii_uppercase, repeat=2)):
        found = get_territory(code)
        if found is None or found.code.upper() != code or found.is_historical:
            continue
        if found.alpha3 or code == "XK":
            known[code] = found.name
    assert dict(country_names()) == known


def test_a_country_by_its_english_name_or_code_is_the_one_that_every_language_finds() -> None:
    for code, name in country_names().items():
        assert country_called(name) == country_called(f" {name.upper()} ") == code == country_code(name, codes=True)
        assert country_called(code.lower()) == code == country_code(code, codes=True)
    assert [country_called(x) for x in ("", "Deutschland", "UK", "BGD", "Dhaka")] == [None] * 5
