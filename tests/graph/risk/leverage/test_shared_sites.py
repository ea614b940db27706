import pytest

from headwater.graph.errors import NotFound
from headwater.graph.ids import name_key
from headwater.graph.records import PartyKind, Relation, RelationKind
from headwater.graph.risk.leverage.shared_sites import share
from tests.graph.risk.rows import PACK, TODAY, brand, facility, prov, snap, supplies


def member(name, group):
    return Relation(provenance=prov(), kind=RelationKind.MEMBER_OF, start=name_key(name), end=name_key(group))


def of(*records, companies=("Ada", "Bo"), **options):
    return share(snap(*records), PACK, [f"name:{c}" for c in companies], today=TODAY, **options)


WORLD = [
    facility("Group", kind=PartyKind.GROUP), brand("Ada"), brand("Bo"), brand("Cy"), member("Ada", "Group"),
    *(facility(f, "XA") for f in ("Both", "Deep", "OnlyA", "OnlyB", "Sewer")),
    supplies("Both", "Ada", 0.3), supplies("OnlyA", "Ada", 0.2), supplies("Sewer", "Ada"),
    supplies("Both", "Bo"), supplies("OnlyB", "Bo", 0.6), supplies("Deep", "Bo"), supplies("Deep", "Sewer"),
    supplies("Both", "Cy"),
]  # fmt: skip


def test_shared_facilities_are_those_in_everybodys_supply_at_any_tier():
    got = of(*WORLD)
    assert [f.name for f in got.facilities] == ["Both", "Deep"]
    assert {h.company: h.steps for h in got.facilities[1].holds} == {"name:Ada": 2, "name:Bo": 1}
    assert got.only == {"name:Ada": 2, "name:Bo": 1}
    assert [f.name for f in of(*WORLD, depth=1).facilities] == ["Both"]


def test_who_else_buys_there_is_named():
    both, deep = of(*WORLD).facilities
    assert [o.name for o in both.others] == ["Cy"]
    assert (both.known_buyers, both.asked_buyers) == (3, 2)
    assert [o.name for o in deep.others] == ["Sewer"]


def test_a_group_includes_its_members():
    assert [f.name for f in of(*WORLD, companies=("Group", "Bo")).facilities] == ["Both", "Deep"]


def test_shares_are_stated_or_a_range_of_what_is_possible():
    ada, bo = of(*WORLD).facilities[0].holds
    assert (ada.share, ada.low, ada.high) == (0.3, 0.3, 0.3)
    assert (bo.share, bo.low, bo.high) == (None, 0.0, pytest.approx(0.4))
    through, _ = of(*WORLD).facilities[1].holds
    assert (through.share, through.low, through.high) == (None, None, None)


def test_same_names_that_linking_left_apart_wait_for_a_person():
    got = of(
        *WORLD,
        facility("Nan Yang Garment", "XA", address="1"), facility("Nan Yang Garment Co., Ltd.", None),
        facility("Elsewhere", "XA"), facility("ELSEWHERE", "XB"),
        supplies("Nan Yang Garment", "Ada"), supplies("Nan Yang Garment Co., Ltd.", "Bo"),
        supplies("Elsewhere", "Ada"), supplies("ELSEWHERE", "Bo"),
        review=[("name:OnlyA", "name:OnlyB", "names alike"), ("name:OnlyA", "name:Sewer", "both Ada's")],
    )  # fmt: skip
    assert [(m.a.name, m.b.name, m.reason) for m in got.maybe] == [
        ("Nan Yang Garment", "Nan Yang Garment Co., Ltd.", "same name, a country is unknown"),
        ("OnlyA", "OnlyB", "names alike"),
    ]
    assert [f.name for f in got.facilities] == ["Both", "Deep"]


def test_one_company_alone_shares_with_itself_and_an_unknown_one_is_refused():
    assert len(of(*WORLD, companies=("Ada",)).facilities) == 4
    with pytest.raises(NotFound):
        of(*WORLD, companies=("Ada", "Nobody"))
