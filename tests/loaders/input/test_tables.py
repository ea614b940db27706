"""What comes of files, good and bad, before any format is known (reliability.md 3, category L)."""

from __future__ import annotations

from collections.abc import Callable

from headwater.loaders.input.tables import Table
from tests.loaders.input.made import refused


def test_an_empty_file_is_refused(table: Callable[..., Table]) -> None:
    refused("empty", lambda: table(b""))
    refused("empty", lambda: table(b"\xef\xbb\xbf \r\n\n"))


def test_a_header_alone_is_no_rows_and_says_so(table: Callable[..., Table]) -> None:
    t = table("name,country\n")
    assert list(t.rows()) == []
    assert "no rows" in " ".join(t.notes)


def test_a_file_that_changes_while_it_is_read_is_refused(table: Callable[..., Table]) -> None:
    t = table("name,country\nA,DE\nB,DE\n")
    rows = t.rows()
    next(rows)
    with t.file.path.open("a") as stream:
        stream.write("C,DE\n")
    refused("changed_during_read", lambda: list(rows))


def test_cells_are_trimmed_of_spaces_of_every_kind_and_empty_is_none(table: Callable[..., Table]) -> None:
    row = next(table("name,country\n\u00a0A\u3000 ,\u200b\n").rows())
    assert row.text(0) == "A" and row.text(1) is None and row.text(None) is None
