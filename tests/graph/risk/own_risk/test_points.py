"""One compliance point: worked cases, and from where to where its range runs."""

import pytest

from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import State
from tests.graph.risk.own_risk.mills import FOUR_YEARS_AGO, TWO_YEARS_AGO, cell, of
from tests.graph.risk.rows import PACK, TODAY, check, facility, finding, given, listed, snap


class TestWorkedCaseU3:
    def test_an_open_audit_finding_of_two_years(self):
        got = of(finding("Mill", observed=TWO_YEARS_AGO, status="open"))
        assert got["p"] == pytest.approx(0.73, abs=1e-12)
        assert got["state"] is State.EVIDENCE

    def test_an_audit_finding_of_unknown_status_does_not_decay_either(self):
        assert of(finding("Mill", observed=TWO_YEARS_AGO))["p"] == pytest.approx(0.73, abs=1e-12)

    def test_the_same_and_a_clean_check_today(self):
        got = of(finding("Mill", observed=TWO_YEARS_AGO), check("Mill", source_type="audit"))
        assert got["p"] == pytest.approx(0.7251908397, abs=1e-10)

    def test_an_allegation_one_half_life_old(self):
        got = of(
            finding("Mill", source_type="allegation", observed=FOUR_YEARS_AGO, scale=5, scope=5, irremediability=5)
        )
        assert got["p"] == pytest.approx(0.2125, abs=1e-12)
        # the upper end: undecayed, and the world prior at the top of its range
        assert got["high"] == pytest.approx(1 - 0.5 * 0.75, abs=1e-12)

    def test_two_independent_sources_of_one_event(self):
        got = of(
            finding("Mill", source_type="press", source="paper", event="E1"),
            finding("Mill", source_type="audit", source="auditor", event="E1"),
        )
        assert got["p"] == pytest.approx(0.865, abs=1e-12)

    def test_a_verified_remedy(self):
        got = of(finding("Mill", status="remedied", remedied_effect=0.8, remedy_credibility=0.7))
        assert got["p"] == pytest.approx(0.3772, abs=1e-12)
        assert got["state"] is State.LOOKED

    def test_confirmed_is_one_for_any_prior(self):
        assert of(finding("Mill", source_type="confirmed_on_site"))["p"] == 1.0
        s = snap(
            facility("Mill", "XA", "cotton"), listed("XA", "cotton"), finding("Mill", source_type="confirmed_on_site")
        )
        assert cell(own(s, PACK, TODAY), s)["p"] == 1.0


class TestRangeOfP:
    def test_without_evidence_it_is_the_priors(self):
        got = of()
        assert (got["p_low"], got["p"], got["p_high"]) == pytest.approx((0.01, 0.1, 0.5))

    def test_it_runs_from_low_prior_and_decayed_events_to_high_prior_and_undecayed_ones(self):
        got = of(finding("Mill", source_type="allegation", observed=FOUR_YEARS_AGO))
        assert got["p_low"] == pytest.approx(1 - 0.99 * (1 - 0.125), abs=1e-12)
        assert got["p"] == pytest.approx(1 - 0.9 * (1 - 0.125), abs=1e-12)
        assert got["p_high"] == pytest.approx(1 - 0.5 * (1 - 0.25), abs=1e-12)

    def test_a_remedy_lowers_all_three_and_a_potential_event_may_be_certain(self):
        got = of(finding("Mill", remedied_effect=0.8, remedy_credibility=0.7))
        left = 0.7 * (1 - 0.8 * 0.7)
        for name, prior in (("p_low", 0.01), ("p", 0.1), ("p_high", 0.5)):
            assert got[name] == pytest.approx(1 - (1 - prior) * (1 - left), abs=1e-12)
        got = of(finding("Mill", state="potential"))
        assert got["p_low"] == pytest.approx(1 - 0.99 * (1 - 0.35), abs=1e-12)
        assert got["p_high"] == pytest.approx(1 - 0.5 * (1 - 0.7), abs=1e-12)

    def test_clean_checks_lower_both_ends(self):
        got, d = of(check("Mill", "forced_labour")), 0.25 * 0.7
        for name, prior in (("p_low", 0.01), ("p", 0.1), ("p_high", 0.5)):
            assert got[name] == pytest.approx(prior * (1 - d) / (1 - prior * d), abs=1e-12)

    def test_what_is_certain_or_given_has_no_range(self):
        sure = of(finding("Mill", source_type="confirmed_on_site"))
        assert (sure["p_low"], sure["p"], sure["p_high"]) == (1.0, 1.0, 1.0)
        for value in (0.0, 0.3, 1.0):
            got = of(given("Mill", "forced_labour", value))
            assert (got["p_low"], got["p"], got["p_high"]) == (value, value, value)
