"""Differences in treatment, as rows of their own."""

from tests.graph.risk.rows import facility, finding
from tests.graph.risk.systemic.factories import SYSTEMIC, ask, row


def test_differences_in_treatment_are_rows_of_their_own():
    said = [finding(f"F{i}", "overtime", affected=100, women=80, observed="2026-01-02") for i in range(5)]
    staff = [facility(f"F{i}", "XA", workers=200, women_share=0.5) for i in range(5)]
    (got,) = ask(*SYSTEMIC, *said, *staff).differences
    assert (got.group, got.factories, got.affected, got.of_group, got.workforce) == ("women", 5, 500, 400, 0.5)
    assert len(got.refs) == 5
    assert row(*SYSTEMIC).model_dump(exclude={"refs", "reasons", "causes"}) == row(*SYSTEMIC, *said).model_dump(
        exclude={"refs", "reasons", "causes"}
    )
    few = ask(*SYSTEMIC, *said[:4]).differences[0]
    assert (few.factories, few.affected, few.of_group, few.workforce, few.refs) == (None, None, None, None, ())
    assert ask(*SYSTEMIC, *said, buyer="name:Ada").differences == ()


def test_people_of_whom_few_are_left_are_not_counted_out():
    said = [finding(f"F{i}", "coercion", affected=20, migrants=20) for i in range(4)]
    said.append(finding("F4", "coercion", affected=20, migrants=18))
    (got,) = ask(*SYSTEMIC, *said).differences
    assert (got.of_group, got.affected, got.workforce) == (98, None, None)
    assert "100" not in got.words
