"""The register of a country or facility, its filters, and pages that hang together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.graph.errors import NotFound, UnknownName, UsageError
from headwater.graph.records import Action
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register import cursors
from headwater.graph.risk.register.filters import Filters
from headwater.graph.risk.register.register import priorities
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, prov, snap, supplies

WORLD = (
    brand("Brand"),
    brand("Other"),
    facility("A", "XA"),
    facility("B", "XA"),
    facility("C", "XB"),
    facility("D", None, country_proposed="XA", country_reason="a namesake"),
    facility("E", "XA"),
    *(supplies(x, "Brand") for x in "ABCD"),
    supplies("E", "Other"),
    finding("A", scale=5, observed="2024-02-01"),
    finding("A", "overtime", "allegation", scale=2, observed="2026"),
    finding("B", scale=4, text="Lockers"),
    finding("C", "overtime", "allegation", scale=3, observed="2025-03"),
    finding("D", scale=5, affected=7),
    finding("E", scale=3, scope=1, irremediability=1, delay_irremediable=False, affected=1, observed="2026-01-02"),
)
SNAP = snap(*WORLD)
OWN = own(SNAP, PACK, TODAY)


def register(*buyers, **more):
    filters = {k: more.pop(k) for k in list(more) if k in Filters.model_fields}
    return priorities(SNAP, OWN, PACK, [f"name:{b}" for b in buyers], filters=Filters(**filters), **more)


def rows(r):
    return [(x.rank, x.name, x.point) for x in r.rows]


WHOLE = [(1, "D", "coercion"), (2, "A", "coercion"), (3, "B", "coercion"), (4, "C", "overtime"), (5, "A", "overtime")]


def test_the_register_of_a_country_holds_its_stated_facilities_whoever_buys_there():
    r = register(country="XA")
    assert rows(r) == [(1, "A", "coercion"), (2, "B", "coercion"), (3, "E", "coercion"), (4, "A", "overtime")]
    assert (r.buyer, r.buyer_name, r.country) == ((), "XA", "XA")
    assert r.counts.total == 3
    # D's country is only proposed: it is said, not counted.
    assert any("1 company or facility whose country is only proposed as XA" in n for n in r.notes)


def test_the_register_of_a_facility_holds_its_rows():
    r = register(facility="name:A")
    assert rows(r) == [(1, "A", "coercion"), (2, "A", "overtime")]
    assert (r.buyer_name, r.counts.total) == ("A", 1)


def test_a_filter_keeps_the_rank_among_all_rows():
    assert rows(register("Brand")) == WHOLE
    r = register("Brand", country="XA")
    assert rows(r) == [WHOLE[1], WHOLE[2], WHOLE[4]]
    assert (r.total, r.matched) == (5, 3)
    assert r.counts == register("Brand").counts
    assert rows(register("Brand", facility="name:C")) == [WHOLE[3]]
    assert rows(register("Brand", severity=4)) == WHOLE[:3]
    assert rows(register("Brand", kinds=("allegation",))) == WHOLE[3:]
    assert rows(register("Brand", points=("Overtime",))) == WHOLE[3:]
    assert rows(register("Brand", text="LOCKERS")) == [WHOLE[2]]
    assert rows(register("Brand", country="XA", severity=5)) == [WHOLE[1]]
    assert rows(register("Brand", text="nobody wrote this")) == []


def test_undated_findings_stay_when_a_day_is_asked_for_and_a_year_counts_to_its_end():
    assert rows(register("Brand", since="2025-06-01")) == [WHOLE[0], WHOLE[2], WHOLE[4]]
    assert rows(register("Brand", since="2025-03-31")) == [WHOLE[0], WHOLE[2], WHOLE[3], WHOLE[4]]


def test_a_row_says_how_it_is_known_and_what_nobody_states():
    first = register("Brand").rows[0]
    assert first.known == {"audit finding": 1}
    assert first.unknown == ("scope", "irremediability", "delay", "date")
    (full,) = register("Other").rows
    assert full.unknown == ()


def test_whose_register_must_be_said_and_names_must_be_known():
    with pytest.raises(UsageError, match="whose register"):
        register()
    with pytest.raises(NotFound):
        register(facility="name:Nobody")
    with pytest.raises(UnknownName, match="compliance point"):
        register("Brand", points=("moon dust",))
    with pytest.raises(UnknownName, match="kind of finding"):
        register("Brand", kinds=("rumour",))


@given(limit=st.integers(1, 7), severity=st.sampled_from([None, 2, 3]))
@settings(deadline=None, max_examples=30)
def test_pages_put_together_are_the_whole(limit, severity):
    whole = register("Brand", severity=severity)
    found, after, pages = [], None, 0
    while True:
        r = register("Brand", severity=severity, limit=limit, after=after)
        assert (r.total, r.matched) == (whole.total, whole.matched)
        assert len(r.rows) <= limit
        found += r.rows
        pages, after = pages + 1, r.next
        if after is None:
            break
    assert tuple(found) == whole.rows
    assert pages == max(1, -(-whole.matched // limit))


def test_a_cursor_goes_on_in_its_own_list_only():
    cursor = register("Brand", limit=2).next
    assert rows(register("Brand", limit=2, after=cursor)) == WHOLE[2:4]
    with pytest.raises(UsageError, match="another question"):
        register("Brand", severity=3, limit=2, after=cursor)
    with pytest.raises(UsageError, match="another question"):
        priorities(SNAP, own(SNAP, PACK, "2026-07-01"), PACK, ["name:Brand"], limit=2, after=cursor)
    with pytest.raises(UsageError, match="revision 1 of the store, which is at 2"):
        cursors.read(cursor, 2, "")
    for junk in ("", "x", "!!!!", "bnVsbA", "WzEsMiwzXQ", cursors.make(1, "m", -1)):
        with pytest.raises(UsageError, match=r"no cursor|another question"):
            cursors.read(junk, 1, "m")


def action(party, what, **more):
    p = prov()
    return Action(provenance=p, key=f"a{p.row}", party=f"name:{party}", issue="forced_labour", what=what, **more)


def test_actions_stand_beside_their_findings_and_move_no_rank():
    acted = snap(
        *WORLD,
        action("A", "Give passports back", due="2026-06", status="under way", owner="facility management"),
        action("B", "Train guards", due="2026-05", status="under way"),
        action("B", "Hire an ombudsperson", status="done", verified_effect=0.9),
        action("D", "Later", date="2026-07-01"),
    )
    got = priorities(acted, own(acted, PACK, TODAY), PACK, ["name:Brand"])
    assert rows(got) == WHOLE
    by = {(r.name, r.issue): r.actions for r in got.rows}
    (a,) = by["A", "forced_labour"]
    assert (a.owner, a.due, a.overdue, a.verified_effect) == ("facility management", "2026-06", False, None)
    assert [(b.what, b.overdue) for b in by["B", "forced_labour"]] == [
        ("Train guards", True),
        ("Hire an ombudsperson", False),
    ]
    assert by["A", "working_time"] == by["D", "forced_labour"] == ()

    undated = snap(*WORLD, action("A", "Give passports back"))
    first = priorities(undated, own(undated, PACK, TODAY), PACK, ["name:Brand"])
    assert [a.overdue for r in first.rows for a in r.actions] == [None]
    late = priorities(undated, own(undated, PACK, TODAY), PACK, ["name:Brand"], filters=Filters(actions="overdue"))
    assert rows(late) == []

    def kept(word):
        some = priorities(acted, own(acted, PACK, TODAY), PACK, ["name:Brand"], filters=Filters(actions=word))
        return rows(some)

    assert kept("any") == WHOLE[1:3]
    assert kept("overdue") == [WHOLE[2]]
    assert kept("none") == [WHOLE[0], *WHOLE[3:]]


def test_reports_of_one_event_that_differ_are_said():
    s = snap(
        brand("Brand"),
        facility("A", "XA"),
        supplies("A", "Brand"),
        finding("A", scale=5, event="E", affected=9, source="paper"),
        finding("A", scale=5, event="E", affected=12, source="auditor"),
    )
    (row,) = priorities(s, own(s, PACK, TODAY), PACK, ["name:Brand"]).rows
    assert row.conflicts == ("affected: 12 (auditor) against 9 (paper)",)
