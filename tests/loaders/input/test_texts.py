"""Text files: encodings, lines, records, delimiters."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.loaders.input import texts
from headwater.loaders.input.files import open_path
from headwater.loaders.input.limits import FIELD_CHARS
from headwater.loaders.input.tables import Table
from tests.loaders.input.made import codes, refused


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_reads_the_same_in_every_encoding_it_may_have(table: Callable[..., Table], codec: str) -> None:
    t = table("name,country\nMüller & Söhne,Österreich\n".encode(codec))
    assert t.headers == ("name", "country")
    assert [r.cells for r in t.rows()] == [("Müller & Söhne", "Österreich")]


def test_utf16_without_its_mark_is_not_taken_for_text(table: Callable[..., Table]) -> None:
    refused("header_missing", lambda: table("name,country\nA,DE\n".encode("utf-16-le")))


def test_a_gbk_file_is_refused_with_the_place_of_its_first_odd_byte(table: Callable[..., Table]) -> None:
    error = refused("encoding", lambda: table("name,country\n东莞服装有限公司,中国\n".encode("gbk")))
    assert "offset 13" in str(error)


def test_single_lines_that_cannot_be_decoded_go_to_quarantine_and_no_replacement_character_is_made(
    table: Callable[..., Table],
) -> None:
    t = table(b"name,country\nM\xc3\xbcller,DE\nS\xf6hne,DE\n" + "小田,JP\n".encode() + b"\xed\xa0\x80,DE\nLast,DE\n")
    assert codes(t) == [(2, None), (3, "encoding"), (4, None), (5, "encoding"), (6, None)]
    assert not any("\ufffd" in c for r in t.rows() for c in r.cells)
    bad = [r.rejected for r in t.rows() if r.rejected]
    assert "\\udcf6" in bad[0].raw
    bad[0].raw.encode()


@pytest.mark.parametrize("ends", [("\n",) * 5, ("\r\n",) * 5, ("\r",) * 5, ("\r", "\n", "\r\n", "\r", "\n")])
def test_line_numbers_count_every_kind_of_line_end(table: Callable[..., Table], ends: tuple[str, ...]) -> None:
    lines = ["name,country", "A,DE", "", "B,FR", "C,IT"]
    t = table("".join(a + b for a, b in zip(lines, ends, strict=True)).encode())
    assert [(r.number, r.cells[0]) for r in t.rows()] == [(2, "A"), (4, "B"), (5, "C")]


def test_a_line_break_within_quotation_marks_keeps_the_numbers_of_later_rows(table: Callable[..., Table]) -> None:
    t = table('name,country\n"A\nsecond\nthird",DE\nB,FR\n"say ""hi""",IT\n')
    assert [(r.number, r.cells) for r in t.rows()] == [
        (2, ("A\nsecond\nthird", "DE")),
        (5, ("B", "FR")),
        (6, ('say "hi"', "IT")),
    ]


def test_a_quotation_mark_never_closed_costs_its_own_line_only(table: Callable[..., Table]) -> None:
    rows = [f"Factory {i},DE" for i in range(20_000)]
    rows[10] = '"Factory 10,DE'
    found = codes(table("name,country\n" + "\n".join(rows) + "\n"))
    assert [f for f in found if f[1]] == [(12, "quote")]
    assert len(found) == len(rows)


def test_a_long_text_file_is_read_in_the_memory_of_a_short_one(table: Callable[..., Table]) -> None:
    t = table("name,country\n" + f'"{"x" * 150}, Ltd",DE\n{"y" * 150},FR\n' * 20_000)
    tracemalloc.start()
    try:
        assert sum(1 for _ in t.rows()) == 40_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1 << 20  # the file has 6 MB


def test_rows_too_short_or_too_long_go_to_quarantine_and_the_rest_stays(table: Callable[..., Table]) -> None:
    t = table("name,country,sector\nA,DE\nB,DE,x,y\nC,DE,x\nD,DE,x,\n")
    assert codes(t) == [(2, "field_count"), (3, "field_count"), (4, None), (5, None)]


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x1b"])
def test_control_characters_go_to_quarantine(table: Callable[..., Table], mark: str) -> None:
    assert codes(table(f"name,country\nA{mark}B,DE\nC,DE\n")) == [(2, "control_char"), (3, None)]


@pytest.mark.parametrize(
    "length, code", [(FIELD_CHARS - 1, None), (FIELD_CHARS, None), (FIELD_CHARS + 1, "field_too_long")]
)
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_has_a_greatest_length(table: Callable[..., Table], length: int, code: str | None, quote: str) -> None:
    t = table(f"name,country\n{quote}{'x' * length}{quote},DE\nB,DE\n")
    assert codes(t) == [(2, code), (3, None)]


def test_a_line_without_end_is_refused_before_it_fills_the_memory(
    table: Callable[..., Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "RECORD_CHARS", 1000)
    refused("record_too_long", lambda: table("name,country\nA,DE\n" + "x" * 1001 + "\n"))
    later = table("name,country\n" + "A,DE\n" * 100 + "x" * 1001 + "\n")
    refused("record_too_long", lambda: list(later.rows()))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_delimiter_is_found(table: Callable[..., Table], mark: str) -> None:
    t = table(f'name{mark}country\n"A, B; C"{mark}DE\nD{mark}FR\n')
    assert [r.cells for r in t.rows()] == [("A, B; C", "DE"), ("D", "FR")]
    said = {";": ["list.csv: cells are parted by ';'"], "\t": ["list.csv: cells are parted by 'tab'"]}
    assert t.notes == said.get(mark, [])


def test_a_delimiter_that_cannot_be_told_is_refused(table: Callable[..., Table]) -> None:
    refused("dialect", lambda: table("name,a;b\nc,d;e\n"))


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.sampled_from([*'a",;\n\r\t\x0b\x00é', "\r\n", "\n", ',"b"', '"c\nd"', " "]), max_size=40),
    st.integers(1, 30),
)
def test_a_block_of_plain_lines_makes_the_records_that_careful_reading_makes(parts: list[str], block: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "_BLOCK", block)
        path = Path(folder) / "l.csv"
        path.write_text("".join(parts) or "x", encoding="utf-8", newline="")
        (file,) = open_path(path)
        quick, careful = (texts.Encoding("utf-8-sig", errors) for errors in ("surrogateescape", "strict"))
        assert list(texts.records(file, quick, ",")) == list(texts.records(file, careful, ","))
