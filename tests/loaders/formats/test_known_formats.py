"""The loaders of known formats on odd and bad input of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from headwater.graph.errors import FileRefused
from headwater.graph.records import Assessment, Finding, Party, PartyKind, Prior, Relation, RelationKind
from headwater.loaders import detect, get_loader
from headwater.loaders.cells.cells import names_of
from headwater.loaders.cells.dates import as_of, in_name, parse
from headwater.loaders.cells.identifiers import os_id
from headwater.loaders.input.files import open_path
from headwater.loaders.lists.osh import contributor, parents, workers
from headwater.loaders.port import Options, Row

HEAD = (
    'Factory Name,Factory Type,Product Type,"Heath, Inc. Brand(s)",Supplier Group,Address,City,State,Postal Code,'
    "Country,Total Workers,% Female Workers,Contact Name,Subcons\n"
)


def read(name: str, path: Path, **said: Any) -> list[Row]:
    files, options = open_path(path), Options(source="s", **said)
    loader = get_loader(name)
    loader.describe(files, options)
    return list(loader.read(files, options))


def rows_of(tmp_path: Path, *lines: str, head: str = HEAD, encoding: str = "utf-8", **said: Any) -> list[Row]:
    path = tmp_path / "list.csv"
    path.write_bytes((head + "".join(f"{x}\n" for x in lines)).encode(encoding))
    return read("brand-list", path, **said)


def facility(row: Row) -> Party:
    found = row.records[0]
    assert isinstance(found, Party) and found.kind is PartyKind.FACILITY
    return found


def codes(row: Row) -> list[str]:
    return [w.code for w in row.warnings]


# Brand lists ---------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    "cell, names",
    [
        ("Framas Korea Vina Co., Ltd, Hapco Screen Printing", ["Framas Korea Vina Co., Ltd", "Hapco Screen Printing"]),
        ("E-Top (Vietnam) Co.,Ltd", ["E-Top (Vietnam) Co.,Ltd"]),
        ("A, LTD., B, Inc., C, S.R.L., D, LLC", ["A, LTD.", "B, Inc.", "C, S.R.L.", "D, LLC"]),
        ("HI TECH APPAREL CO LTD, BRANCH 70", ["HI TECH APPAREL CO LTD, BRANCH 70"]),
        ("Incas Ltd, Cotex, Incas Ltd", ["Incas Ltd", "Cotex"]),
        ("A, Incomo, Ltdex", ["A", "Incomo", "Ltdex"]),
        ("", []),
        (None, []),
    ],
)
def test_names_are_cut_at_commas_that_do_not_stand_before_a_legal_form(cell: str | None, names: list[str]) -> None:
    assert list(names_of(cell)) == names


def test_a_missing_column_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Factory Name,Country\nLark,China\n")
    with pytest.raises(FileRefused, match="Brand") as caught:
        read("brand-list", path)
    assert caught.value.code == "column_missing" and caught.value.exit_code == 4


@pytest.mark.parametrize(
    "title, date",
    [
        ("Data Export Data As Of DEC 2025", "2025-12"),
        ("Data As Of   February 2021", "2021-02"),
        ("as of: 2024-03-05 (draft)", "2024-03-05"),
        ("As of 3 March 2024", "2024-03-03"),
        ("As of March 3rd, 2024", "2024-03-03"),
        ("Filters (none)", None),
        ("As of last week", None),
        ("as of 20251", None),
    ],
)
def test_the_date_of_a_title(title: str, date: str | None) -> None:
    assert as_of([title]) == date


def test_dates_of_file_names() -> None:
    assert in_name("list_2023_merged.csv") == "2023"
    assert in_name("list_2023-04.csv") == "2023-04"
    assert in_name("2021_to_2023.csv") is None
    assert in_name("part12345.csv") is None
    assert parse("soon") is None


def test_the_user_word_on_the_date_stands_above_the_title(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Data As Of DEC 2025,,\nFactory Name,Brand(s),Country\nLark,HEATH,China\n")
    loader, files = get_loader("brand-list"), open_path(path)
    assert loader.describe(files, Options(source="s")).dated == "2025-12"
    assert loader.describe(files, Options(source="s", dated="2024")).dated == "2024"
    (row,) = loader.read(files, Options(source="s", dated="2024"))
    assert row.records[0].provenance.dated == "2024"


# Open Supply Hub -----------------------------------------------------------------------------------


def test_an_own_list_with_other_headers_is_not_taken_for_the_hubs(tmp_path: Path) -> None:
    for i, head in enumerate(
        ["Country,Name,Address,Sector", "country,name,address", "country,name,address,sector,margin"]
    ):
        path = tmp_path / f"{i}.csv"
        path.write_text(
            head + "\n" + ",".join(["China", "Lark", "1 Road", "Apparel", "9"][: head.count(",") + 1]) + "\n"
        )
        found = detect(open_path(path))
        assert found is None or found.NAME != "osh-list"


def test_namibia_is_a_country_where_the_column_holds_codes(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("country,name,address,sector\nNA,Lark,1 Road,Apparel\nPK,Wren,2 Road,Apparel\n")
    assert [facility(r).country for r in read("osh-list", path)] == ["NA", "PK"]


@pytest.mark.parametrize(
    "text, name, of",
    [
        ("Heath [Public List] (Heath List)", "Heath", "Heath List"),
        ("Heath (UK) (Heath List (2024))", "Heath (UK)", "Heath List (2024)"),
        (
            "An Auditor / Certification Scheme / Service Provider",
            "An Auditor / Certification Scheme / Service Provider",
            None,
        ),
        ("Broken) list)", "Broken) list)", None),
    ],
)
def test_contributors_are_cut_from_their_lists(text: str, name: str, of: str | None) -> None:
    assert contributor(text) == (name, of)


def test_small_readings_of_the_hub() -> None:
    assert os_id("us2021250d1dtn7") == "US2021250D1DTN7" and os_id("US2021") is None and os_id(None) is None
    assert workers("More than 10000") == (None, "More than 10000")
    assert workers("1001 - 5000") == (None, "1001-5000")
    assert workers("") == (None, None)
    assert parents(["-", '"', "1984.0", "", "Wilmar", "WILMAR", "Wilmar International Limited"]) == (
        "Wilmar",
        "Wilmar International Limited",
    )


def page(tmp_path: Path, *features: Any, name: str = "page.json", **envelope: Any) -> Path:
    path = tmp_path / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **envelope}))
    return path


def feature(**said: Any) -> dict[str, Any]:
    properties = {"name": "Lark", "address": "1 Road", "country_code": "VN", "os_id": "VN2024002DEF456", **said}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [106.5, 10.5]}, "properties": properties}


def test_a_page_with_odd_features_keeps_the_others(tmp_path: Path) -> None:
    rows = read("osh-api", page(tmp_path, 7, feature(name=None), {"type": "Feature"}, feature()))
    assert [r.number for r in rows] == [1, 2, 3, 4]
    assert [r.rejected.code if r.rejected else None for r in rows] == ["item", "name_missing", "item", None]
    lark = facility(rows[3])
    assert (lark.latitude, lark.longitude) == (10.5, 106.5)


@pytest.mark.parametrize(
    "spot, code",
    [([0, 0], "geo_suspect"), ([10.5, 106.5], "coordinate"), (["a", 1], "coordinate"), ([1], "coordinate")],
)
def test_places_that_cannot_be_are_left_out(tmp_path: Path, spot: list[Any], code: str) -> None:
    odd = feature()
    odd["geometry"]["coordinates"] = spot
    (row,) = read("osh-api", page(tmp_path, odd))
    assert facility(row).latitude is None and codes(row) == [code]


def test_a_feature_without_os_id_or_country_is_taken_and_flagged(tmp_path: Path) -> None:
    (row,) = read("osh-api", page(tmp_path, feature(os_id="7", country_code=None)))
    assert codes(row) == ["country_missing", "os_id"]
    assert facility(row).key.startswith("row:s:") and facility(row).country is None


def test_links_to_further_pages_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def no_network(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", no_network)
    assert len(read("osh-api", page(tmp_path, feature(), count=2, next="https://example.org/?page=2"))) == 1


def test_a_page_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text('{"detail": "Authentication credentials were not provided."}')
    with pytest.raises(FileRefused, match="features"):
        read("osh-api", path)


# ILAB ----------------------------------------------------------------------------------------------


def goods(tmp_path: Path, *rows: tuple[str, str, str, str, str]) -> list[Row]:
    body = "".join(
        f"<Good><Good_Name>{g}</Good_Name><Countries><Country><Country_Name>{c}</Country_Name><Child_Labor>{a}</Child_Labor>"
        f"<Forced_Labor>{b}</Forced_Labor><Forced_Child_Labor>{f}</Forced_Child_Labor></Country></Countries></Good>"
        for g, c, a, b, f in rows
    )
    path = tmp_path / "goods.xml"
    path.write_text(f"<Goods>{body}</Goods>", encoding="utf-8")
    return read("ilab-goods", path, dated="2024")


def said(row: Row) -> dict[tuple[str, str], bool]:
    return {(p.good, p.issue): p.listed for p in row.records if isinstance(p, Prior)}


def test_forced_child_labour_counts_for_both_issues(tmp_path: Path) -> None:
    (row,) = goods(tmp_path, ("Cotton", "India", "No", "No", "Yes"))
    assert said(row) == {("cotton", "child_labour"): True, ("cotton", "forced_labour"): True}


def test_an_empty_flag_says_nothing(tmp_path: Path) -> None:
    one, none = goods(tmp_path, ("Cotton", "India", "Yes", "", "No"), ("Rice", "India", "", "", ""))
    assert said(one) == {("cotton", "child_labour"): True}
    assert none.rejected is not None and none.rejected.code == "flags_missing"


def test_a_no_never_hides_the_listing_of_a_good_of_the_same_word(tmp_path: Path) -> None:
    jute, textiles = goods(
        tmp_path, ("Jute (textiles)", "Bangladesh", "No", "No", "No"), ("Textiles", "Bangladesh", "Yes", "No", "No")
    )
    assert said(textiles)["textiles", "child_labour"] is True
    assert said(jute) == {("jute_textiles", "forced_labour"): False}


def test_a_list_without_goods_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="Good_Name"):
        goods(tmp_path)


# Wage gaps -----------------------------------------------------------------------------------------


def answers(tmp_path: Path, *values: Any, name: str = "wages.json", **options: Any) -> list[Row]:
    items = [
        {"company": f"Lark {i}", "year": 2022, "value": v, "metric": "M+Living Wage Gap"} for i, v in enumerate(values)
    ]
    path = tmp_path / name
    path.write_text(json.dumps({"items": items}))
    return read("wikirate-wage-gap", path, **options)


@pytest.mark.parametrize(
    "value, scale",
    [("0", 5), ("39.999", 5), ("40", 4), ("59.999", 4), ("60", 3), ("79.999", 3), ("80", 2), ("99.999", 2)],
)
def test_the_scale_of_a_gap_at_each_boundary(tmp_path: Path, value: str, scale: int) -> None:
    (row,) = answers(tmp_path, value, country="ID")
    finding = row.records[1]
    assert isinstance(finding, Finding)
    assert (finding.scale, finding.scope, finding.irremediability) == (scale, None, 2)
    assert float(finding.text.split()[2]) < 100  # type: ignore[union-attr]


@pytest.mark.parametrize("value", ["100", "100.0", "250.5"])
def test_a_wage_at_the_benchmark_is_an_assessment(tmp_path: Path, value: str) -> None:
    (row,) = answers(tmp_path, value, country="ID")
    check = row.records[1]
    assert isinstance(check, Assessment) and check.outcome == "compliant" and check.value == float(value)


@pytest.mark.parametrize("value", ["Unknown", "", None, "-5", "54,07", "NaN"])
def test_a_wage_that_is_no_number_goes_to_quarantine(tmp_path: Path, value: Any) -> None:
    (row,) = answers(tmp_path, value, country="ID")
    assert row.rejected is not None and row.rejected.code == "number"


@pytest.mark.parametrize(
    "name, options, country",
    [
        ("fashionchecker_cambodia.json", {}, "KH"),
        ("fashionchecker_cambodia.json", {"country": "ID"}, "ID"),
        ("wages.json", {"country": "Pakistan"}, "PK"),
        ("wages.json", {}, None),
    ],
)
def test_the_country_of_wage_gaps(tmp_path: Path, name: str, options: dict[str, str], country: str | None) -> None:
    (row,) = answers(tmp_path, "50", name=name, **options)
    assert facility(row).country == country
    assert codes(row) == ([] if country else ["country_missing"])
