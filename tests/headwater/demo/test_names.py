"""Invented names on real places."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from rigour.territories import get_territory

from headwater.demo.names import FIRST, LANDS, NATIVE, SECOND, stems
from headwater.graph.names import normalise
from headwater.loaders.cells.countries import country_code, region_code

BOX = {"BD": (20, 27, 88, 93), "VN": (8, 24, 102, 110), "CN": (18, 54, 73, 135), "TR": (35, 43, 25, 45),
       "PT": (36, 43, -10, -6), "ID": (-11, 7, 95, 142), "IN": (6, 36, 68, 98)}  # fmt: skip
"""South, north, west and east of some countries, in whole degrees."""


def test_each_stem_is_invented_once_and_the_seed_decides_the_order() -> None:
    one, again, other = (stems(Random(seed)) for seed in (7, 7, 8))
    assert one == again != other and sorted(one) == sorted(other)
    assert len({normalise(x) for x in one}) == len(one) == len(FIRST) * len(SECOND)


def test_each_land_is_a_real_one_with_its_places_in_it() -> None:
    for code, land in LANDS.items():
        assert country_code(land.name) == country_code(land.upper) == code == land.code
        assert get_territory(code.lower()) is not None and land.places
        assert all(form.count("{}") == 1 for forms in land.words.values() for form in forms)
        for place in land.places:
            south, north, west, east = BOX.get(code, (-90, 90, -180, 180))
            assert south <= place.latitude <= north and west <= place.longitude <= east, place
            assert place.region is None or region_code(place.state, code) == place.region, place


@pytest.mark.parametrize(("code", "script"), [("CN", "CJK"), ("BD", "BENGALI"), ("KH", "KHMER"), ("EG", "ARABIC")])
def test_native_names_are_in_the_script_of_their_country(code: str, script: str) -> None:
    for name in [name for country, _, name, _ in NATIVE if country == code]:
        letters = [unicodedata.name(c) for c in name if c.isalpha()]
        assert letters and all(x.startswith(script) for x in letters), name
