"""The pack in words: every line of its files, with unit, source and reason."""

from __future__ import annotations

import csv

import pytest

from headwater.door import Door
from headwater.graph.errors import NotFound
from tests.running import ROOT

FOLDER = ROOT / "graph" / "vocabulary" / "garment"


def test_every_line_of_every_file_is_there(door: Door) -> None:
    got = door.pack()
    assert {t.file for t in got.tables} == {p.name for p in FOLDER.glob("*.csv")}
    for table in got.tables:
        with (FOLDER / table.file).open(encoding="utf-8", newline="") as stream:
            assert len(table.lines) == len(list(csv.DictReader(stream))), table.file
    assert got.header == door.header() and got.version == door.header().pack and got.moved is None


def test_numbers_lie_in_their_ranges_and_say_where_they_are_from(door: Door) -> None:
    lines = [line for table in door.pack().tables for line in table.lines]
    ranged = [x for x in lines if x.low is not None and x.high is not None]
    assert {x.id for x in ranged} == {"listed", "world"} and all(x.low <= x.value <= x.high for x in ranged)
    assert all(line.source or line.reason or line.assumed for line in lines)
    assert all(line.unit for line in lines if line.value is not None)
    assert door.pack().unchecked == sum(not line.checked for line in lines)


def test_what_numbers_move_is_said_of_one_company(door: Door) -> None:
    moved = door.pack(sensitivity="Gin", issue="osh").moved
    assert "Gin" in moved.heading and moved.words["priors"]
    with pytest.raises(NotFound):
        door.pack(sensitivity="Nobody")
