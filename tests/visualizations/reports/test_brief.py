"""The brief: what is known in two pages, with its rows, and what it can't tell."""

import re

import pytest

from headwater.graph.errors import NotFound
from headwater.graph.risk.own_risk.evidence import own
from headwater.visualizations.reports.brief import brief
from headwater.visualizations.reports.brief_print import brief_html, brief_text
from headwater.visualizations.words import action as said_of
from tests.graph.risk.rows import PACK, TODAY, action, facility, finding, snap, supplies
from tests.visualizations.reports.meeting import WORLD, of


def test_it_says_what_is_confirmed_found_alleged_looked_at_context_and_unknown():
    doc = of(*WORLD)
    assert doc.counts.model_dump() == {
        "confirmed": 1, "found": 2, "alleged": 0, "looked": 1, "context_only": 1, "unknown": 2,
    }  # fmt: skip
    assert doc.counts.total == 7 == sum(t.companies for t in doc.tiers)
    assert doc.confirmed == ("Mill: Forced labour",)
    assert doc.found == ("Amber: Occupational safety and health", "Basalt: Working time")
    assert doc.alleged == ("Basalt: Discrimination",)


def test_the_first_priorities_come_with_their_rows_and_the_rest_is_counted():
    doc = of(*WORLD, first=2)
    assert [(r.rank, r.name) for r in doc.first] == [(1, "Mill"), (2, "Amber")]
    assert doc.more == 2
    assert all(r.refs for r in doc.first)
    for text in (brief_html(doc), brief_text(doc)):
        assert f"made-up.csv row {doc.first[0].refs[0].row}" in text.replace("\\", "")
        assert "2 more rows in the register" in text


def test_the_last_rank_is_not_cut_apart():
    names = [f"M{i}" for i in range(5)]
    doc = of(
        *(facility(n) for n in names),
        *(supplies(n, "Brand") for n in names),
        *(finding(n, scale=4) for n in names),
        first=3,
    )
    assert [r.rank for r in doc.first] == [1] * 5
    assert doc.more == 0


def test_whom_to_ask_is_the_direct_supplier_that_leads_there_then_those_that_end_the_view():
    asks = of(*WORLD).ask
    assert [(a.whom_name, a.about) for a in asks[:3]] == [
        ("Dune", ("Mill",)),
        ("Amber", ("Amber",)),
        ("Basalt", ("Basalt",)),
    ]
    assert [a.about for a in asks[3:]] == [(), (), ()]
    assert "Who supplies you" in asks[3].question


def test_actions_leave_owner_and_date_open():
    doc = of(*WORLD)
    assert next((t.facility_name, t.owner, t.due) for t in doc.actions) == ("Mill", None, None)
    assert "Remedy first" in doc.actions[0].action
    assert "Prevent" in next(t.action for t in doc.actions if t.issue_title == "Working time")
    assert "Owner: ........" in brief_text(doc)


def test_known_actions_stand_beside_their_row_overdue_ones_marked_and_gaps_said():
    doc = of(
        *WORLD,
        action("Mill", "coercion", "Give the passports back", due="2026-01", status="under way", owner="buying team"),
        action("Mill", "coercion", "Say sorry", due="2025-12", status="done"),
        action("Amber", "emergency_preparedness", "Unlock the doors", status="done", source="their own list"),
        action("Basalt", "coercion", "Answers no finding"),
    )
    assert doc.overdue_unknown == 0, "what is done is not late, whenever it was due"
    known = {t.facility_name: [said_of(a) for a in t.known] for t in doc.actions if t.known}
    assert set(known) == {"Mill", "Amber"}
    assert "due: 2026-01, overdue" in known["Mill"][0]
    assert (doc.no_action, doc.overdue, len(doc.first) + doc.more) == (2, 1, 4)
    assert "their own list" in [s.name for s in doc.sources], "an action's source counts among those behind the brief"
    for text in (brief_html(doc), brief_text(doc)):
        bare = text.replace("\\", "")
        assert "For 2 of 4 rows of the register no action is known of; 1 has an overdue one." in bare
        assert known["Mill"][0] in bare, "the overdue one goes before one that is done"
        assert bare.count("Overdue:") == 1
        assert bare.lower().count("no action is known of") == 3
        assert "source their own list" in bare


def test_an_action_without_a_due_date_is_not_said_to_be_in_time():
    undated = action("Mill", "coercion", "Give the passports back", status="under way")
    doc = of(*WORLD, undated, action("Mill", "coercion", "Say sorry", due="2025-12", status="done"))
    known, ended = [a for t in doc.actions for a in t.known]
    assert (known.overdue, ended.overdue) == (None, False)
    assert "due: not stated, whether overdue unknown" in said_of(known)
    assert (doc.overdue, doc.overdue_unknown) == (0, 1)
    said = "no action is known of; none is known to be overdue; 1 with no due date."
    for text in (brief_html(doc), brief_text(doc)):
        assert said in text.replace("\\", "")


def test_no_guessed_country_is_a_fact_and_no_sentence_ranks_by_country():
    doc = of(*WORLD, finding("Flint", "leave"))
    assert [(p.name, p.country, p.reason) for p in doc.proposals] == [("Flint", "XA", "city Xville")]
    row = next(r for r in doc.first if r.name == "Flint")
    assert (row.country, row.country_proposed) == (None, "XA")
    for text in (brief_html(doc), brief_text(doc)):
        assert "country unknown (proposed: XA)" in text.replace("\\", "")
        assert "XA? (city Xville)" in text.replace("\\", "")
        assert not re.search(r"Flint[^.\n]{0,4}, XA\b(?! proposed)", text)
        assert not re.search(
            r"riskiest|high.risk countr|worst countr|countr\w* (with|of) (the )?(high|low)", text, re.I
        )
    assert [c.country for c in doc.context] == sorted(c.country for c in doc.context)
    assert "In the order of countries' names, not of risk." in brief_html(doc)


def test_sources_terms_dates_and_versions_are_printed():
    doc = of(*WORLD)
    assert [(s.name, s.licence, s.attribution) for s in doc.sources] == [
        ("list", None, None),
        ("made-up", "CC-BY-SA-4.0", "By Nobody"),
    ]
    assert (doc.oldest_date, doc.data_date) == ("2026-01-01", "2026-01-01")
    assert any("Share-alike" in w for w in doc.warnings)
    for text in (brief_html(doc), brief_text(doc)):
        bare = text.replace("\\", "")
        for words in ("CC-BY-SA-4.0", "By Nobody", "none stated", PACK.version, "method 1", TODAY, "Share-alike"):
            assert words in bare


def test_what_it_cannot_tell_is_counted():
    said = " ".join(of(*WORLD).cannot_tell)
    assert "About 50 % of purchases lead to a named tier 1 supplier" in said
    assert "No finding and no check: 3 of 7 companies and facilities." in said
    assert "Country stated by no source: 2 companies and facilities" in said
    assert "never of a facility" in said


def test_an_empty_register_does_not_say_that_all_is_well():
    doc = of(facility("Mill"), supplies("Mill", "Brand"))
    assert doc.first == ()
    assert "not that all is well" in brief_html(doc)
    assert "No supplier is known" in " ".join(of().cannot_tell)
    assert brief_text(of())
    with pytest.raises(NotFound):
        brief(snap(), own(snap(), PACK, TODAY), PACK, "name:Brand")


def test_one_issue_narrows_it():
    doc = of(*WORLD, issue="osh")
    assert [r.name for r in doc.first] == ["Amber"]
    assert "Occupational safety and health" in brief_html(doc).split("</h1>")[0]
