"""Numbers by the whole column, never by the locale."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from headwater.loaders.cells.quantities import MOST, Style, style_of


def test_a_comma_that_may_be_either_is_left_out() -> None:
    with pytest.raises(ValueError, match="1,017"):
        style_of(["1,017"]).number("1,017")


@pytest.mark.parametrize(
    "column, value",
    [
        (["1,017", "1,234,567"], 1017.0),
        (["1,017", "12,345.5"], 1017.0),
        (["1,017", "23,71"], 1.017),
        (["1,017", "0,5"], 1.017),
        (["1,017", "1.234,5"], 1.017),
    ],
)
def test_another_cell_of_the_column_shows_what_the_comma_is(column: list[str], value: float) -> None:
    assert style_of(column).number("1,017") == value


def test_a_column_that_shows_both_is_not_guessed() -> None:
    with pytest.raises(ValueError):
        style_of(["1,234,567", "23,71"]).number("1,017")


@pytest.mark.parametrize("text", ["1 017", "1\u00a0017", "1'017", "1\u202f017"])
def test_a_space_or_apostrophe_parts_thousands(text: str) -> None:
    assert style_of([text]).count(text) == 1017


@pytest.mark.parametrize("text", ["", "abc", "1_000", "١٢", "nan", "inf", "1e999", "12a", "--5", "1,0,1"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        style_of([text]).count(text)


@pytest.mark.parametrize(
    "text, fits", [(str(MOST), True), (str(MOST + 1), False), ("-1", False), ("1.5", False), ("0", True)]
)
def test_counts_are_whole_and_have_a_limit(text: str, fits: bool) -> None:
    if fits:
        assert Style().count(text) == int(text)
    else:
        with pytest.raises(ValueError):
            Style().count(text)


@pytest.mark.parametrize(
    "column, text, share",
    [
        (["71", "0", "4"], "71", 0.71),
        (["0.71", "0", "1"], "0.71", 0.71),
        (["0.71", "0", "1"], "1", 1.0),
        (["71.0%", "0.0%"], "71.0%", 0.71),
        (["71.0%", "0"], "0", 0.0),
        (["55", "0.4"], "0.4", 0.004),
        (["14.00%", "0.70%"], "0.70%", 0.007),
        (["71", "71%"], "71%", 0.71),
        (["23,5 %", "1,2 %"], "23,5 %", 0.235),
    ],
)
def test_shares_are_read_by_the_whole_column(column: list[str], text: str, share: float) -> None:
    assert style_of(column).share(text) == share


@pytest.mark.parametrize(
    "column, text", [(["1", "0"], "1"), (["71.0%", "0.5"], "0.5"), (["101", "5"], "101"), (["-3", "50"], "-3")]
)
def test_a_share_that_may_be_either_or_is_none_is_left_out(column: list[str], text: str) -> None:
    with pytest.raises(ValueError):
        style_of(column).share(text)


@given(some.lists(some.integers(0, MOST), min_size=1), some.randoms())
def test_plain_counts_read_as_they_are_in_any_order(values: list[int], random: object) -> None:
    cells = [str(v) for v in values]
    shuffled = cells[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [style_of(shuffled).count(c) for c in cells] == values


@given(some.lists(some.integers(0, 100), min_size=1), some.booleans())
def test_shares_written_as_per_cent_or_as_fractions_are_the_same(values: list[int], signs: bool) -> None:
    values = [*values, 50]
    per_cent = [f"{v}%" if signs else str(v) for v in values]
    fractions = [str(v / 100) for v in values]
    a, b = style_of(per_cent), style_of(fractions)
    assert [a.share(c) for c in per_cent] == pytest.approx([b.share(c) for c in fractions], abs=1e-12)


@given(some.text(max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    style = style_of([text])
    for read in (style.number, style.count, style.share):
        with contextlib.suppress(ValueError):
            assert isinstance(read(text), float | int)
