import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.graph.risk.own_risk.probability import (
    after_checks,
    after_remedy,
    any_of,
    beta_range,
    halved,
    probability,
    split,
)

UNIT = st.floats(0.0, 1.0)


def test_the_worked_case_of_evidence_holds():
    assert probability(0.1, [0.7]) == pytest.approx(0.73, abs=1e-12)
    lowered = after_checks(0.1, 0.7 * 0.25)
    assert lowered == pytest.approx(0.0839694656, abs=1e-10)
    assert probability(lowered, [0.7]) == pytest.approx(0.7251908397, abs=1e-10)
    assert probability(0.1, [halved(0.25, 2.0, 2.0)]) == pytest.approx(0.2125, abs=1e-12)
    assert probability(0.1, [0.25]) == pytest.approx(0.325, abs=1e-12)
    assert any_of([0.5, 0.7]) == pytest.approx(0.85, abs=1e-12)
    assert probability(0.1, [any_of([0.5, 0.7])]) == pytest.approx(0.865, abs=1e-12)
    assert probability(0.1, [after_remedy(0.7, 0.8, 0.7)]) == pytest.approx(0.3772, abs=1e-12)
    assert [probability(pi, [1.0]) for pi in (0.0, 0.1, 1.0)] == [1.0, 1.0, 1.0]


@given(UNIT, UNIT)
def test_a_clean_check_is_bayes_and_never_raises_the_prior(pi, d):
    after = after_checks(pi, d)
    assert 0.0 <= after <= pi
    if pi * d < 1.0:  # P(harm | not found) by counting cases: harmed and missed over all that find nothing
        missed, clean = pi * (1 - d), 1 - pi
        assert after == pytest.approx(missed / (missed + clean), abs=1e-9)


@given(UNIT, UNIT, st.sampled_from([0.2, 0.4, 0.6, 0.8, 1.0]), st.sampled_from([0.2, 0.4, 0.6, 0.8, 1.0]), UNIT)
def test_more_evidence_never_lowers_the_score(pi, quiet, named, assumed, more):
    before = sum(split(pi, quiet, named, assumed))
    assert sum(split(pi, quiet * (1 - more), named, assumed)) >= before - 1e-12
    assert sum(split(pi, quiet, min(1.0, named + 0.2), assumed)) >= before - 1e-12
    assert 0.0 <= before <= 1.0


def test_the_two_parts_add_up_as_written_where_the_finding_is_graver():
    evidence, context = split(0.1, 0.3, 0.8, 1.0)
    assert evidence == pytest.approx(0.7 * 0.8)
    assert context == pytest.approx(0.3 * 0.1)


def test_the_range_of_a_prior_holds_its_mean():
    low, high = beta_range(0.1)
    assert low < 0.1 < high < 0.5
    assert beta_range(0.0) == (0.0, 0.0)
    assert beta_range(1.0) == (1.0, 1.0)


def test_what_is_undated_loses_nothing():
    assert halved(0.5, None, 2.0) == 0.5
    assert halved(0.5, 4.0, 2.0) == pytest.approx(0.125)
