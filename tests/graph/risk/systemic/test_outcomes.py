from headwater.graph.records import Outcome, PartyKind
from headwater.graph.risk.systemic.outcomes import outcomes
from tests.graph.risk.rows import PACK, TODAY, check, facility, finding, snap

BAD, GOOD = Outcome.NON_COMPLIANT, Outcome.COMPLIANT
GAP = {"point": "living_wage_gap", "source_type": "ngo"}


def stands(*records, point="coercion", kind=PartyKind.FACILITY):
    """Whether F counts as non-compliant; None: it isn't among the assessed."""
    said = outcomes(snap(facility("F", "XA", kind=kind), *records), PACK, TODAY)
    at = said.get((PACK.issue_of(point), point), {})
    return at[0].non_compliant if at else None


def f(outcome, date=TODAY, standard="Programme", **more):
    return check("F", outcome=outcome, date=date, standard=standard, **more)


def test_the_latest_of_a_programme_says():
    assert stands(f(BAD, "2024-05-01"), f(GOOD, "2025-05-01")) is False
    assert stands(f(GOOD, "2024-05-01"), f(BAD, "2025-05-01")) is True
    assert stands(f(GOOD, "2025-05-01"), f(BAD, "2025-05-01")) is True


def test_between_programmes_the_worse_stands():
    assert stands(f(BAD, "2024-05-01", "One"), f(GOOD, "2025-05-01", "Two")) is True


def test_not_checked_and_not_applicable_are_on_neither_side():
    assert stands(f(Outcome.NOT_CHECKED), f(Outcome.NOT_APPLICABLE)) is None
    assert stands(f(BAD, "2024-05-01"), f(Outcome.NOT_CHECKED, "2025-05-01")) is True


def test_what_is_dated_later_is_not_counted_yet():
    assert stands(f(GOOD, "2026-01-01"), f(BAD, "2026-07-01")) is False


def test_a_check_is_later_only_if_it_surely_is():
    assert stands(f(BAD, "2024"), f(GOOD, "2024-05-01")) is True
    assert stands(f(BAD, "2024"), f(GOOD, "2025")) is False
    assert stands(f(BAD, None), f(GOOD, "2025-05-01")) is True


def test_a_finding_alone_is_no_assessment():
    assert stands(finding("F")) is None
    assert stands(finding("F", standard="C29")) is None


def test_below_and_above_a_living_wage_are_two_outcomes_of_one_measurement():
    low = finding("F", **GAP, standard="benchmark", observed="2022")
    high = check("F", "living_wage_gap", GOOD, date="2024", standard="benchmark")
    assert stands(low, point="living_wage_gap") is True
    assert stands(low, high, point="living_wage_gap") is False
    assert stands(finding("F", **GAP, observed="2022"), point="living_wage_gap") is None
    assert stands(finding("F", **GAP, standard="benchmark", status="closed"), point="living_wage_gap") is None


def test_a_brand_is_no_factory_and_an_issue_no_point():
    assert stands(f(BAD), kind=PartyKind.BRAND) is None
    assert outcomes(snap(facility("F", "XA"), check("F", "osh", BAD)), PACK, TODAY) == {}


def test_every_row_counted_is_given():
    said = outcomes(snap(facility("F", "XA"), f(BAD, "2024"), f(GOOD, "2025")), PACK, TODAY)
    assert len(said["forced_labour", "coercion"][0].refs) == 2
