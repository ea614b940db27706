import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from headwater.graph.errors import FileRefused
from headwater.loaders.input.files import open_files
from headwater.loaders.lists.mapping import Column, Mapping, load_mapping, propose_for, save_mapping
from tests.loaders.lists.made import LISTS, write_csv

FIELDS = ("name", "address", "city", "postal_code", "country", "product", "workers", "women", "parent", "os_id")


def write_xlsx(path: Path, rows: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def write_ods(path: Path, rows: list[list[str]]) -> Path:
    cells = [
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>' for c in r
        )
        + "</table:table-row>"
        for r in rows
    ]
    spaces = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text", "manifest")
    )
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet1">{"".join(cells)}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest {spaces} manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", body)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "ods": write_ods}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("language", LISTS)
def test_headers_in_five_languages_find_their_fields_in_every_format(tmp_path, language, kind):
    rows = LISTS[language]
    mapping = propose_for(open_files([WRITERS[kind](tmp_path / f"list.{kind}", rows)]))
    headers = [h for i, h in enumerate(rows[0]) if i not in (9, 10, 12)]
    assert {c.field: c.column for c in mapping.columns} == dict(zip(FIELDS, headers, strict=True))
    assert {x.column for x in mapping.excluded} == {rows[0][9], rows[0][10]}
    assert mapping.others == (rows[0][12],)
    assert mapping.of("women").unit == "percent"
    assert all(c.confidence >= 0.5 and c.why for c in mapping.columns)


def table(tmp_path: Path, text: str) -> Mapping:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return propose_for(open_files([path]))


def test_columns_without_telling_headers_are_found_by_their_cells(tmp_path):
    mapping = table(
        tmp_path,
        "A,B,C,D\nInk Mill Ltd,Vietnam,VN2020123ABCDE7,5493001KJTIIGC8Y1R12\nPen Factory Co.,China,CN2020123ABCDE8,\n"
        "Cap Garments,India,IN2020123ABCDE9,\n",
    )
    assert {c.field: c.column for c in mapping.columns} == {"name": "A", "country": "B", "os_id": "C", "lei": "D"}


def test_a_column_of_mail_addresses_is_never_read_whatever_its_header(tmp_path):
    mapping = table(tmp_path, "Factory,Remarks two\nInk Mill,anna@example.org\nPen Mill,bo@example.org\n")
    assert [(x.column, x.why) for x in mapping.excluded] == [("Remarks two", "its cells hold e-mail addresses")]


def test_a_header_that_its_cells_contradict_is_not_taken(tmp_path):
    mapping = table(tmp_path, "Factory,Country,Workers\nInk Mill,blue,many\nPen Mill,red,few\nCap Mill,green,some\n")
    assert {c.field for c in mapping.columns} == {"name"}


def test_a_supplier_beside_a_factory_is_the_group(tmp_path):
    mapping = table(tmp_path, "Supplier,Factory,Country\nInk Group,Ink Mill 1,VN\nInk Group,Ink Mill 2,VN\n")
    assert {c.field: c.column for c in mapping.columns} == {
        "name": "Factory",
        "parent": "Supplier",
        "country": "Country",
    }


@pytest.mark.parametrize(
    ("header", "cells", "unit", "decimal"),
    [
        ("Women", ["71.0%", "4%"], "percent", "auto"), ("Women", ["0.71", "0.04"], "fraction", "auto"),
        ("Women", ["710", "44"], "count", "auto"), ("% women", ["71", "44"], "percent", "auto"),
        ("Women", ["71", "44"], "unknown", "auto"), ("% women", ["710", "44"], "unknown", "auto"),
        ("% women", ["71,5", "44"], "percent", "comma"), ("Women", ["1", "1"], "unknown", "auto"),
    ],
)  # fmt: skip
def test_per_cent_fractions_and_head_counts_are_told_apart_by_header_and_column(tmp_path, header, cells, unit, decimal):
    rows = "\n".join(f"Mill {i};{c}" for i, c in enumerate(cells))
    column = table(tmp_path, f"Factory;{header}\n{rows}\n").of("women")
    assert (column.unit, column.decimal) == (unit, decimal)


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [(["1.017", "12"], "auto"), (["1,017", "1,234,567"], "point"), (["1.017", "1.234.567"], "comma"), (["12"], "auto")],
)
def test_marks_are_found_from_the_whole_column_or_left_open(tmp_path, cells, decimal):
    rows = "\n".join(f"Mill {i};{c}" for i, c in enumerate(cells))
    assert table(tmp_path, f"Factory;Workers\n{rows}\n").of("workers").decimal == decimal


def test_a_mapping_survives_its_file_and_its_version_hangs_on_what_it_makes(tmp_path):
    mapping = table(tmp_path, "Factory,Country,Email\nInk Mill,Vietnam,a@example.org\n")
    assert load_mapping(save_mapping(mapping, tmp_path / "m.yaml")) == mapping
    other = mapping.model_copy(update={"columns": tuple(c.model_copy(update={"why": "x"}) for c in mapping.columns)})
    assert other.version == mapping.version
    fewer = mapping.model_copy(update={"columns": mapping.columns[:1]})
    assert fewer.version != mapping.version


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("columns: [", "not YAML"), ("columns: 3\n", "columns"), ("columns:\n- {field: shoe, column: A}\n", "shoe"),
        ("columns:\n- {field: name, column: A}\n- {field: name, column: B}\n", "twice"),
        ("columns:\n- {field: name, column: A, colour: red}\n", "colour"), ("", "mapping"),
    ],
)  # fmt: skip
def test_a_mapping_that_is_wrong_says_where(tmp_path, text, says):
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused, match=says):
        load_mapping(path)


def test_a_mapping_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="not_found"):
        load_mapping(tmp_path / "none.yaml")


def test_without_a_name_the_mapping_says_what_is_missing(tmp_path):
    mapping = table(tmp_path, "Country,Workers\nVietnam,12\nChina,13\n")
    assert mapping.missing == ("name",)
    assert "no column for 'name'" in mapping.words()


def test_a_title_above_the_header_is_passed_over(tmp_path):
    rows = [
        ["Our suppliers, as of March 2024", "", ""],
        ["Factory", "Country", "Workers"],
        ["Ink Mill", "Vietnam", "12"],
    ]
    mapping = propose_for(open_files([write_xlsx(tmp_path / "l.xlsx", rows)]))
    assert {c.field for c in mapping.columns} == {"name", "country", "workers"}


def test_a_column_named_by_a_person_is_as_sure_as_can_be():
    assert Column(field="name", column="A").confidence == 1.0


@pytest.mark.parametrize(
    "headers",
    [
        ["Tên nhà máy", "Địa chỉ", "Quốc gia", "Sản phẩm", "Số công nhân", "Người liên hệ"],
        ["Fabrika adı", "Adres", "Ülke", "Ürün", "Çalışan sayısı", "Yetkili kişi"],
        ["Nome da fábrica", "Endereço", "País", "Produto", "Trabalhadores", "Contato"],
    ],
)
def test_headers_in_vietnamese_turkish_and_portuguese_are_known_too(tmp_path, headers):
    rows = [headers, ["Ink Mill", "1 Made-up Rd", "Vietnam", "shirts", "12", "A. Nobody"]]
    mapping = propose_for(open_files([write_csv(tmp_path / "l.csv", rows)]))
    assert {c.field: c.column for c in mapping.columns} == dict(
        zip(("name", "address", "country", "product", "workers"), headers[:5], strict=True)
    )
    assert [x.column for x in mapping.excluded] == headers[5:]
