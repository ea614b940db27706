"""The one reader of cells."""

from __future__ import annotations

import pytest

from headwater.loaders.cells.cells import names_of


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
