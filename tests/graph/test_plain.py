"""Only what a person would call a number is read as one; everything else is told apart, never guessed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic_core import PydanticKnownError

from headwater.graph.plain import number, refuse_odd_number, whole_number


@given(some.integers(-(10**25), 10**25))
def test_digits_are_read_back_as_the_number_that_was_written(n: int) -> None:
    assert whole_number(f" {n} ") == n == whole_number(f"{n}")


@given(some.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_back_as_it_was_written(x: float) -> None:
    assert number(repr(x)) == x


@pytest.mark.parametrize("text", ["", " ", "1_0", "1,5", "0x10", "nan", "inf", "-Infinity", "1e999", "one", "1 0", "²"])
def test_odd_words_are_no_number(text: str) -> None:
    assert number(text) is None
    assert whole_number(text) is None


def test_more_digits_than_any_count_has_are_no_whole_number() -> None:
    assert whole_number("9" * 31) is None


@pytest.mark.parametrize(
    ("value", "kind", "refused"),
    [
        (True, int, "int_type"),
        (False, float, "float_type"),
        (math.nan, float, "finite_number"),
        (-math.inf, float, "finite_number"),
        ("1_0", int, "int_parsing"),
        ("nan", float, "float_parsing"),
    ],
)
def test_what_a_model_would_take_for_a_number_is_refused(value: object, kind: type, refused: str) -> None:
    with pytest.raises(PydanticKnownError) as error:
        refuse_odd_number(value, kind)
    assert error.value.type == refused


@pytest.mark.parametrize(("value", "kind"), [(1, int), (0.5, float), ("10", int), ("1e-3", float), (None, int)])
def test_what_is_a_number_or_none_passes(value: object, kind: type) -> None:
    refuse_odd_number(value, kind)
