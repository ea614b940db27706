"""What is known of a facility, in one word: each counts once, by the surest, and no one is left out."""

from __future__ import annotations

from collections import Counter

import pytest

from headwater.graph.records import FindingKind, Outcome
from headwater.graph.risk.comparison.comparison import compare
from headwater.graph.risk.indicators import LinkedHarm
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import STATES, State
from headwater.graph.risk.own_risk.states import OF_KIND, Standing, count, open_events, standing
from headwater.graph.risk.register.register import priorities
from headwater.visualizations.words import standings
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, given, listed, snap, supplies
from tests.running import lines

WORDS = {
    FindingKind.ALLEGATION: "alleged",
    FindingKind.AUDIT: "found",
    FindingKind.INSPECTION: "found",
    FindingKind.CONFIRMED: "confirmed",
    FindingKind.AUTHORITY: "confirmed",
}


def of(*rows, issue=None, today=TODAY):
    s = snap(facility("Mill", "XA", "cotton"), *rows)
    held = own(s, PACK, today)
    return standing(s.index["name:Mill"], held, open_events(s, PACK, today, issue=issue), issue=issue)


def state(*rows, issue="forced_labour", today=TODAY):
    s = snap(facility("Mill", "XA", "cotton"), *rows)
    held = own(s, PACK, today)
    return STATES[held.state[s.index["name:Mill"], held.column(issue)]]


@pytest.mark.parametrize("kind", list(FindingKind))
def test_evidence_is_told_apart_by_how_it_is_known(kind):
    assert of(finding("Mill", kind=kind)) == WORDS[kind] == OF_KIND[kind]


def test_the_four_states():
    assert state() is State.UNKNOWN
    assert state(listed("XA", "cotton")) is State.CONTEXT
    assert state(listed("XA", "cotton", yes=False)) is State.UNKNOWN, "not on a list is unknown, never low"
    assert state(check("Mill")) is State.LOOKED
    assert state(listed("XA", "cotton"), check("Mill")) is State.LOOKED
    assert state(finding("Mill")) is State.EVIDENCE
    assert state(finding("Mill"), check("Mill")) is State.EVIDENCE, "a clean check never closes a finding"
    assert state(check("Mill", outcome=Outcome.NON_COMPLIANT)) is State.EVIDENCE
    assert state(finding("Mill"), issue="osh") is State.UNKNOWN
    assert state(given("Mill", "forced_labour", 0.9)) is State.CONTEXT, "a number without a finding is no evidence"
    assert state(given("Mill", "forced_labour", 0.0), finding("Mill")) is State.EVIDENCE


@pytest.mark.parametrize("outcome", [Outcome.NOT_CHECKED, Outcome.NOT_APPLICABLE])
def test_who_did_not_check_did_not_look(outcome):
    assert state(check("Mill", outcome=outcome)) is State.UNKNOWN


def test_what_is_closed_remedied_or_not_yet_dated_is_no_evidence():
    assert state(finding("Mill", status="closed")) is State.UNKNOWN
    assert state(finding("Mill", observed="2026-07-01")) is State.UNKNOWN
    assert state(check("Mill", date="2026-07-01")) is State.UNKNOWN
    assert state(finding("Mill", status="remedied", remedied_effect=1.0)) is State.LOOKED
    assert state(finding("Mill", status="remedied")) is State.EVIDENCE, "nobody says with what effect"
    assert state(finding("Mill", status="open", remedied_effect=1.0)) is State.EVIDENCE, "it is said to be open"


def test_the_surest_over_all_issues_counts_and_of_one_issue_only_its_own():
    rows = [finding("Mill", kind=FindingKind.ALLEGATION), finding("Mill", "overtime", kind=FindingKind.CONFIRMED)]
    assert of(*rows) is Standing.CONFIRMED
    assert of(*rows, issue="forced_labour") is Standing.ALLEGED
    assert of(*rows, issue="osh") is Standing.UNKNOWN
    assert of(check("Mill", "overtime"), listed("XA", "cotton")) is Standing.LOOKED
    assert of(check("Mill", "overtime"), listed("XA", "cotton"), issue="forced_labour") is Standing.CONTEXT


def test_each_is_counted_once_and_the_counts_add_up_to_all():
    names = ("Con", "Fou", "All", "Loo", "Lis", "Unk")
    s = snap(
        *(facility(n, "XA" if n == "Lis" else "XB", "cotton") for n in names),
        listed("XA", "cotton"),
        finding("Con", kind=FindingKind.AUTHORITY),
        finding("Con", kind=FindingKind.ALLEGATION, observed="2020"),
        finding("Fou", kind=FindingKind.INSPECTION),
        finding("All", kind=FindingKind.ALLEGATION),
        check("Loo"),
        check("All"),
    )
    held = own(s, PACK, TODAY)
    got = count(range(len(s.ids)), held, open_events(s, PACK, TODAY))
    assert got.model_dump() == {
        "confirmed": 1, "found": 1, "alleged": 1, "looked": 1, "context_only": 1, "unknown": 1
    }  # fmt: skip
    assert got.total == len(names)


@pytest.mark.parametrize("issue", [None, "forced_labour", "osh"])
def test_the_count_is_that_of_each_party_for_itself(issue):
    """Also where a given risk makes a state `evidence` without an event, and of an issue that nobody knows."""
    s = snap(
        *(facility(n, "XA" if n in "ab" else None, "cotton") for n in "abcdefg"), listed("XA", "cotton"),
        finding("b", kind=FindingKind.ALLEGATION), finding("c", "overtime"), check("d"), check("c"),
        given("e", "osh", 0.5),
        finding("f", status="remedied", remedied_effect=1.0), finding("g", status="closed"),
    )  # fmt: skip
    held, events = own(s, PACK, TODAY), open_events(s, PACK, TODAY, issue=issue)
    for known in (events, {}):
        one_by_one = Counter(standing(i, held, known, issue=issue) for i in range(len(s.ids)))
        got = count(range(len(s.ids)), held, known, issue=issue)
        assert got.model_dump() == {x.value.replace(" ", "_"): one_by_one[x] for x in Standing}
    assert count([], held, events, issue=issue).total == 0
    assert count(range(len(s.ids)), held, {}, issue="weather").unknown == len(s.ids)


def test_what_is_known_upstream_is_counted_beside_linked_harm_as_in_the_register():
    s = snap(
        brand("Brand"), brand("Other"), supplies("Sure", "Brand"), supplies("Said", "Sure"), supplies("Seen", "Brand"),
        supplies("List", "Brand"), supplies("Blank", "Brand"), supplies("Given", "Brand"), supplies("Blank", "Other"),
        facility("List", "XA", "cotton"), listed("XA", "cotton"),
        finding("Sure", source_type="confirmed_on_site"), finding("Said", source_type="allegation"),
        check("Seen", "forced_labour"), given("Given", "forced_labour", 0.5),
    )  # fmt: skip
    result = own(s, PACK, TODAY)
    want = priorities(s, result, PACK, ["name:Brand"], issue="forced_labour").counts
    assert (want.confirmed, want.alleged, want.looked, want.context_only) == (1, 1, 1, 2) and want.total == 6
    rows = compare(s, result, PACK, ["name:Brand", "name:Other"], issue="forced_labour").issues[0].rows
    assert [r.known.total for r in rows] == [6, 1] and rows[0].known == want
    told = LinkedHarm().explain(s, result, "name:Brand", "forced_labour", pack=PACK)
    assert told.known == want
    assert f"Upstream, {standings(want)}." in lines(told)
