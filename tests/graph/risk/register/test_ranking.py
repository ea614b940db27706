"""The key: what comes first, what ties, and which finding leads a row."""

from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register.register import priorities
from tests.graph.risk.register.asking import names, register
from tests.graph.risk.register.filtered import register as filtered
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, snap, supplies


def test_the_key_is_severity_then_delay_then_likelihood_then_people():
    r = register(
        *(facility(x) for x in "ABCDEFG"),
        *(supplies(x, "Brand") for x in "ABCDEFG"),
        finding("A", scale=3, affected=10_000),
        finding("B", scale=4, affected=5),
        finding("C", scale=4, affected=50),
        finding("D", scale=4),
        finding("E", scale=4, state="potential", likelihood=0.9, affected=900),
        finding("F", scale=4, delay_irremediable=True, state="potential", likelihood=0.1),
        finding("G", scale=5, state="potential"),
    )
    assert names(r) == ["G", "F", "C", "B", "D", "E", "A"]
    assert [x.rank for x in r.rows] == [1, 2, 3, 4, 5, 6, 7]


def test_ties_stay_ties_and_share_a_rank():
    r = register(
        *(facility(x, "XA") for x in "ABC"),
        *(supplies(x, "Brand") for x in "ABC"),
        finding("B", scale=4),
        finding("A", scale=4),
        finding("C", scale=3),
    )
    assert [(x.rank, x.name) for x in r.rows] == [(1, "A"), (1, "B"), (3, "C")]


def test_the_other_parts_break_ties():
    r = register(
        facility("A"), facility("B"), supplies("A", "Brand"), supplies("B", "Brand"),
        finding("A", scale=4, scope=1), finding("B", scale=4, scope=3),
    )  # fmt: skip
    assert [(x.rank, x.name) for x in r.rows] == [(1, "B"), (2, "A")]


def test_unknown_severity_is_the_packs_and_says_so():
    (row,) = register(facility("A"), supplies("A", "Brand"), finding("A", "overtime")).rows
    assert (row.severity, row.severity_word, row.severity_assumed) == (3, "Medium", True)
    assert "assumed" in row.reason
    assert "people affected unknown" in row.reason


def test_one_row_per_facility_and_issue_with_the_worst_finding_leading():
    r = register(
        facility("A"), supplies("A", "Brand"),
        finding("A", "overtime", scale=2), finding("A", "leave", scale=4), finding("A", "coercion", scale=1),
    )  # fmt: skip
    assert [(x.issue, x.point, x.severity, x.findings) for x in r.rows] == [
        ("working_time", "leave", 4, 2),
        ("forced_labour", "coercion", 1, 1),
    ]
    assert len(r.rows[0].refs) == 2


def test_nobody_affected_is_known_and_stands_before_unknown():
    r = register(
        facility("A"), facility("B"), supplies("A", "Brand"), supplies("B", "Brand"),
        finding("A", scale=4), finding("B", scale=4, affected=0),
    )  # fmt: skip
    assert [(x.rank, x.name, x.affected) for x in r.rows] == [(1, "B", 0), (2, "A", None)]


def test_a_row_says_how_it_is_known_and_what_nobody_states():
    first = filtered("Brand").rows[0]
    assert first.known == {"audit finding": 1}
    assert first.unknown == ("scope", "irremediability", "delay", "date")
    (full,) = filtered("Other").rows
    assert full.unknown == ()


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
