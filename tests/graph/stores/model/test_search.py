from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from headwater.graph.statements import of
from headwater.graph.stores.model import search
from tests.graph.making import facility, finding, supplies

WORD = some.sampled_from(["kumo", "ku", "garment", "mo", "mill"])
LINES = some.lists(some.lists(WORD, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4)


def place(wanted: str, line: str) -> int | None:
    """Where a line stands among exact, prefix, word, text, by the words of the rule."""
    rules = (
        line == wanted,
        line.startswith(wanted),
        all(any(told.startswith(w) for told in line.split()) for w in wanted.split()),
        all(w in line for w in wanted.split()),
    )
    return next((i for i, holds in enumerate(rules) if holds), None)


@given(some.lists(WORD, min_size=1, max_size=2).map(" ".join), LINES)
def test_the_best_line_says_how_well_a_name_fits(wanted: str, lines: list[str]) -> None:
    fits = [(at, line) for line in lines if (at := place(wanted, line)) is not None]
    assert search.fits(wanted, "\n".join(lines)) == (min(fits) if fits else None)
    assert len(search.WHY) == 4


@pytest.mark.parametrize(
    ("text", "wanted", "parts"),
    [
        ("KUMO, Limited.", "kumo", ["kumo"]), ("Xi mo", "xi mo", []),
        ("Şahin  Tekstil", "sahin tekstil", ["sahin", "tekstil"]),
        ("...", "", []), ("", "", []),
    ],
)  # fmt: skip
def test_a_query_is_made_comparable_and_short_words_are_no_part(text: str, wanted: str, parts: list[str]) -> None:
    assert search.query(text) == wanted and search.parts(wanted) == parts


def test_a_party_is_looked_up_by_name_alias_and_strong_ids_but_not_by_a_row_key() -> None:
    said = of(facility("blue", "oshub:T1", "Kumo Co., Ltd", aliases=("Blue Lotus",), lei="LEI9"))
    norm, text = search.columns(said)
    assert norm == "kumo" and text is not None
    for words in ("kumo", "lotus", "t1", "lei9"):
        assert search.fits(words, text) is not None, words
    assert search.columns(of(facility("blue", "row:blue:77", "Mill"))) == ("mill", "mill")


def test_a_stub_is_called_by_the_name_in_its_key_and_what_is_no_party_by_nothing() -> None:
    stub = of(facility("blue", "name:Dye: House", None, kind="stub"))
    assert search.name_of(stub) == "Dye: House"
    assert search.columns(stub)[0] == search.query("Dye: House")
    assert search.columns(of(facility("blue", "row:blue:1", None))) == (None, None)
    for other in (finding("blue", "f", "oshub:T1"), supplies("blue", "oshub:T1", "brand:a", product="Kumo")):
        assert search.columns(of(other)) == (None, None)
