"""Properties in words."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from headwater.graph.records import Party
from headwater.visualizations.text.values import ORDER, name_words, value_words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("country", "BD", "Bangladesh"), ("workers", 1240, "1,240"), ("women_share", 0.775, "77.5 %"),
        ("closed", False, "no"), ("latitude", -6.25, "-6.25"), ("aliases", ["A", "B"], "A; B"),
        ("city", None, "unknown"),
        ("extra", {"Line": "7", "Lines": 0}, "Line: 7; Lines: 0"), ("good", "thread_yarn", "thread yarn"),
        ("contributors", list("abcdefg"), "a; b; c; d; e; and 2 more"), ("migrant_share", 0.0, "0 %"),
    ],
)  # fmt: skip
def test_a_value_is_said_as_people_say_it(name: str, value: JsonValue, words: str) -> None:
    assert value_words(name, value) == words


def test_each_property_of_a_party_has_its_place() -> None:
    kept = {"kind", "key", "provenance", "visibility", "valid_from", "valid_to", "extra"}
    assert set(ORDER) == set(Party.model_fields) - kept
    assert name_words("women_share") == "women"
