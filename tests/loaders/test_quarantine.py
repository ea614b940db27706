"""The quarantine file opens safely and loses nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from headwater.loaders.port import Rejected
from headwater.loaders.quarantine import COLUMNS, write_quarantine


def read_back(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_rows_come_back_as_they_were_put(tmp_path: Path) -> None:
    bad = Rejected("список.csv", 7, None, "field_count", '3 cells, "quoted"', "a,b\nc")
    rows = read_back(write_quarantine(tmp_path / "new" / "q.csv", [bad]))
    assert rows == [
        {
            "file": "список.csv",
            "line": "7",
            "column": "",
            "code": "field_count",
            "message": '3 cells, "quoted"',
            "raw": "a,b\nc",
        }
    ]
    assert tuple(rows[0]) == COLUMNS


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(tmp_path: Path, start: str) -> None:
    bad = Rejected("a.csv", 1, f"{start}col", "number", "m", f'{start}HYPERLINK("x")')
    row = read_back(write_quarantine(tmp_path / "q.csv", [bad]))[0]
    assert row["raw"] == f"'{bad.raw}"
    assert row["column"] == f"'{start}col"


def test_bytes_that_never_were_text_do_not_break_the_file(tmp_path: Path) -> None:
    bad = Rejected("a.csv", 1, None, "encoding", "m", "A\udcf6\0B")
    row = read_back(write_quarantine(tmp_path / "q.csv", [bad]))[0]
    assert row["raw"] == "A\\udcf6\\x00B"
