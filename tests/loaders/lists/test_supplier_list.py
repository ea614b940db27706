"""What loaders of supplier lists share."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.graph.errors import FileRefused
from headwater.loaders.input.files import open_path
from headwater.loaders.input.probe import probes_of
from headwater.loaders.input.tables import open_table
from headwater.loaders.lists.links import FirstTime
from headwater.loaders.lists.supplier_list import read_rows, single_table, sniff_columns

TEXT = "name,town,phone\nLark,Dhaka,+1\n,Paris,+2\nWren,Rome\n"


def test_each_row_is_made_or_says_why_not(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TEXT)
    table = open_table(open_path(tmp_path)[0])
    rows = list(read_rows(table, {"name": 0}, {}, lambda cells: iter(()), FirstTime(), missing="no name here"))
    assert [(r.number, r.rejected and r.rejected.code) for r in rows] == [
        (2, None), (3, "name_missing"), (4, "field_count"),
    ]  # fmt: skip
    nameless = rows[1].rejected
    assert nameless is not None and nameless.message == "no name here" and "+2" not in nameless.raw


@pytest.mark.parametrize(
    "required, known, sure",
    [([("name",)], (), 0.6), ([("name",)], ("town", "street"), 0.75), ([("name",)], ("town",), 0.9), ([("x",)], (), 0)],
)
def test_more_of_the_known_columns_is_surer(
    tmp_path: Path, required: list[tuple[str, ...]], known: tuple[str, ...], sure: float
) -> None:
    (tmp_path / "a.csv").write_text(TEXT)
    assert sniff_columns(probes_of(open_path(tmp_path)), required, known) == pytest.approx(sure)


def test_a_list_is_one_file(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(TEXT)
    files = open_path(tmp_path)
    assert sniff_columns(probes_of(files), [("name",)], ()) == 0
    assert single_table(files[:1]) == files[0]
    with pytest.raises(FileRefused, match=r"a\.csv, b\.csv"):
        single_table(files)
