from pathlib import Path

import pytest

from headwater.graph.errors import UsageError
from headwater.graph.records import Party, Relation
from headwater.loaders.formats.any_list import UnknownList
from headwater.loaders.input.files import open_files
from headwater.loaders.lists.mapping import Column, Left, Mapping, propose_for
from headwater.loaders.port import Options, Row


def read(tmp_path: Path, text: str, *, mapping: Mapping | None = None, **said: object) -> list[Row]:
    path = tmp_path / "own list.csv"
    path.write_text(text, encoding="utf-8")
    files = open_files([path])
    options = Options(source="own", mapping=mapping or propose_for(files), **said)
    UnknownList().describe(files, options)
    return list(UnknownList().read(files, options))


def facility(row: Row) -> Party:
    assert isinstance(row.records[0], Party)
    return row.records[0]


def relations(row: Row) -> list[Relation]:
    return [r for r in row.records if isinstance(r, Relation)]


def test_a_row_becomes_a_facility_with_all_that_it_says(tmp_path):
    text = (
        "Factory;Local name;Country;State;City;Address;Zip;Lat;Lng;Products;Sector;Factory type;Workers;% women;"
        "% migrants;Colour\n"
        "Ink Mill Ltd;墨水厂;China;Xinjiang;Aksu;1 Made-up Rd;843000;41,17;80,26;yarn;Textile|Apparel;Spinning;1.200;"
        "62,5;3;red\n"
    )
    party = facility(read(tmp_path, text)[0])
    assert (party.kind, party.name, party.aliases) == ("facility", "Ink Mill Ltd", ("墨水厂",))
    assert (party.country, party.region, party.city, party.postal_code) == ("CN", "CN-XJ", "Aksu", "843000")
    assert (party.latitude, party.longitude) == (41.17, 80.26)
    assert (party.product, party.good, party.sector) == ("yarn", "thread_yarn", ("Textile", "Apparel"))
    assert (party.women_share, party.migrant_share) == (0.625, 0.03)
    assert party.workers is None
    assert party.extra == {"Colour": "red"}
    assert (party.country_proposed, party.country_reason) == (None, None)
    assert (party.provenance.row, party.provenance.file) == (2, "own list.csv")


def test_doubtful_cells_are_left_out_with_their_raw_text_and_the_row_is_kept(tmp_path):
    (row,) = read(tmp_path, 'Factory,Country,Workers,Lat,Lng\nInk Mill,VN,"1,017",95,10\n')
    assert facility(row).workers is None
    assert facility(row).latitude is None
    assert [(w.code, w.column, w.raw) for w in row.warnings] == [
        ("coordinate", "Lat", "95"),
        ("number", "Workers", "1,017"),
    ]


def test_the_same_mark_is_read_where_the_column_tells(tmp_path):
    rows = read(tmp_path, 'Factory,Country,Workers\nInk Mill,VN,"1,017"\nPen Mill,VN,"1,234,567"\n')
    assert [facility(r).workers for r in rows] == [1017, 1234567]


def test_a_declared_mark_settles_it(tmp_path):
    columns = (Column(field="name", column="Factory"), Column(field="workers", column="Workers", decimal="point"))
    (row,) = read(tmp_path, 'Factory,Workers\nInk Mill,"1,017"\n', mapping=Mapping(columns=columns))
    assert facility(row).workers == 1017


def test_women_as_head_counts_become_a_share_of_the_workers(tmp_path):
    text = "Factory,Country,Workers,Women\nA Mill,VN,1000,710\nB Mill,VN,,44\nC Mill,VN,20,44\n"
    rows = read(tmp_path, text)
    assert [facility(r).women_share for r in rows] == [0.71, None, None]
    assert [[w.code for w in r.warnings] for r in rows] == [[], ["no_total"], ["no_total"]]


def test_women_that_may_be_per_cent_or_heads_are_left_out(tmp_path):
    (row,) = read(tmp_path, "Factory,Country,Workers,Women\nA Mill,VN,1000,71\n")
    assert facility(row).women_share is None
    assert [w.code for w in row.warnings] == ["unit_unknown"]


def test_only_a_row_without_a_name_is_refused_and_its_contacts_stay_unread(tmp_path):
    rows = read(tmp_path, "Factory,Country,Contact person\nInk Mill,VN,A. Nobody\n,VN,B. Nobody\n")
    assert [r.rejected.code if r.rejected else None for r in rows] == [None, "name_missing"]
    assert rows[1].rejected.line == 3
    assert "Nobody" not in repr(rows)


def test_rows_without_a_country_are_accepted_flagged_and_only_proposed(tmp_path):
    text = (
        "Factory,Country,City,Address\nInk Mill,,Dhaka,\nPen Mill,,,\nCap Mill,Atlantis,,\n"
        "Hat Mill,,Dhaka,Some Rd Vietnam\n"
    )
    rows = read(tmp_path, text)
    assert [r.rejected for r in rows] == [None] * 4
    assert [facility(r).country for r in rows] == [None] * 4
    assert [facility(r).country_proposed for r in rows] == ["BD", None, None, None]
    assert facility(rows[0]).country_reason == "city Dhaka is in Bangladesh (GeoNames)"
    assert facility(rows[3]).country_reason.startswith("hints contradict each other: address ends with Vietnam")
    assert [r.warnings[0].code for r in rows] == ["country_missing"] * 2 + ["country_unknown", "country_missing"]
    assert "proposed: Bangladesh" in rows[0].warnings[0].message


def test_a_same_named_row_of_the_list_proposes_its_country(tmp_path):
    rows = read(tmp_path, "Factory,Country,Line\nInk Mill Ltd,Vietnam,1\nInk Mill,,2\nPen Mill,,3\n")
    assert facility(rows[1]).country_proposed == "VN"
    assert facility(rows[1]).country_reason == "same name as Ink Mill Ltd in Vietnam (row 2 of this list)"
    assert facility(rows[2]).country_proposed is None


