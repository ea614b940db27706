"""Our own template for parties."""

import pytest

from headwater.graph.records import Visibility
from headwater.loaders.formats.parties import Parties
from tests.loaders.formats.made import code, rows

PARTIES = "id,name,kind,country,region,good,chain_end,workers,women,migrants\n"


def test_a_party_is_read_with_head_counts_as_shares(tmp_path):
    text = PARTIES + "Ink Mill,Ink Mill Ltd,facility,Viet Nam,Dong Nai,Garments,no,400,300,10\n"
    (party,) = rows(Parties(), tmp_path, text)[0].records
    assert (party.key, party.name, party.kind, party.country) == ("name:Ink Mill", "Ink Mill Ltd", "facility", "VN")
    assert (party.region, party.good, party.chain_end) == ("Dong Nai", "garments", False)
    assert (party.workers, party.women_share, party.migrant_share) == (400, 0.75, 0.025)


def test_empty_cells_of_a_party_stay_unknown(tmp_path):
    (party,) = rows(Parties(), tmp_path, PARTIES + "oshub:VN2020001ABCDEF,,,,,,,,,\n")[0].records
    assert (party.key, party.name, party.kind) == ("oshub:VN2020001ABCDEF", "VN2020001ABCDEF", "stub")
    assert (party.country, party.workers, party.women_share, party.chain_end, party.good) == (None,) * 5


def test_namibia_is_a_country_of_a_template(tmp_path):
    (party,) = rows(Parties(), tmp_path, PARTIES + "x,x,facility,NA,,,,,,\n")[0].records
    assert party.country == "NA"


def test_a_region_becomes_its_code(tmp_path):
    (party,) = rows(Parties(), tmp_path, PARTIES + "x,x,facility,CN,Xinjiang,cotton,yes,,,\n")[0].records
    assert (party.region, party.good, party.chain_end) == ("CN-XJ", "cotton", True)


def test_a_person_is_restricted(tmp_path):
    (party,) = rows(Parties(), tmp_path, PARTIES + "Ann Fiction,Ann Fiction,person,GB,London,,,,,\n")[0].records
    assert party.visibility is Visibility.RESTRICTED
    assert party.region is None


def test_a_head_count_without_workers_is_left_out_with_a_warning(tmp_path):
    (row,) = rows(Parties(), tmp_path, PARTIES + "x,x,facility,VN,,,,,30,\n")
    assert row.records[0].women_share is None
    assert [(w.code, w.column) for w in row.warnings] == [("no_total", "women")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("x,x,shop,VN,,,,,,", ("vocabulary", "kind")), ("x,x,facility,Atlantis,,,,,,", ("country", "country")),
        ("x,x,facility,VN,,,maybe,,,", ("vocabulary", "chain_end")), ("x,x,facility,VN,,,,-3,,", ("range", "workers")),
        ("x,x,facility,VN,,,,10,11,", ("range", "women")), ('x,x,facility,VN,,,,"1,017",,', ("number", "workers")),
        (",x,facility,VN,,,,,,", ("missing", "id")),
    ],
)  # fmt: skip
def test_a_party_row_that_breaks_a_rule_goes_to_quarantine(tmp_path, line, why):
    assert code(rows(Parties(), tmp_path, PARTIES + line + "\n")[0]) == why
