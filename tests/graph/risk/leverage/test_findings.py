"""The findings that are asked about."""

from tests.graph.risk.leverage.works import ask


def test_only_the_findings_asked_about():
    assert {f.point for f in ask().findings} == {"overtime", "gender"}
    for subject, point in (("working_time", "overtime"), ("gender", "gender"), ("f1", "overtime")):
        assert {f.point for f in ask(subject=subject).findings} == {point}
