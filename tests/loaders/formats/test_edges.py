from pathlib import Path

import pytest

from headwater.graph.errors import FileRefused
from headwater.graph.records import Party, PartyKind, Relation, RelationKind
from headwater.loaders.formats.edges import Edges, largest_sum
from headwater.loaders.input.files import open_files
from headwater.loaders.input.probe import probes_of
from headwater.loaders.port import Options, Row


def rows(tmp_path: Path, text: str) -> list[Row]:
    path = tmp_path / "net.csv"
    path.write_text(text, encoding="utf-8")
    return list(Edges().read(open_files([path]), Options(source="net")))


def codes(found: list[Row]) -> list[str | None]:
    return [r.rejected.code if r.rejected else None for r in found]


def test_a_row_gives_the_link_and_a_stub_for_each_end(tmp_path):
    (row,) = rows(tmp_path, "supplier,buyer,share,confidence\nB,A,0.5,0.8\n")
    supplier, buyer, link = row.records
    assert isinstance(supplier, Party) and isinstance(buyer, Party) and isinstance(link, Relation)
    assert (supplier.key, supplier.kind, supplier.name) == ("name:B", PartyKind.STUB, None)
    assert buyer.key == "name:A"
    assert (link.kind, link.start, link.end) == (RelationKind.SUPPLIES, "name:B", "name:A")
    assert (link.share, link.confidence, link.tier, link.product) == (0.5, 0.8, None, None)
    assert (link.provenance.row, link.provenance.file, link.provenance.source) == (2, "net.csv", "net")


def test_an_empty_share_is_unknown_and_an_empty_confidence_is_one(tmp_path):
    (row,) = rows(tmp_path, "supplier,buyer,share,confidence\nB,A,,\n")
    assert row.records[2].share is None
    assert row.records[2].confidence == 1.0


def test_the_optional_columns_are_read(tmp_path):
    text = (
        "supplier,buyer,share,confidence,kind,product,since,until,tier\n"
        "Sub,Sup,,,subcontracts for,Socks,2021-02,2022,\nR,F,,0.4,RECRUITS_FOR,,,,\nF,A,0.1,,,yarn,,,3\n"
    )
    found = [r.records[-1] for r in rows(tmp_path, text)]
    assert [x.kind for x in found] == ["SUBCONTRACTS_FOR", "RECRUITS_FOR", "SUPPLIES"]
    assert (found[0].since, found[0].until, found[0].product) == ("2021-02", "2022", "Socks")
    assert found[1].confidence == 0.4
    assert found[2].tier == 3


def test_strong_ids_written_out_are_keys(tmp_path):
    (row,) = rows(tmp_path, "supplier,buyer,share\noshub:BD2019143ABCDE7,brand:acme,\n")
    assert (row.records[2].start, row.records[2].end) == ("oshub:BD2019143ABCDE7", "brand:acme")


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("A,A,0.1,,,,,,", "self_link", "buyer"), ("B,A,1.2,,,,,,", "range", "share"),
        ("B,A,-0.1,,,,,,", "range", "share"), ("B,A,nan,,,,,,", "range", "share"), ("B,A,inf,,,,,,", "range", "share"),
        ('B,A,"0,5",,,,,,', "number", "share"), ("B,A,half,,,,,,", "number", "share"),
        ("B,A,0.5,1.01,,,,,", "range", "confidence"), ("B,A,0.5,NaN,,,,,", "range", "confidence"),
        ("B,A,,,EATS,,,,", "vocabulary", "kind"), ("B,A,,,,,31.02.2024,,", "date", "since"),
        ("B,A,,,,,2023-02-30,,", "date", "since"), ("B,A,,,,,2023,2021,", "date", "until"),
        ("B,A,,,,,,,0", "range", "tier"), ("B,A,,,,,,,1.5", "number", "tier"), (",A,,,,,,,", "missing", "supplier"),
        ("B,,,,,,,,", "missing", "buyer"), ("B,A", "field_count", None),
    ],
)  # fmt: skip
def test_a_row_that_breaks_a_rule_goes_to_quarantine_and_no_other(tmp_path, line, code, column):
    head = "supplier,buyer,share,confidence,kind,product,since,until,tier\n"
    found = rows(tmp_path, f"{head}X,Y,0.2,,,,,,\n{line}\nZ,Y,0.2,,,,,,\n")
    assert codes(found) == [None, code, None]
    assert (found[1].rejected.line, found[1].rejected.column) == (3, column)


