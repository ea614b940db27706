import json
import re

import pytest

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.ids import name_key
from headwater.graph.records import PartyKind, Relation, RelationKind
from headwater.graph.risk.leverage.leverage import leverage, sheet
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, prov, snap, supplies


def tie(kind, start, end):
    return Relation(provenance=prov(), kind=RelationKind[kind], start=name_key(start), end=name_key(end))


def world(ada=0.3719, bo=0.2283, cy=0.0641):
    """A facility with three direct buyers, a brand behind one of them, and a sister with a buyer of its own."""
    return snap(
        facility("Works", "XA"), facility("Sister", "XA"), facility("Hub", "XA"), brand("Ada"), brand("Bo"),
        brand("Cy"), brand("Far"), facility("Agency", kind=PartyKind.ORGANISATION),
        supplies("Works", "Ada", ada), supplies("Works", "Bo", bo), supplies("Works", "Hub"), supplies("Hub", "Far"),
        supplies("Sister", "Cy", cy), supplies("Sister", "Bo", 0.1),
        tie("OWNS", "Owner", "Works"), tie("OWNS", "Owner", "Sister"), tie("RECRUITS_FOR", "Works", "Agency"),
        tie("MEMBER_OF", "Ada", "House"),
        finding("Works", "overtime", observed="2026-01-01", text="Bo pays 4.4477 a piece", key="f1", row=1),
        finding("Works", "gender", observed="2026-01-01", key="f2", row=2),
    )  # fmt: skip


def ask(s=None, **options):
    return leverage(s or world(), PACK, name_key("Works"), today=TODAY, **options)


def paper(s=None, to="Ada", **options):
    return sheet(s or world(), PACK, name_key("Works"), name_key(to), today=TODAY, **options)


def takes(**shares):
    return {name_key(n): x for n, x in shares.items()}


def test_who_buys_there_and_of_what_share_nothing_is_known():
    got = ask()
    assert [b.name for b in got.buyers] == ["Ada", "Bo", "Hub"]
    assert got.owner.name == "Owner"
    assert (got.buyers[0].of_purchases.value, got.buyers[0].group.name) == (0.3719, "House")
    assert all((b.of_output.value, b.of_output.low, b.of_output.high) == (None, 0.0, 1.0) for b in got.buyers)
    assert got.surely is None
    assert [b.name for b in got.maybe.buyers] == ["Ada"]
    assert (got.unnamed.low, got.unnamed.high) == (0.0, 1.0)


def test_given_shares_make_the_fewest_exact():
    got = ask(takes=takes(Ada=0.2, Bo=0.45), target=0.6)
    assert [b.name for b in got.surely.buyers] == ["Bo", "Ada"]
    assert got.surely.low == pytest.approx(0.65)
    hub = got.buyers[2].of_output
    assert (hub.value, hub.low, hub.high) == (None, 0.0, pytest.approx(0.35))
    assert got.unnamed.high == pytest.approx(0.35)
    assert ask(takes=takes(Ada=0.2, Bo=0.2, Hub=0.1), target=0.6).maybe is None


def test_a_share_of_purchases_is_never_taken_for_one_of_output():
    one, two = ask(world()), ask(world(ada=0.9, bo=None))
    assert one.surely is two.surely is None
    assert one.maybe == two.maybe


def test_who_is_missing_and_why():
    assert [(m.name, m.why) for m in ask().missing] == [
        ("Far", "buys through others, 2 steps away"),
        ("Cy", "buys at another facility of the same owner: Sister"),
    ]
    assert len(ask().missing[1].refs) == 1


def test_only_the_findings_asked_about():
    assert {f.point for f in ask().findings} == {"overtime", "gender"}
    for subject, point in (("working_time", "overtime"), ("gender", "gender"), ("f1", "overtime")):
        assert {f.point for f in ask(subject=subject).findings} == {point}


def test_a_facility_without_buyers_says_so():
    got = leverage(snap(facility("Works")), PACK, name_key("Works"), today=TODAY)
    assert (got.buyers, got.surely, got.maybe) == ((), None, None)
    assert "doesn't mean" in got.reasons[0]


def test_the_sheet_is_the_same_whatever_the_others_buy():
    """Nothing of another buyer's numbers is in it, nor anything worked out of them: byte for byte."""

    def said(**shares):
        text = paper(world(**shares)).model_dump_json()
        return re.sub(r'"row":\d+', '"row":0', text)

    plain = said()
    for shares in ({"bo": 0.9}, {"bo": None}, {"cy": 0.5}, {"cy": None, "bo": 0.0001}):
        assert said(**shares) == plain
    assert said(ada=0.4) != plain


def test_no_number_of_the_sheet_is_anothers_or_leads_to_it():
    got = json.loads(paper().model_dump_json())
    assert got["of_purchases"] == {"value": 0.3719, "low": 0.3719, "high": 0.3719}
    floats = []

    def walk(x):
        for y in x.values() if isinstance(x, dict) else x if isinstance(x, list) else ():
            walk(y)
        if isinstance(x, float):
            floats.append(x)

    walk(got)
    assert set(floats) == {0.3719}
    text = json.dumps(got)
    for secret in ("0.2283", "0.0641", "22.8", "4.4477", "0.6002", "0.1436"):  # theirs, a price, sum, difference
        assert secret not in text
    assert len(got["refs"]) == 1  # its own row
    assert [o["name"] for o in got["others"]] == ["Bo", "Hub"]
    assert [m["name"] for m in got["missing"]] == ["Far", "Cy"]


def test_a_group_gets_a_sheet_for_its_members_and_a_buyer_through_others_none_of_purchases():
    assert [o.name for o in paper(to="House").others] == ["Bo", "Hub"]
    far = paper(to="Far")
    assert far.of_purchases is None
    assert [m.name for m in far.missing] == ["Cy"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"target": 0.0}, "target 0"), ({"target": 1.2}, "target 1.2"), ({"target": float("nan")}, "target nan"),
        ({"takes": takes(Ada=0.7, Bo=0.7)}, "sum to 1.4"), ({"takes": takes(Ada=-0.1)}, "-0.1"),
        ({"takes": takes(Ada=float("nan"))}, "nan"), ({"takes": takes(Cy=0.1)}, "Cy isn't known to buy directly"),
    ],
)  # fmt: skip
def test_what_can_not_be_is_refused(options, says):
    with pytest.raises(UsageError, match=says):
        ask(**options)


def test_a_sheet_is_only_for_who_buys_there():
    with pytest.raises(UsageError, match=r"Cy isn't known to buy from Works; known there: Ada, Bo, Hub"):
        paper(to="Cy")
    with pytest.raises(NotFound):
        paper(to="Nobody")
