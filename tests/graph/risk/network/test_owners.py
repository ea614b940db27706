import pytest

from headwater.graph.ids import name_key
from headwater.graph.records import PartyKind, Relation, RelationKind
from headwater.graph.risk.network.owners import Owners
from tests.graph.risk.rows import brand, facility, prov, snap, supplies


def tie(kind, start, end, share=None):
    return Relation(provenance=prov(), kind=RelationKind[kind], start=name_key(start), end=name_key(end), share=share)


def owner(name, *records):
    s = snap(facility("F"), *records)
    at = Owners(s).owner(s.find(name_key(name)))
    return None if at is None else s.parties[at].name


def test_the_owner_is_the_top_of_those_who_own():
    ties = [tie("OWNS", "Top", "Mid", 0.9), tie("OWNS", "Mid", "F"), tie("MEMBER_OF", "F", "Club")]
    assert owner("F", *ties) == "Top"
    assert owner("F", tie("OWNS", "Mid", "F"), tie("MEMBER_OF", "Mid", "Group")) == "Group"


def test_without_an_owner_the_operator_counts_and_without_one_the_group():
    assert owner("F", tie("OPERATES", "Op", "F"), tie("MEMBER_OF", "F", "Club")) == "Op"
    assert owner("F", tie("OPERATES", "Op", "F"), tie("OWNS", "Top", "Op")) == "Top"
    assert owner("F", tie("MEMBER_OF", "F", "Club")) == "Club"


def test_nobody_named_is_unknown_and_so_is_a_minority_alone():
    assert owner("F") is None
    assert owner("F", tie("OWNS", "Small", "F", 0.3)) is None
    assert owner("F", tie("OWNS", "Small", "F", 0.3), tie("OPERATES", "Op", "F")) is None


def test_of_several_owners_the_majority_counts_or_their_common_top():
    assert owner("F", tie("OWNS", "A", "F", 0.6), tie("OWNS", "B", "F", 0.4)) == "A"
    half = [tie("OWNS", "A", "F", 0.5), tie("OWNS", "B", "F", 0.5)]
    assert owner("F", *half) is None
    assert owner("F", *half, tie("OWNS", "Top", "A"), tie("OWNS", "Top", "B")) == "Top"


def test_a_ring_of_owners_is_one_owner():
    ring = [tie("OWNS", "A", "F"), tie("OWNS", "B", "A"), tie("OWNS", "A", "B"), facility("G"), tie("OWNS", "B", "G")]
    assert owner("F", *ring) == owner("G", *ring) in ("A", "B")


@pytest.mark.parametrize("kind", [PartyKind.ORGANISATION, PartyKind.STUB])
def test_chains_end_at_brands_and_at_who_is_not_known_to_sell(kind):
    s = snap(
        facility("F"), facility("Mid"), facility("Lone"), brand("Ada"), brand("Bo"), brand("Cy"),
        facility("Trader", kind=kind), tie("MEMBER_OF", "Ada", "Group"), tie("MEMBER_OF", "Bo", "Group"),
        supplies("F", "Mid"), supplies("Mid", "Ada"), supplies("F", "Bo"), supplies("F", "Cy"),
        supplies("F", "Trader"), supplies("F", "Lone"),
    )  # fmt: skip
    at = Owners(s).chains(s.find(name_key("F")))
    assert sorted(s.parties[i].name for i in at) == ["Cy", "Group", "Trader"]
    assert Owners(s).chains(s.find(name_key("Lone"))) == frozenset()
