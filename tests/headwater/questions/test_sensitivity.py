"""Sensitivity: what it says a number moves is what another pack with that number gives."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

import headwater
from headwater.door import Door
from headwater.graph.errors import NotFound
from tests.running import ROOT, TODAY


def test_a_number_moves_the_result_as_a_pack_with_it_would(door: Door, url: str, tmp_path: Path) -> None:
    got = door.sensitivity("Gin", issue="osh")
    assert [r.swing for r in got.rows] == sorted((r.swing for r in got.rows), reverse=True)
    assert got.header == door.header()
    first = got.rows[0]
    assert (first.table, first.id, first.value) == ("priors", "world", 0.1)
    folder = tmp_path / "garment"
    shutil.copytree(ROOT / "graph" / "vocabulary" / "garment", folder)
    with (folder / "priors.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    place = lines[0].index("mean")
    lines[first.row - 1][place] = str(first.low)
    with (folder / "priors.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    with headwater.open(url, pack=str(folder), today=TODAY) as other:
        (value,) = [r.value for r in other.score(issue="osh").rows if r.name == "Gin"]
    assert value == pytest.approx(first.at_low) and value < first.base == got.results["osh"] < first.at_high


def test_a_stranger_is_refused(door: Door) -> None:
    with pytest.raises(NotFound, match="Nobody"):
        door.sensitivity("Nobody")
