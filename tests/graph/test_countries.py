from __future__ import annotations

import pytest

from headwater.graph.countries import country_name, country_words, place_words, region_words

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
