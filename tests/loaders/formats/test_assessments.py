"""Our own template for assessments."""

import pytest

from headwater.loaders.formats.assessments import Assessments
from tests.loaders.formats.made import code, rows

ASSESSMENTS = "party,country,point,outcome,method,standard,cycle,date\n"


@pytest.mark.parametrize("outcome", ["compliant", "non-compliant", "not applicable", "not checked"])
def test_all_four_outcomes_of_an_assessment_are_read(tmp_path, outcome):
    line = f"Ink Mill,VN,overtime,{outcome},workers' representatives present,Fictional Works,3,2025-01-02\n"
    stub, said = rows(Assessments(), tmp_path, ASSESSMENTS + line)[0].records
    assert (stub.key, stub.country) == ("name:Ink Mill", "VN")
    assert (said.outcome, said.point, said.issue) == (outcome, "overtime", "working_time")
    assert (said.method, said.standard, said.cycle) == ("workers' representatives present", "Fictional Works", "3")
    assert said.date == "2025-01-02"


def test_an_assessment_that_breaks_a_rule_goes_to_quarantine(tmp_path):
    assert code(rows(Assessments(), tmp_path, ASSESSMENTS + "X,VN,overtime,fine,,,,\n")[0]) == ("vocabulary", "outcome")
    assert code(rows(Assessments(), tmp_path, ASSESSMENTS + "X,VN,overtime,,,,,\n")[0]) == ("missing", "outcome")


def test_a_method_that_no_pack_knows_is_kept_with_a_warning(tmp_path):
    (row,) = rows(Assessments(), tmp_path, ASSESSMENTS + "X,VN,overtime,compliant,by telescope,,,\n")
    assert row.records[1].method == "by telescope"
    assert [w.code for w in row.warnings] == ["vocabulary"]
