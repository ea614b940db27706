"""Which country a city's name points to, where it points to one."""

from __future__ import annotations

import pytest

from headwater.loaders.cells.cities import city_country


def test_a_city_points_to_a_country_only_by_clear_dominance() -> None:
    assert city_country("Ho Chi Minh City") == "VN"
    assert city_country("Saigon") == "VN"
    assert city_country("宁波") == "CN"
    assert city_country("Valencia") is None


@pytest.mark.parametrize(
    "written", ["Hồ Chí Minh City", "HO CHI MINH CITY", "ho-chi-minh city", "Ho Chi\u2019 Minh City"]
)
def test_accents_case_and_marks_do_not_matter(written: str) -> None:
    assert city_country(written) == "VN"


@pytest.mark.parametrize("words", ["", "Nowhere-upon-Ink", "12345", "Bo"])
def test_what_is_no_city_we_know_points_nowhere(words: str) -> None:
    assert city_country(words) is None


def test_a_city_smaller_than_asked_for_points_nowhere() -> None:
    assert city_country("Tiruppur") == city_country("Tiruppur", 50_000) == "IN"
    assert city_country("Tiruppur", 100_000_000) is None


@pytest.mark.parametrize(
    "city, country",
    [
        ("London", "GB"),  # 8,900,000 people, in Canada 380,000
        ("Paris", "FR"),  # 2,100,000, in the United States 25,000
        ("Birmingham", None),  # 1,100,000, in the United States 200,000
        ("Hyderabad", None),  # 6,800,000, in Pakistan 1,900,000
    ],
)
def test_a_name_of_two_countries_points_where_one_city_has_ten_times_the_people(city: str, country: str | None) -> None:
    assert city_country(city) == country
