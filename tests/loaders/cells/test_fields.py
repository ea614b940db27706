"""Cells of our own templates, read strictly: a cell that breaks its rule refuses the row, by column and code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.vocabulary import load_pack
from headwater.loaders.cells.fields import Bad, Fields, fold, one_of, point_of
from headwater.loaders.input.files import open_path
from headwater.loaders.input.tables import open_table
from headwater.loaders.pack_parts import PackParts

Make = Callable[[str], Fields]


@pytest.fixture
def cell(tmp_path: Path) -> Make:
    """A row whose column `x` (and `point`) holds a text."""

    def make(text: str) -> Fields:
        path = tmp_path / "a.csv"
        quoted = text.replace('"', '""')
        path.write_text(f'x,also\n"{quoted}",filled\n', encoding="utf-8")
        table = open_table(open_path(path)[0])
        return Fields(table, next(table.rows()), {"x": 0, "point": 0, "gone": None}, PackParts(load_pack()))

    return make


READ: dict[str, Callable[[Fields], Any]] = {
    "number": lambda c: c.number("x"), "share": lambda c: c.share("x"), "whole": lambda c: c.whole("x", 1, 5),
    "count": lambda c: c.count("x"), "date": lambda c: c.date("x"), "truth": lambda c: c.truth("x"),
    "country": lambda c: c.country("x"), "needed": lambda c: c.needed("x"), "key": lambda c: c.key("x"),
    "word": lambda c: c.word("x", ("under way", "done")), "point": lambda c: point_of(c).id,
}  # fmt: skip


@pytest.mark.parametrize(
    "how, text, value",
    [
        ("number", "-2.50", -2.5), ("number", ".5", 0.5), ("number", "1e3", 1000.0), ("number", "-0", 0.0),
        ("share", "0.25", 0.25), ("share", "1", 1.0), ("whole", "5", 5), ("whole", "5.0", 5), ("count", "0", 0),
        ("date", "2024", "2024"), ("date", "2024-02-29", "2024-02-29"), ("truth", "YES", True), ("truth", "n", False),
        ("country", "Bangladesh", "BD"), ("country", "NA", "NA"), ("word", "Under-Way", "under way"),
        ("key", "Lark  Mill", "name:Lark Mill"), ("key", "lei:X", "lei:X"), ("key", "http://a", "name:http://a"),
        ("point", "OVERTIME", "overtime"),
    ],
)  # fmt: skip
def test_a_cell_that_keeps_its_rule_is_read(cell: Make, how: str, text: str, value: object) -> None:
    assert READ[how](cell(text)) == value


@pytest.mark.parametrize(
    "how, text, code",
    [
        ("number", "1,5", "number"), ("number", "twelve", "number"), ("share", "1.01", "range"),
        ("share", "nan", "range"), ("share", "inf", "range"),
        ("share", "71%", "number"), ("whole", "0", "range"), ("whole", "2.5", "number"),
        ("count", "-1", "range"), ("date", "2025-02-29", "date"), ("date", "01.02.2025", "date"),
        ("truth", "perhaps", "vocabulary"), ("country", "Atlantis", "country"), ("word", "begun", "vocabulary"),
        ("word", "", "missing"), ("needed", "", "missing"), ("key", "x" * 600, "too_long"),
        ("point", "weather", "point"),
    ],
)  # fmt: skip
def test_a_cell_that_breaks_its_rule_refuses_the_row(cell: Make, how: str, text: str, code: str) -> None:
    fields = cell(text)
    with pytest.raises(Bad) as bad:
        READ[how](fields)
    assert (bad.value.code, bad.value.column) == (code, "point" if how == "point" else "x")
    assert not fields.warnings


@pytest.mark.parametrize("how", ["number", "share", "whole", "count", "date", "truth", "country"])
def test_an_empty_cell_is_unknown(cell: Make, how: str) -> None:
    assert READ[how](cell("")) is None


def test_an_empty_word_is_its_default_and_so_is_a_column_that_is_not_there(cell: Make) -> None:
    assert cell("").word("x", ("a",), "b") == cell("c").word("gone", ("a",), "b") == "b"
    assert cell("").country("x", "VN") == "VN"


def test_a_word_nobody_knows_is_told_those_nearest_to_it() -> None:
    with pytest.raises(Bad, match=r"near: under way$"):
        one_of("status", "under weigh", ("under way", "done", "stopped"))


def test_words_are_the_same_however_they_are_spelt() -> None:
    assert fold("Non-Compliant") == fold("non_compliant") == fold(" NON  compliant ")
