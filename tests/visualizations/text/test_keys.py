"""By what a company or facility is known, in words."""

from __future__ import annotations

import re

import pytest

from headwater.graph.ids import name_key
from headwater.visualizations.text.keys import key_words


@pytest.mark.parametrize(
    ("key", "name", "words"),
    [
        ("lei:5299000J2N45DDNE4Y28", "Mill", "LEI 5299000J2N45DDNE4Y28"),
        ("reg:GB:01234567", "", "registry number GB:01234567"),
        ("vat:1", "", "vat 1"),
        (name_key("A Mill"), "A Mill", "its name"),
        ("name:a: b", "", "name a: b"),
    ],
)
def test_a_key_is_called_what_people_call_it(key: str, name: str, words: str) -> None:
    assert key_words(key, name) == words


def test_a_row_keeps_the_colons_of_its_source_and_the_end_of_its_hash_tells_rows_apart() -> None:
    one, two = (key_words(f"row:list: 2026:{'ab' * 6}{end}") for end in ("0001", "0002"))
    assert one == "a row of list: 2026 (…0001)"
    assert two != one
    assert not re.search(r"[0-9a-f]{8}", one)
