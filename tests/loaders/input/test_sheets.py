"""Workbooks: cells as text, and what is refused before it fills the memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlwt

from headwater.loaders.input.tables import Table
from tests.loaders.input.made import codes, refused


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


ROWS: list[list[object]] = [["Title"], [], ["name", "country", "code"], ["A", "DE", 97220.0], ["B", "FR", 0.71]]


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
