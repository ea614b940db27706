"""One report by itself: what it is about, whose programme it is, and how sharply it looks."""

import pytest

from headwater.graph.risk.own_risk.reports import date_of, issue_and_point, programme_of, sharpness
from tests.graph.risk.rows import PACK, check, facility, finding, snap


@pytest.mark.parametrize(
    ("issue", "point", "said"),
    [
        ("", "coercion", ("forced_labour", "coercion")),
        ("osh", "coercion", ("forced_labour", "coercion")),  # a point that the pack knows says it all
        ("forced_labour", "moon dust", ("forced_labour", "moon dust")),
        ("forced_labour", "", ("forced_labour", "forced_labour")),  # of the issue as a whole
        ("forced_labour", "Forced labour", ("forced_labour", "forced_labour")),
        ("moon dust", "", None),
        ("", "", None),
    ],
)
def test_a_row_speaks_of_a_point_or_of_a_whole_issue_or_of_nothing_known(issue, point, said):
    assert issue_and_point(issue, point, PACK) == said


def test_a_finding_is_dated_by_what_was_seen_before_what_was_reported():
    assert date_of(finding("Mill", observed="2024", reported="2025-01")) == "2024"
    assert date_of(finding("Mill", reported="2025-01")) == "2025-01"
    assert date_of(check("Mill", date=None)) is None


def test_a_programme_is_a_standard_or_else_the_source_and_a_survey_looks_less_sharply():
    s = snap(facility("Mill"), check("Mill", standard="SA8000"), check("Mill", source="own", row=9))
    first, second = s.assessments
    assert {programme_of(first), programme_of(second)} == {"SA8000", "own"}
    (audit,) = snap(facility("Mill"), check("Mill", source_type="audit")).assessments
    (heard,) = snap(facility("Mill"), check("Mill", source_type="allegation")).assessments
    detection = PACK.detection_of("forced_labour", PACK.method_of("unannounced"))
    assert sharpness(audit, "forced_labour", PACK) == pytest.approx(detection * PACK.credibility_of("audit", None))
    assert sharpness(heard, "forced_labour", PACK) < sharpness(audit, "forced_labour", PACK)
