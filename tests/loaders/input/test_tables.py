"""What comes of files, good and bad, before any format is known (reliability.md 3, category L)."""

from __future__ import annotations

import hashlib
import io
import os
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt

from headwater.graph.errors import FileRefused
from headwater.loaders.input import texts
from headwater.loaders.input.files import content_hash, open_files, open_path
from headwater.loaders.input.headers import fold_header
from headwater.loaders.input.limits import COLUMNS, FIELD_CHARS
from headwater.loaders.input.probe import FileProbe
from headwater.loaders.input.tables import Table, open_table

WANTED = (("name",), ("country",))


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Table]:
    def make(content: bytes | str, name: str = "list.csv", required: object = WANTED) -> Table:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_table(open_path(path)[0], required)  # type: ignore[arg-type]

    return make


def codes(t: Table) -> list[tuple[int, str | None]]:
    return [(r.number, r.rejected.code if r.rejected else None) for r in t.rows()]


def refused(code: str, make: Callable[[], object]) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        make()
    assert caught.value.code == code, caught.value
    assert caught.value.exit_code == 4
    return caught.value


# Paths ---------------------------------------------------------------------------------------------


def test_a_folder_is_one_path_with_its_files_by_name_and_no_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.csv", "b/a.csv", ".hidden", "A.csv"):
        (tmp_path / name).write_text(name)
    found = open_path(tmp_path)
    assert [f.name for f in found] == ["A.csv", "b/a.csv", "z.csv"]
    assert found[0].sha256 == hashlib.sha256(b"A.csv").hexdigest()


def test_the_content_hash_of_a_folder_is_over_names_and_hashes_whatever_the_order(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(name)
    files = open_path(tmp_path)
    assert content_hash(files) == content_hash(files[::-1])
    assert content_hash(files[:1]) == files[0].sha256
    before = content_hash(files)
    (tmp_path / "b.csv").rename(tmp_path / "c.csv")
    assert content_hash(open_path(tmp_path)) != before


def test_several_paths_with_one_name_keep_apart(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "list.csv").write_text(folder)
    names = [f.name for f in open_files([tmp_path / "x/list.csv", tmp_path / "y/list.csv"])]
    assert len(set(names)) == 2


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    refused("not_found", lambda: open_path(tmp_path / "nothing.csv"))
    refused("empty", lambda: open_path(tmp_path))
    os.mkfifo(tmp_path / "pipe")
    refused("not_regular", lambda: open_path(tmp_path / "pipe"))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "secret.csv").write_text("x")
    (inbox / "link.csv").symlink_to(tmp_path / "secret.csv")
    refused("path", lambda: open_path(inbox))


# Whole files ---------------------------------------------------------------------------------------


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


# Encodings -----------------------------------------------------------------------------------------


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


# Lines and cells -----------------------------------------------------------------------------------


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
    assert bool(t.notes) == (mark != ",")


def test_a_delimiter_that_cannot_be_told_is_refused(table: Callable[..., Table]) -> None:
    refused("dialect", lambda: table("name,a;b\nc,d;e\n"))


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


# Workbooks -----------------------------------------------------------------------------------------


