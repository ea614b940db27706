"""A trace as a whole: depth, groups, and names that nobody has."""

import pytest

from headwater.graph.ids import name_key
from headwater.graph.records import PartyKind, Relation, RelationKind
from tests.graph.risk.rows import facility, prov
from tests.graph.risk.trace.chain import CHAIN, of


def test_depth_cuts_and_says_how_many_are_beyond():
    got = of(*CHAIN, depth=1)
    assert [len(t.parties) for t in got.tiers] == [1]
    assert got.beyond == 3


def test_a_group_stands_for_its_members():
    member = Relation(provenance=prov(), kind=RelationKind.MEMBER_OF, start=name_key("Brand"), end=name_key("Group"))
    got = of(facility("Group", kind=PartyKind.GROUP), member, *CHAIN, root="Group")
    assert got.members == ("name:Brand",)
    assert got.tiers[0].mapped == pytest.approx(0.6)