def test_a_phone_number_hints_but_is_never_kept(tmp_path):
    (row,) = read(tmp_path, "Factory,Country,Phone\nInk Mill,,+84 28 3829 5678\n")
    assert facility(row).country_proposed == "VN"
    assert "3829" not in repr(row)


def test_the_country_of_all_rows_may_be_said(tmp_path):
    rows = read(tmp_path, "Factory,Country\nInk Mill,\nPen Mill,India\n", country="vn")
    assert [facility(r).country for r in rows] == ["VN", "IN"]
    with pytest.raises(UsageError, match="Atlantis"):
        read(tmp_path, "Factory,Country\nInk Mill,\n", country="Atlantis")


def test_namibia_in_a_column_of_codes(tmp_path):
    rows = read(tmp_path, "Factory,Country\nInk Mill,VN\nPen Mill,NA\n")
    assert [facility(r).country for r in rows] == ["VN", "NA"]


def test_nobody_buys_unless_somebody_says_so(tmp_path):
    (row,) = read(tmp_path, "Factory,Country\nInk Mill,VN\n")
    assert relations(row) == []
    path = tmp_path / "own list.csv"
    source = UnknownList().describe(open_files([path]), Options(source="own"))
    assert "--buyer" in source.note


def test_a_buyer_said_on_the_command_line_makes_it_that_buyers_own_list(tmp_path):
    rows = read(tmp_path, "Factory,Country,Tier,Since\nInk Mill,VN,Tier 2,2019\nPen Mill,VN,,\n", buyer="Acme Fiction")
    links = [relations(r)[0] for r in rows]
    assert [(x.kind, x.end, x.confidence, x.tier, x.since) for x in links] == [
        ("SUPPLIES", "brand:acme fiction", 0.95, 2, "2019"),
        ("SUPPLIES", "brand:acme fiction", 0.95, None, None),
    ]
    brands = [p for r in rows for p in r.records if isinstance(p, Party) and p.kind == "brand"]
    assert [b.name for b in brands] == ["Acme Fiction"]


def test_a_brand_column_names_the_buyers(tmp_path):
    rows = read(tmp_path, 'Factory,Country,Brand\nInk Mill,VN,"Acme, Bolt"\nPen Mill,VN,\n')
    assert [(x.end, x.confidence) for x in relations(rows[0])] == [("brand:acme", 0.7), ("brand:bolt", 0.7)]
    assert [w.code for w in rows[1].warnings] == ["brand_missing"]


def test_a_group_is_membership_never_ownership(tmp_path):
    rows = read(tmp_path, "Factory,Country,Parent company\nInk Mill,VN,Ink Group\nPen Mill,VN,N/A\n")
    assert [(x.kind, x.end) for x in relations(rows[0])] == [("MEMBER_OF", "group:ink group")]
    assert relations(rows[1]) == []


def test_subcontractors_supply_the_facility_that_names_them(tmp_path):
    (row,) = read(tmp_path, 'Factory,Country,Subcontractors\nInk Mill,VN,"Dot Print Co., Ltd, Ink Mill, Bow Sewing"\n')
    names = {p.key: p.name for p in row.records if isinstance(p, Party)}
    assert [(x.kind, names[x.start], names[x.end]) for x in relations(row)] == [
        ("SUBCONTRACTS_FOR", "Dot Print Co., Ltd", "Ink Mill"),
        ("SUBCONTRACTS_FOR", "Bow Sewing", "Ink Mill"),
    ]
    assert [w.code for w in row.warnings] == ["self_reference"]


def test_strong_ids_are_keys_where_one_facility_holds_them(tmp_path):
    text = (
        "Factory,Country,OS ID,LEI,Registration number\nA Mill,VN,VN2020123ABCDE7,5493001KJTIIGC8Y1R12,77\n"
        "B Mill,VN,wrong,5493001KJTIIGC8Y1R13,78\nC Mill,,,,79\nD Mill,VN,,,80\nE Mill,VN,,,80\n"
    )
    rows = read(tmp_path, text)
    assert [facility(r).key.partition(":")[0] for r in rows] == ["oshub", "reg", "row", "row", "row"]
    assert facility(rows[0]).lei == "5493001KJTIIGC8Y1R12"
    assert facility(rows[1]).registry_number == "VN:78"
    assert [w.code for w in rows[1].warnings] == ["os_id", "lei"]
    assert facility(rows[2]).extra == {"Registration number": "79"}
    assert facility(rows[3]).registry_number == "VN:80"


def test_keys_hang_on_content_not_on_the_row(tmp_path):
    one = [facility(r).key for r in read(tmp_path, "Factory,Country\nA Mill,VN\nB Mill,CN\n")]
    two = [facility(r).key for r in read(tmp_path, "Factory,Country\nB Mill,CN\nA Mill,VN\n")]
    assert one == two[::-1]


def test_mail_addresses_in_other_columns_are_not_kept(tmp_path):
    rows = read(tmp_path, "Factory,Country,Wish\nA,VN,write to ann@example.org\n" + "B,VN,none\n" * 9)
    assert facility(rows[0]).extra is None
    assert facility(rows[1]).extra == {"Wish": "none"}


def test_excluded_columns_of_a_saved_mapping_stay_unread(tmp_path):
    mapping = Mapping(columns=(Column(field="name", column="Factory"),), excluded=(Left(column="Boss", why="person"),))
    (row,) = read(tmp_path, "Factory,Boss,Colour\nInk Mill,A. Nobody,red\n", mapping=mapping)
    assert facility(row).extra == {"Colour": "red"}