def xlsx(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows: list[list[object]]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("list")
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            sheet.write(i, j, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ROWS: list[list[object]] = [["Title"], [], ["name", "country", "code"], ["A", "DE", 97220.0], ["B", "FR", 0.71]]


def ods(rows: list[list[object]]) -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = "".join(
        "<table:table-row>" + ("".join(cell(c) for c in r) or "<table:table-cell/>") + "</table:table-row>"
        for r in rows
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
        f'xmlns:text="{urn}:text:1.0"><office:body><office:spreadsheet><table:table table:name="s">{lines}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mime}"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", mime)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


@pytest.mark.parametrize("content, kind", [(xlsx({"s": ROWS}), "xlsx"), (xls(ROWS), "xls"), (ods(ROWS), "ods")])
def test_a_workbook_reads_like_a_text_file_with_the_rows_of_the_sheet(
    table: Callable[..., Table], content: bytes, kind: str
) -> None:
    t = table(content, f"list.{kind}")
    assert (t.kind, t.header_row, t.title) == (kind, 3, ("Title",))
    assert [(r.number, r.cells) for r in t.rows()] == [(4, ("A", "DE", "97220")), (5, ("B", "FR", "0.71"))]


@pytest.mark.parametrize("content", [xlsx({"s": ROWS}), xls(ROWS)])
def test_a_wrong_ending_is_noted_and_the_content_decides(table: Callable[..., Table], content: bytes) -> None:
    t = table(content, "list.csv")
    assert len(list(t.rows())) == 2
    assert "whatever its name says" in " ".join(t.notes)


def test_text_named_as_a_workbook_is_read_as_text(table: Callable[..., Table]) -> None:
    t = table("name,country\nA,DE\n", "list.xlsx")
    assert t.kind == "csv" and t.notes


def test_of_several_sheets_the_one_with_the_header_is_read(table: Callable[..., Table]) -> None:
    t = table(xlsx({"about": [["Written in May"]], "data": ROWS}), "list.xlsx")
    assert t.sheet == "data" and len(list(t.rows())) == 2
    error = refused("sheet_ambiguous", lambda: table(xlsx({"one": ROWS, "two": ROWS}), "list.xlsx"))
    assert "'one'" in str(error) and "'two'" in str(error)


def test_a_number_too_long_to_be_exact_goes_to_quarantine(table: Callable[..., Table]) -> None:
    t = table(xlsx({"s": [["name", "country", "id"], ["A", "DE", 12345678901234567890.0]]}), "list.xlsx")
    assert codes(t) == [(2, "precision_lost")]


def test_a_damaged_workbook_is_refused(table: Callable[..., Table]) -> None:
    whole = xlsx({"s": ROWS})
    refused("broken", lambda: table(whole[: len(whole) // 2], "list.xlsx"))
    refused("broken", lambda: table(xls(ROWS)[:600], "list.xls"))


def test_an_encrypted_workbook_is_refused(table: Callable[..., Table]) -> None:
    # What Office writes: an OLE container whose folder names the stream EncryptedPackage.
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    refused("encrypted", lambda: table(ole, "list.xlsx"))


def repacked(content: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info)))
        for name, body in (extra or {}).items():
            new.writestr(name, body)
    return out.getvalue()


def test_entities_in_a_workbook_are_refused(table: Callable[..., Table]) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    bad = repacked(xlsx({"s": ROWS}), lambda n, b: bomb + b if n.endswith("sheet1.xml") else b)
    refused("xml_entity", lambda: table(bad, "list.xlsx"))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(table: Callable[..., Table]) -> None:
    bad = repacked(xlsx({"s": ROWS}), lambda n, b: b, {"xl/media/big.bin": b"\0" * (32 << 20)})
    refused("archive_ratio", lambda: table(bad, "list.xlsx"))


@pytest.mark.parametrize(
    "old, new",
    [
        ("<table:table-row>", '<table:table-row table:number-rows-repeated="1048000">'),
        ('office:value="0.71"', 'office:value="0.71" table:number-columns-repeated="900000"'),
    ],
)
def test_cells_repeated_without_end_are_refused(table: Callable[..., Table], old: str, new: str) -> None:
    bad = repacked(ods(ROWS), lambda n, b: b.replace(old.encode(), new.encode()))
    refused("sheet_too_large", lambda: table(bad, "list.ods"))


def test_empty_cells_repeated_to_the_end_of_the_sheet_are_nothing(table: Callable[..., Table]) -> None:
    cell = b'<table:table-cell table:number-columns-repeated="16384"/>'
    row = b'<table:table-row table:number-rows-repeated="1048000">' + cell + b"</table:table-row>"
    end = row + b"</table:table>"
    t = table(repacked(ods(ROWS), lambda n, b: b.replace(b"</table:table>", end)), "list.ods")
    assert [r.number for r in t.rows()] == [4, 5]


def test_an_archive_that_is_no_workbook_says_to_unpack_it(table: Callable[..., Table]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("list.csv", "name,country")
    assert "unpack" in str(refused("type", lambda: table(out.getvalue(), "list.zip")))


def test_a_path_out_of_the_archive_is_refused(table: Callable[..., Table]) -> None:
    refused("archive_path", lambda: table(repacked(xlsx({"s": ROWS}), lambda n, b: b, {"../x": b""}), "list.xlsx"))


def test_a_sheet_whose_cells_stand_far_apart_is_refused_before_it_fills_the_memory(table: Callable[..., Table]) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"], book.active["XFD1048576"] = "name", "country", "x"
    out = io.BytesIO()
    book.save(out)
    refused("sheet_too_large", lambda: table(out.getvalue(), "list.xlsx"))
