"""Brand lists on odd and bad input of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from headwater.graph.errors import FileRefused
from headwater.graph.records import Party, PartyKind, Relation, RelationKind
from headwater.loaders.input.files import open_path
from headwater.loaders.port import Options, Row
from headwater.loaders.registry import detect, get_loader
from tests.loaders.formats.made import codes, facility, read

HEAD = (
    'Factory Name,Factory Type,Product Type,"Heath, Inc. Brand(s)",Supplier Group,Address,City,State,Postal Code,'
    "Country,Total Workers,% Female Workers,Contact Name,Subcons\n"
)


def rows_of(tmp_path: Path, *lines: str, head: str = HEAD, encoding: str = "utf-8", **said: Any) -> list[Row]:
    path = tmp_path / "list.csv"
    path.write_bytes((head + "".join(f"{x}\n" for x in lines)).encode(encoding))
    return read("brand-list", path, **said)


def test_a_row_without_a_country_is_taken_flagged_and_proposed_but_never_stated(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, "Lark,FINISHED GOODS,Apparel,HEATH,,1 Road,Dhaka,,,,10,50,,")
    lark = facility(row)
    assert codes(row) == ["country_missing"]
    assert lark.country is None and lark.country_proposed == "BD"
    assert lark.country_reason is not None and "Dhaka" in lark.country_reason


def test_shifted_cells_make_no_wrong_fact(tmp_path: Path) -> None:
    """The State cell names another country than the Country cell: neither is believed."""
    shifted, fine = rows_of(
        tmp_path,
        "Lark,FINISHED GOODS,Apparel,HEATH,,1 Road,Nowhere,VIETNAM,x,CHINA,10,50,,",
        "Wren,FINISHED GOODS,Apparel,HEATH,,1 Road,Atlanta,GEORGIA,x,USA,10,50,,",
    )
    assert facility(shifted).country is None and facility(shifted).region is None
    assert codes(shifted) == ["region_is_country", "country_doubtful"]
    assert (facility(fine).country, facility(fine).region, codes(fine)) == ("US", "US-GA", [])


def test_a_country_cell_that_is_none_keeps_its_raw_text_in_the_warning(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, "Lark,FINISHED GOODS,Apparel,HEATH,,1 Road,,,,30-71008366-1,10,50,,")
    assert facility(row).country is None
    assert [(w.code, w.raw, w.column) for w in row.warnings] == [("country_unknown", "30-71008366-1", "Country")]


def test_contact_persons_are_never_read(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, "Lark,FINISHED GOODS,Apparel,HEATH,,1 Road,,,,China,10,50,Ada Person,")
    assert "Ada Person" not in "".join(r.model_dump_json() for r in row.records)
    (bad,) = rows_of(tmp_path, ",FINISHED GOODS,Apparel,HEATH,,1 Road,,,,China,10,50,Ada Person,")
    assert bad.rejected is not None and "HEATH" in bad.rejected.raw and "Ada Person" not in bad.rejected.raw


def test_each_brand_of_a_cell_buys_and_belongs_to_the_group_of_the_header(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, 'Lark,MATERIALS,Footwear,"HEATH, MOOR",,1 Road,,,,China,10,50,,')
    links = [r for r in row.records if isinstance(r, Relation)]
    assert [(r.kind, r.end, r.tier, r.confidence) for r in links if r.start == facility(row).key] == [
        (RelationKind.SUPPLIES, "brand:heath", 2, 0.95),
        (RelationKind.SUPPLIES, "brand:moor", 2, 0.95),
    ]
    assert {(r.start, r.end) for r in links if r.kind is RelationKind.MEMBER_OF} == {
        ("brand:heath", "group:heath"),
        ("brand:moor", "group:heath"),
    }
    group = next(r for r in row.records if isinstance(r, Party) and r.kind is PartyKind.GROUP)
    assert group.provenance.row == 1 and group.name == "Heath, Inc."


def test_an_empty_brand_cell_is_the_buyer_where_the_user_says_so_else_nobody(tmp_path: Path) -> None:
    line = "Lark,FINISHED GOODS,Apparel,,,1 Road,,,,China,10,50,,"
    (silent,) = rows_of(tmp_path, line)
    assert codes(silent) == ["brand_missing"] and len(silent.records) == 1
    (said,) = rows_of(tmp_path, line, buyer="Heath")
    assert "brand:heath" in {r.end for r in said.records if isinstance(r, Relation)}


def test_keys_do_not_depend_on_the_place_of_a_row(tmp_path: Path) -> None:
    a, b = "Lark,F,A,HEATH,,1 Road,,,,China,10,50,,", "Wren,F,A,HEATH,,2 Road,,,,China,10,50,,"
    one = {facility(r).key for r in rows_of(tmp_path, a, b)}
    assert one == {facility(r).key for r in rows_of(tmp_path, b, a)} and len(one) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_facility(tmp_path: Path, encoding: str) -> None:
    (row,) = rows_of(tmp_path, "Confecções São José,F,A,HEATH,,Rua 1,,,,Brazil,10,50,,", encoding=encoding)
    assert facility(row).name == "Confecções São José"


def test_xls_bytes_named_csv_are_read_by_their_content(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("list")
    for j, (head, cell) in enumerate(
        [("Factory Name", "Lark"), ("Brand(s)", "HEATH"), ("Country", "China"), ("Postal Code", 97220)]
    ):
        sheet.write(0, j, head)
        sheet.write(1, j, cell)
    book.save(str(tmp_path / "list.csv"))
    (row,) = read("brand-list", tmp_path / "list.csv")
    assert facility(row).postal_code == "97220"
    files = open_path(tmp_path / "list.csv")
    found = detect(files)
    assert found is not None and found.NAME == "brand-list"
    assert "XLS" in (found.describe(files, Options(source="s")).note or "")


def test_fractions_of_a_sheet_are_shares(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Factory Name", "Brand(s)", "Country", "% Female Workers", "% Migrant Workers"])
    book.active.append(["Lark", "HEATH", "China", 0.71, 0])
    book.active.append(["Wren", "HEATH", "China", 1, 0.04])
    book.save(tmp_path / "list.xlsx")
    lark, wren = (facility(r) for r in read("brand-list", tmp_path / "list.xlsx"))
    assert (lark.women_share, lark.migrant_share, wren.women_share, wren.migrant_share) == (0.71, 0.0, 1.0, 0.04)


def test_a_missing_column_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Factory Name,Country\nLark,China\n")
    with pytest.raises(FileRefused, match="Brand") as caught:
        read("brand-list", path)
    assert caught.value.code == "column_missing" and caught.value.exit_code == 4


def test_the_user_word_on_the_date_stands_above_the_title(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Data As Of DEC 2025,,\nFactory Name,Brand(s),Country\nLark,HEATH,China\n")
    loader, files = get_loader("brand-list"), open_path(path)
    assert loader.describe(files, Options(source="s")).dated == "2025-12"
    assert loader.describe(files, Options(source="s", dated="2024")).dated == "2024"
    (row,) = loader.read(files, Options(source="s", dated="2024"))
    assert row.records[0].provenance.dated == "2024"
