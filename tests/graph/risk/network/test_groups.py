"""A group asks for its brands: they are meant, and where one company is needed the error names them."""

from __future__ import annotations

import pytest

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.records import PartyKind, RelationKind
from headwater.graph.risk.explain.upstream import Explanation
from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.indicators.explanations import GroupExplanation, explain_all
from headwater.graph.risk.leverage.leverage import leverage
from headwater.graph.risk.network.groups import buyers, meant
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.sensitivity.sensitivity import sensitivity
from headwater.graph.risk.whatif.edits import Edit
from headwater.graph.risk.whatif.largest import largest
from headwater.graph.risk.whatif.whatif import whatif
from tests.graph.risk.rows import PACK, TODAY, brand, facility, snap, supplies
from tests.running import lines


def member(name, of):
    return supplies(name, of, kind=RelationKind.MEMBER_OF)


HOUSE = snap(
    facility("House", kind=PartyKind.GROUP),
    facility("Wing", kind=PartyKind.GROUP),
    facility("Empty", kind=PartyKind.GROUP),
    facility("Buying", kind=PartyKind.GROUP),
    brand("Bay"),
    brand("Ash"),
    brand("Cove"),
    facility("Mill", "BD", "garments"),
    member("Bay", "House"),
    member("Wing", "House"),
    member("Ash", "Wing"),
    member("Cove", "Buying"),
    supplies("Mill", "Ash", 0.4),
    supplies("Mill", "Bay", 0.2),
    supplies("Mill", "Buying", 0.3),
)
OWN = own(HOUSE, PACK, TODAY)


def names(key):
    return [HOUSE.parties[i].name for i in meant(HOUSE, f"name:{key}")]


def test_members_of_members_are_meant_by_name_and_groups_only_where_they_buy():
    assert names("House") == ["Ash", "Bay"]
    assert names("Wing") == ["Ash"]
    assert names("Buying") == ["Buying", "Cove"]
    assert names("Mill") == ["Mill"]
    with pytest.raises(UsageError, match="Empty is a group and buys nothing itself, and no source names a brand"):
        names("Empty")
    with pytest.raises(NotFound):
        names("Nobody")


def test_each_brand_of_a_group_is_explained_as_if_asked_for_alone():
    got = explain_all(HOUSE, OWN, "name:House", "forced_labour", top=3)
    assert isinstance(got, GroupExplanation)
    assert got.brands == tuple(
        UpstreamRisk().explain(HOUSE, OWN, f"name:{n}", "forced_labour", top=3) for n in ("Ash", "Bay")
    )
    assert lines(got)[0] == "House is a group and stands for its brands: Ash, Bay. Their numbers aren't added up."
    assert not any("House buys" in line for line in lines(got))
    # A group of one brand is still said to be a group; a company is answered without.
    assert isinstance(explain_all(HOUSE, OWN, "name:Wing"), GroupExplanation)
    assert isinstance(explain_all(HOUSE, OWN, "name:Mill"), Explanation)


def test_where_one_company_is_needed_the_error_names_the_brands():
    leave = [Edit(kind="leave", party="name:Mill")]
    for ask in (
        lambda: whatif(HOUSE, OWN, PACK, "name:House", leave),
        lambda: largest(HOUSE, OWN, PACK, "name:House"),
        lambda: sensitivity(HOUSE, PACK, "name:House", today=TODAY),
    ):
        with pytest.raises(UsageError, match=r"House is a group and buys nothing itself; .* its brands: Ash, Bay"):
            ask()
    with pytest.raises(UsageError, match=r"House is a group, and nobody .* members: Ash, Bay"):
        leverage(HOUSE, PACK, "name:House", today=TODAY)
    assert whatif(HOUSE, OWN, PACK, "name:Buying", leave).name == "Buying"


def test_buyers_are_the_brands_that_buy_and_the_groups_of_such():
    assert [HOUSE.parties[i].name for i in buyers(HOUSE)] == ["Ash", "Bay", "House", "Wing"]
    assert buyers(snap(brand("Idle"), facility("Mill"), facility("None", kind=PartyKind.GROUP))) == ()
