"""The one reader of cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.loaders.cells.cells import Cells, names_of, styles_of
from headwater.loaders.input.files import open_path
from headwater.loaders.input.tables import open_table


@pytest.mark.parametrize(
    "cell, names",
    [
        ("Framas Korea Vina Co., Ltd, Hapco Screen Printing", ["Framas Korea Vina Co., Ltd", "Hapco Screen Printing"]),
        ("E-Top (Vietnam) Co.,Ltd", ["E-Top (Vietnam) Co.,Ltd"]),
        ("A, LTD., B, Inc., C, S.R.L., D, LLC", ["A, LTD.", "B, Inc.", "C, S.R.L.", "D, LLC"]),
        ("HI TECH APPAREL CO LTD, BRANCH 70", ["HI TECH APPAREL CO LTD, BRANCH 70"]),
        ("Incas Ltd, Cotex, Incas Ltd", ["Incas Ltd", "Cotex"]),
        ("A, Incomo, Ltdex", ["A", "Incomo", "Ltdex"]),
        ("", []),
        (None, []),
    ],
)
def test_names_are_cut_at_commas_that_do_not_stand_before_a_legal_form(cell: str | None, names: list[str]) -> None:
    assert list(names_of(cell)) == names


TEXT = 'Factory,Workers,Women,Lat,Lon,Phone,Note\nLark,1a,50,0,0,+1,  two\u00a0words \nWren,"1,017",0.5,51.5,-0.1,,\n'
COLUMNS = {"name": 0, "workers": 1, "women": 2, "lat": 3, "lon": 4, "town": None}


def rows(tmp_path: Path) -> list[Cells]:
    (tmp_path / "a.csv").write_text(TEXT, encoding="utf-8")
    table = open_table(open_path(tmp_path / "a.csv")[0])
    return [Cells(table, row, COLUMNS, styles_of(table, [1, 2, 3, 4])) for row in table.rows()]


def test_a_cell_that_cannot_be_used_is_unknown_and_said_with_its_column(tmp_path: Path) -> None:
    lark, wren = rows(tmp_path)
    assert lark.count("workers") is None and lark.coordinates("lat", "lon") is None
    assert [(w.line, w.column, w.code, w.raw) for w in lark.warnings] == [
        (2, "Workers", "number", "1a"), (2, "Lat", "geo_suspect", "0"),
    ]  # fmt: skip
    assert wren.count("workers") is None, "1,017 alone may be two numbers"
    assert wren.coordinates("lat", "lon") == (51.5, -0.1)


def test_a_column_that_is_not_there_is_unknown_and_a_warning_there_is_about_the_row(tmp_path: Path) -> None:
    lark = rows(tmp_path)[0]
    assert lark.text("town") is lark.text("nowhere") is lark.number("town") is None
    lark.warn("town", "missing", "no town")
    (said,) = lark.warnings
    assert said.column is None and "Lark" in said.raw and "+1" not in said.raw


def test_columns_without_a_name_are_kept_but_contacts_and_the_unread(tmp_path: Path) -> None:
    lark = rows(tmp_path)[0]
    assert lark.extra() == {"Note": "two words"}
    assert lark.extra(6) == {}
