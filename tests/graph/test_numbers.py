"""Numbers in words never say more than the number does."""

import math
import re
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from headwater.graph import numbers

shares = st.floats(0.0, 1.0)


def _read(text: str) -> Fraction:
    return Fraction(re.sub(r"[^0-9.]", "", text))


@given(shares)
@example(5e-5)
@example(4.9999e-5)
@example(1e-6)
@example(9.999e-6)
@example(0.99995)
def test_only_zero_reads_as_zero_and_only_one_as_one(x: float) -> None:
    said = numbers.value(x)
    assert (_read(said) == 0) == (x == 0.0)
    assert (_read(said) == 1) == (x >= 1 - numbers.ONE)
    if said.startswith("under"):
        assert _read(said) > x
    elif said.startswith("over"):
        assert _read(said) < x
    else:
        assert math.isclose(_read(said), x, rel_tol=0.051, abs_tol=0.0) or abs(_read(said) - Fraction(x)) <= 5.01e-5


@given(shares)
@example(0.0005)
@example(0.00095)
@example(0.0095)
@example(0.9905)
@example(0.9995)
@example(0.995)
def test_per_cent_never_rounds_to_none_or_to_all(x: float) -> None:
    said = numbers.percent(x)
    assert (_read(said) == 0) == (x == 0.0)
    assert (_read(said) == 100) == (x >= 1 - numbers.ONE)
    if said.startswith("under"):
        assert _read(said) > x * 100
    elif said.startswith("over"):
        assert _read(said) < x * 100
    else:
        near = min(x, 1 - x) < 0.0095
        assert abs(float(_read(said)) - x * 100) <= (0.0501 if near else 0.501)
    assert said != "1.0 %" and said != "99.0 %"


def test_a_sum_of_shares_that_rounding_misses_by_a_hair_is_all() -> None:
    assert numbers.percent(sum([0.1] * 10)) == "100 %"
    assert numbers.value(sum([0.1] * 10)) == "1.0000"


@pytest.mark.parametrize("none", [None, float("nan")])
def test_what_nobody_knows_is_unknown(none: float | None) -> None:
    assert numbers.value(none) == numbers.percent(none) == numbers.amount(none) == "unknown"


@given(st.floats(1e-300, 1.0))
@example(0.00251)
@example(9.999e-5)
def test_an_error_is_rounded_up(x: float) -> None:
    said = numbers.error(x)
    assert float(_read(said)) >= x
    assert x < 1e-6 or _read(said) <= Fraction(x) * Fraction(111, 100) + Fraction(1, 10**6)


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(1e6)
@example(1e-7)
def test_an_amount_is_given_back_in_full(x: float) -> None:
    said = numbers.amount(x)
    assert "e" not in said.lower()
    assert float(said.replace(",", "")) == x


def test_one_thing_is_not_many() -> None:
    assert numbers.count(1, "facility") == "1 facility"
    assert numbers.count(0, "facility") == "0 facilities"
    assert numbers.count(12000, "person affected") == "12,000 people affected"
    assert numbers.count(2, "decision of an authority") == "2 decisions of an authority"
    assert numbers.count(1, "company or facility") == "1 company or facility"
    assert numbers.count(2, "key") == "2 keys"
