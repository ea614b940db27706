"""A group's explanation: whom it stands for, then each brand as if it were asked for alone."""

from __future__ import annotations

from headwater.graph.records import PartyKind, RelationKind
from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.indicators.explanations import GroupExplanation, explain_all
from headwater.graph.risk.own_risk.evidence import own
from tests.graph.risk.rows import PACK, TODAY, brand, facility, snap, supplies
from tests.visualizations.text.saying import fits, said


def test_each_brand_is_printed_as_by_itself_after_an_empty_line() -> None:
    members = [supplies(x, "House", kind=RelationKind.MEMBER_OF) for x in ("Bay", "Ash")]
    house = snap(
        facility("House", kind=PartyKind.GROUP), brand("Bay"), brand("Ash"), facility("Mill", "BD", "garments"),
        *members, supplies("Mill", "Ash", 0.4), supplies("Mill", "Bay", 0.2),
    )  # fmt: skip
    risk = own(house, PACK, TODAY)
    doc = explain_all(house, risk, "name:House", "forced_labour")
    assert isinstance(doc, GroupExplanation)
    alone = [said(UpstreamRisk().explain(house, risk, f"name:{x}", "forced_labour")) for x in ("Ash", "Bay")]
    assert alone[0] != alone[1]
    assert said(doc) == [*doc.notes, "", *alone[0], "", *alone[1]]
    assert "House is a group and stands for its brands: Ash, Bay." in said(doc)[0]
    assert fits(doc)
