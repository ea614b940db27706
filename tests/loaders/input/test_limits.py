"""What just fits a limit is read; one more is refused, by the limit's number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.loaders.input.files import open_path
from headwater.loaders.input.limits import COLUMNS, FIELD_CHARS, HEADER_ROWS, RAW_CHARS, RECORD_CHARS
from headwater.loaders.input.objects import json_lines
from headwater.loaders.input.tables import Table
from tests.loaders.input.made import codes, refused


@pytest.mark.parametrize("more, fits", [(0, True), (1, False)])
def test_columns_have_a_limit(table: Callable[..., Table], more: int, fits: bool) -> None:
    header = ",".join(["name", "country", *(f"c{i}" for i in range(COLUMNS - 2 + more))])
    if fits:
        assert list(table(header + "\n").rows()) == []
    else:
        refused("too_many_columns", lambda: table(header + "\n"))


@pytest.mark.parametrize("above, fits", [(HEADER_ROWS - 1, True), (HEADER_ROWS, False)])
def test_a_header_stands_within_the_first_rows(table: Callable[..., Table], above: int, fits: bool) -> None:
    text = "a title,\n" * above + "name,country\nA,DE\n"
    if fits:
        assert table(text).header_row == HEADER_ROWS
    else:
        assert f"first {HEADER_ROWS} rows" in str(refused("header_missing", lambda: table(text)))


def test_quarantine_keeps_so_much_of_a_row(table: Callable[..., Table]) -> None:
    t = table("name,country\n" + "x" * (FIELD_CHARS + 1) + ",DE\nB,FR\n")
    assert codes(t)[1] == (3, None)
    bad = next(t.rows()).rejected
    assert bad is not None and len(bad.raw) == RAW_CHARS


def test_a_line_longer_than_any_record_is_no_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'"' + b"x" * RECORD_CHARS + b'"\n')
    error = refused("record_too_long", lambda: list(json_lines(open_path(path)[0])))
    assert f"{RECORD_CHARS:,}" in str(error)