def test_shares_of_one_buyer_over_one_send_that_buyers_rows_to_quarantine(tmp_path):
    text = "supplier,buyer,share,confidence\nB,A,0.7,\nC,A,0.4,\nD,A,,\nB,E,1.0,\nA,B,0.2,\n"
    found = rows(tmp_path, text)
    assert codes(found) == ["SHARE_SUM", "SHARE_SUM", "SHARE_SUM", None, None]
    assert "add up to 1.1" in found[0].rejected.message


@pytest.mark.parametrize(("share", "code"), [("0.4000005", None), ("0.400002", "SHARE_SUM")])
def test_shares_may_go_over_one_by_rounding_only(tmp_path, share, code):
    assert codes(rows(tmp_path, f"supplier,buyer,share\nB,A,0.6\nC,A,{share}\n")) == [code, code]


def test_shares_add_over_products_but_not_over_years_or_repeated_rows(tmp_path):
    head = "supplier,buyer,share,product,since,until\n"
    assert codes(rows(tmp_path, head + "B,A,0.6,yarn,,\nB,A,0.6,socks,,\n")) == ["SHARE_SUM"] * 2
    assert codes(rows(tmp_path, head + "B,A,0.6,,,2022\nC,A,0.6,,2023,\n")) == [None] * 2
    assert codes(rows(tmp_path, head + "B,A,0.6,,,2023\nC,A,0.6,,2023,\n")) == ["SHARE_SUM"] * 2
    again = rows(tmp_path, head + "B,A,0.6,,,\nB,A,0.6,,,\n")
    assert codes(again) == [None, None]
    assert [w.code for w in again[1].warnings] == ["duplicate"]


def test_owners_and_recruiters_are_no_part_of_the_purchases(tmp_path):
    text = "supplier,buyer,share,kind\nB,A,0.9,\nO,A,0.9,OWNS\nR,A,0.9,RECRUITS_FOR\n"
    found = rows(tmp_path, text)
    assert codes(found) == [None, None, None]
    assert found[1].records[-1].share == 0.9
    assert found[2].records[-1].share is None
    assert [w.code for w in found[2].warnings] == ["share_ignored"]


def test_the_largest_sum_agrees_with_a_count_by_day():
    spans = {("a", "", "2020", "2022"): 0.5, ("b", "", "2021", None): 0.3, ("c", "", None, "2020"): 0.4}
    assert largest_sum(spans) == pytest.approx(0.9)
    assert largest_sum({}) == 0


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "net.csv"
    path.write_text("supplier,share\nB,0.5\n", encoding="utf-8")
    with pytest.raises(FileRefused, match="buyer"):
        Edges().describe(open_files([path]), Options(source="net"))


def test_only_its_own_columns_make_it_sure(tmp_path):
    path = tmp_path / "net.csv"
    path.write_text("supplier,buyer,share,confidence\nB,A,0.5,\n", encoding="utf-8")
    assert Edges().sniff(probes_of(open_files([path]))) > 0.9
    path.write_text("Supplier,Country\nB,VN\n", encoding="utf-8")
    assert Edges().sniff(probes_of(open_files([path]))) == 0


def test_the_source_says_what_the_user_said(tmp_path):
    path = tmp_path / "net.csv"
    path.write_text("supplier,buyer,share\nB,A,0.5\n", encoding="utf-8")
    source = Edges().describe(
        open_files([path]), Options(source="s", dated="2024", licence="CC0-1.0", completeness=0.6)
    )
    assert (source.key, source.dated, source.licence, source.completeness) == ("s", "2024", "CC0-1.0", 0.6)
    assert (source.format, source.provenance.row) == ("edges", 0)


class Pairs(Edges):
    """The same links under another name."""

    NAME = "pairs"


def test_a_network_is_taken_as_whole_whatever_its_format_is_called(tmp_path: Path) -> None:
    (path := tmp_path / "net.csv").write_text("supplier,buyer,share\nMill,Brand,\n", encoding="utf-8")
    said = {x.NAME: x.describe(open_files([path]), Options(source="net")) for x in (Edges(), Pairs())}
    assert said["edges"].whole and said["pairs"].whole
    assert said["edges"].complete_for_tier_1 is None
