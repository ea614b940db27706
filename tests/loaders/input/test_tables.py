"""What comes of files, good and bad, before any format is known (reliability.md 3, category L)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.graph.errors import FileRefused
from headwater.loaders.input.files import open_path
from headwater.loaders.input.headers import fold_header
from headwater.loaders.input.limits import COLUMNS
from headwater.loaders.input.probe import FileProbe
from headwater.loaders.input.tables import Table
from tests.loaders.input.made import refused


def test_an_empty_file_is_refused(table: Callable[..., Table]) -> None:
    refused("empty", lambda: table(b""))
    refused("empty", lambda: table(b"\xef\xbb\xbf \r\n\n"))


def test_a_header_alone_is_no_rows_and_says_so(table: Callable[..., Table]) -> None:
    t = table("name,country\n")
    assert list(t.rows()) == []
    assert "no rows" in " ".join(t.notes)


def test_a_missing_column_says_what_was_expected_and_found(table: Callable[..., Table]) -> None:
    error = refused("column_missing", lambda: table("name,land\nA,DE\n"))
    assert "'country'" in str(error) and "'land'" in str(error) and "list.csv" in str(error)


def test_no_header_at_all_says_what_was_expected(table: Callable[..., Table]) -> None:
    error = refused("header_missing", lambda: table("Acme,Hanoi\nWren,Dhaka\n"))
    assert "'name'" in str(error)


@pytest.mark.parametrize("header", ["name,name,country", "Name, name ,country"])
def test_headers_that_stand_twice_are_refused_with_both_places(table: Callable[..., Table], header: str) -> None:
    error = refused("header_duplicate", lambda: table(header + "\na,b,c\n"))
    assert "columns 1 and 2" in str(error)


@pytest.mark.parametrize("more, fits", [(0, True), (1, False)])
def test_columns_have_a_limit(table: Callable[..., Table], more: int, fits: bool) -> None:
    header = ",".join(["name", "country", *(f"c{i}" for i in range(COLUMNS - 2 + more))])
    if fits:
        assert list(table(header + "\n").rows()) == []
    else:
        refused("too_many_columns", lambda: table(header + "\n"))


@pytest.mark.parametrize(
    "content, what",
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"MZ\x90", "program"),
        (b"PK\x03\x04junk", "damaged"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=what):
        FileProbe(open_path(path)[0]).look()


@pytest.mark.parametrize("first", ["PK", "MZ", "BM"])
def test_a_header_that_begins_like_a_program_or_archive_is_still_text(table: Callable[..., Table], first: str) -> None:
    assert len(list(table(f"{first},name,country\n1,A,DE\n").rows())) == 1


def test_a_file_that_changes_while_it_is_read_is_refused(table: Callable[..., Table]) -> None:
    t = table("name,country\nA,DE\nB,DE\n")
    rows = t.rows()
    next(rows)
    with t.file.path.open("a") as stream:
        stream.write("C,DE\n")
    refused("changed_during_read", lambda: list(rows))


def test_title_rows_stand_above_the_header_and_are_kept(table: Callable[..., Table]) -> None:
    t = table("Our list,\nas of DEC 2025,\n\nName,Country\nA,DE\n")
    assert t.header_row == 4
    assert t.title == ("Our list", "as of DEC 2025")
    assert [r.number for r in t.rows()] == [5]


def test_without_expected_columns_the_first_row_of_words_is_the_header(table: Callable[..., Table]) -> None:
    t = table("Lieferantenliste 2024,,\nFirma,Land,Beschäftigte\nA,DE,12\n", required=())
    assert t.headers == ("Firma", "Land", "Beschäftigte")


def test_cells_are_trimmed_of_spaces_of_every_kind_and_empty_is_none(table: Callable[..., Table]) -> None:
    row = next(table("name,country\n\u00a0A\u3000 ,\u200b\n").rows())
    assert row.text(0) == "A" and row.text(1) is None and row.text(None) is None


def test_headers_are_found_however_they_are_spelt(table: Callable[..., Table]) -> None:
    t = table("NAME ,Country / Region,% Female_Workers\nA,DE,1\n", required=(("name",), ("country region",)))
    assert t.column("% female workers") == 2
    assert t.column("Female Workers") is None
    assert fold_header("Ländername") == "ländername"
