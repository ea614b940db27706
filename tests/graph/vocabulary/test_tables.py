"""Which tables and settings a pack has: all of them, no others, and which may be left out."""

from __future__ import annotations

import csv
import shutil
import typing
from pathlib import Path

import pytest

from headwater.graph.errors import FileRefused
from headwater.graph.vocabulary import load_pack
from headwater.graph.vocabulary.lines import Line
from headwater.graph.vocabulary.pack import Pack
from headwater.graph.vocabulary.tables import ALPHA_MOST, COUNTED, FREE, OPTIONAL, SETTINGS, TABLES
from tests.graph.vocabulary.test_reading import GARMENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GARMENT, tmp_path / "mine"))


def test_each_table_is_a_field_of_the_pack_with_lines_of_its_model() -> None:
    hints = typing.get_type_hints(Pack)
    lines = {name: typing.get_args(kind)[0] for name, kind in hints.items() if typing.get_origin(kind) is tuple}
    assert {n: m for n, (_, m) in TABLES.items()} == {n: m for n, m in lines.items() if issubclass(m, Line)}
    assert {f for f, _ in TABLES.values()} == {p.name for p in GARMENT.glob("*.csv")}


@pytest.mark.parametrize("field", TABLES)
def test_each_line_of_a_file_is_one_of_the_pack_in_its_order(field: str) -> None:
    name, model = TABLES[field]
    with (GARMENT / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert set(rows[0]) <= set(model.model_fields) - {"row"}
    held = getattr(load_pack(), field)
    assert [x.source for x in held] == [r["source"] for r in rows] and len(held) > 0
    assert [x.row for x in held] == sorted(x.row for x in held)


@pytest.mark.parametrize("field", TABLES)
def test_only_an_optional_table_may_be_left_out(field: str, folder: Path) -> None:
    for left in ("causes.csv", "differences.csv") if field == "points" else ():
        (folder / left).unlink()
    (folder / TABLES[field][0]).unlink()
    assert {"tags", "signs", "wages", "source_ranks", "inputs", "causes", "differences"} == OPTIONAL
    if field in OPTIONAL:
        assert getattr(load_pack(folder), field) == ()
    else:
        with pytest.raises(FileRefused, match=f"{TABLES[field][0]}.*missing"):
            load_pack(folder)


def test_every_setting_must_be_there_and_counts_are_whole_numbers_of_at_least_one(folder: Path) -> None:
    path = folder / "settings.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    assert {x.partition(",")[0] for x in lines[1:]} == SETTINGS and COUNTED | FREE < SETTINGS and not COUNTED & FREE
    pack = load_pack()
    assert all(pack.setting(n) == int(pack.setting(n)) >= 1 for n in COUNTED) and pack.setting("alpha") <= ALPHA_MOST
    assert all(0 <= pack.setting(n) <= 1 for n in SETTINGS - COUNTED - FREE)
    for line in lines[1::6]:
        path.write_text("".join(x for x in lines if x != line), "utf-8")
        with pytest.raises(FileRefused, match=f"no row for {line.partition(',')[0]}"):
            load_pack(folder)
