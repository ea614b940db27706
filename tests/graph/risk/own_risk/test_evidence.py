import itertools

import numpy as np
import pytest
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as st

from headwater.graph.records import FindingKind, Outcome
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import STATES, State
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, given, listed, snap

TWO_YEARS_AGO = "2024-06-30"
FOUR_YEARS_AGO = "2022-06-30"  # 1,461 days: one half-life of forced labour, to the day


def cell(result, snapshot, party="Mill", issue="forced_labour"):
    i, k = snapshot.find(f"name:{party}"), result.column(issue)
    return {
        "p": result.p[i, k],
        "s": result.s[i, k],
        "p_low": result.p_low[i, k],
        "p_high": result.p_high[i, k],
        "low": result.low[i, k],
        "high": result.high[i, k],
        "severity": result.severity[i, k],
        "evidence": result.s_evidence[i, k],
        "context": result.s_context[i, k],
        "state": STATES[result.state[i, k]],
        "log": result.log[i, issue],
    }


def of(*records, party="Mill", issue="forced_labour", today=TODAY):
    s = snap(facility("Mill", "XA"), *records)
    return cell(own(s, PACK, today), s, party, issue)


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


class TestEvents:
    def test_reports_of_one_party_point_and_year_are_one_event(self):
        one = of(finding("Mill", source_type="press", observed="2025-01-02", source="a"))
        same = of(
            finding("Mill", source_type="press", observed="2025-01-02", source="a"),
            finding("Mill", source_type="press", observed="2025-11-02", source="a"),
        )
        assert same["p"] >= one["p"]  # the newer date decays less
        two = of(
            finding("Mill", source_type="press", status="open", observed="2024", source="a"),
            finding("Mill", source_type="press", status="open", observed="2025", source="a"),
        )
        assert two["p"] == pytest.approx(1 - 0.9 * 0.25)

    def test_sources_of_one_family_count_once_by_their_largest(self):
        got = of(
            finding("Mill", source_type="press", source="a", source_family="wire", event="E", status="open"),
            finding("Mill", source_type="audit", source="b", source_family="wire", event="E"),
        )
        assert got["p"] == pytest.approx(0.73)

    def test_a_closed_finding_counts_nothing(self):
        assert of(finding("Mill", status="closed"))["p"] == pytest.approx(0.1)

    def test_what_is_dated_after_today_is_not_yet_counted(self):
        s = snap(facility("Mill", "XA"), finding("Mill", observed="2026-07-01"), finding("Mill", observed="2027"))
        result = own(s, PACK, TODAY)
        assert cell(result, s)["state"] is State.UNKNOWN
        assert any("2 findings" in n for n in result.notes)

    def test_a_year_of_which_today_is_part_counts_as_today(self):
        got = of(finding("Mill", source_type="allegation", observed="2026"))
        assert got["p"] == pytest.approx(0.325)

    def test_a_year_takes_its_last_day(self):
        a = of(finding("Mill", source_type="allegation", observed="2024"))
        b = of(finding("Mill", source_type="allegation", observed="2024-12-31"))
        assert a["p"] == b["p"] < 0.325

    def test_undated_weak_evidence_does_not_decay(self):
        assert of(finding("Mill", source_type="allegation"))["p"] == pytest.approx(0.325)

    def test_a_non_compliant_assessment_is_a_finding_of_an_audit(self):
        got = of(check("Mill", outcome=Outcome.NON_COMPLIANT))
        assert got["state"] is State.EVIDENCE
        assert got["p"] == pytest.approx(0.73)

    def test_an_assessment_beside_its_own_finding_counts_once(self):
        got = of(
            finding("Mill", observed="2025-03-01", event="E9"),
            check("Mill", outcome=Outcome.NON_COMPLIANT, date="2025-03-01"),
        )
        assert got["p"] == pytest.approx(0.73)

    def test_a_later_check_of_the_programme_closes_its_rating_and_never_a_finding(self):
        rating = [check("Mill", outcome=Outcome.NON_COMPLIANT, date="2024-03-01"), check("Mill", date="2025-03-01")]
        assert of(*rating)["state"] is State.LOOKED
        assert of(*rating, finding("Mill", observed="2023"))["state"] is State.EVIDENCE

    def test_a_potential_finding_weighs_its_likelihood(self):
        got = of(finding("Mill", state="potential", likelihood=0.4))
        assert got["p"] == pytest.approx(1 - 0.9 * (1 - 0.28))


class TestChecks:
    def test_not_checked_and_not_applicable_change_nothing(self):
        plain = of()
        for outcome in (Outcome.NOT_CHECKED, Outcome.NOT_APPLICABLE):
            got = of(check("Mill", outcome=outcome))
            assert (got["s"], got["state"]) == (plain["s"], plain["state"])

    def test_looking_never_scores_worse_than_not_looking(self):
        points = [p.id for p in PACK.points_of("osh")]
        plain = of(issue="osh")
        every = [check("Mill", p, method=m) for p in points for m in ("announced", "survey", None)]
        for n in range(len(every) + 1):
            assert of(*every[:n], issue="osh")["s"] <= plain["s"] + 1e-15
        assert of(*every, issue="osh")["s"] < plain["s"]

    def test_many_programmes_leave_at_least_a_tenth_undetected(self):
        many = [
            check("Mill", p.id, source_type="confirmed_on_site", standard=f"S{i}")
            for p in PACK.points_of("osh")
            for i in range(9)
        ]
        assert of(*many, issue="osh")["p"] == pytest.approx(0.1 * 0.1 / (1 - 0.1 * 0.9))

    def test_checks_of_one_programme_count_once_and_two_programmes_twice(self):
        once = of(*[check("Mill", p.id, standard="A") for p in PACK.points_of("foa_cb")], issue="foa_cb")
        again = of(*[check("Mill", p.id, standard="A") for p in PACK.points_of("foa_cb") for _ in "ab"], issue="foa_cb")
        two = of(*[check("Mill", p.id, standard=x) for p in PACK.points_of("foa_cb") for x in "AB"], issue="foa_cb")
        assert once["p"] == again["p"] > two["p"]

    def test_a_check_of_a_whole_issue_speaks_for_all_its_points(self):
        assert of(check("Mill", "forced_labour"))["p"] == pytest.approx(0.0839694656, abs=1e-10)

    def test_an_old_check_fades(self):
        fresh = of(check("Mill", "forced_labour"))
        old = of(check("Mill", "forced_labour", date="2016"))
        assert fresh["p"] < old["p"] < 0.1

    def test_a_programme_is_the_standard_and_where_none_is_named_the_source(self):
        def p(*checks):
            return of(*(check("Mill", "forced_labour", **c) for c in checks))["p"]

        one = p({"standard": "A", "source": "x"})
        assert p({"standard": "A", "source": "x"}, {"standard": "A", "source": "y"}) == one
        assert p({"source": "x"}, {"source": "x"}) == one
        assert p({"source": "x"}, {"source": "y"}) < one
        assert p({"standard": "A", "source": "x"}, {"source": "x"}) < one

    def test_a_file_of_checks_loaded_twice_looked_once(self):
        def p(*rows):
            return of(*(check("Mill", "forced_labour", **r) for r in rows))["p"]

        file = [{"row": 2}, {"row": 3}]
        copy = [{**r, "source": "copy", "content": "made-up"} for r in file]
        assert p(*file, *copy) == p(*copy) == p(*file) == p(file[0])
        named = [{**r, "standard": s} for r, s in ((file[0], "A"), (copy[0], "B"))]
        assert p(*named) == p(named[0]), "one row of one file, by whatever programme"
        assert p({"row": 2, "standard": "A"}, {"row": 3, "standard": "B"}) < p(file[0])

    def test_of_one_programme_the_strongest_check_counts_whatever_the_order(self):
        def power(method, source_type, date=TODAY):
            return {"method": method, "source_type": source_type, "standard": "A", "date": date}

        weak, strong = power("survey", "survey"), power("off_site_interviews", "audit")
        old = power("off_site_interviews", "audit", "2022-06-30")
        for checks in ([strong, weak, old], [old, weak, strong]):
            got = of(*(check("Mill", "forced_labour", **c) for c in checks))
            d = 0.3 * 0.7
            assert got["p"] == pytest.approx(0.1 * (1 - d) / (1 - 0.1 * d), abs=1e-12)

    def test_two_programmes_miss_only_what_both_miss(self):
        made = [check("Mill", "forced_labour", standard=s, method="workers_representatives") for s in "AB"]
        d = 1 - (1 - 0.3 * 0.7) ** 2
        assert of(*made)["p"] == pytest.approx(0.1 * (1 - d) / (1 - 0.1 * d), abs=1e-12)


class TestSurveys:
    def test_an_assessment_by_survey_is_as_credible_as_a_survey_unless_it_names_its_source(self):
        def p(**more):
            return of(check("Mill", "forced_labour", Outcome.NON_COMPLIANT, **more))["p"]

        assert p(method="announced") == p(method=None) == pytest.approx(1 - 0.9 * 0.3)
        assert p(method="survey") == p(method="Self-assessment") == pytest.approx(1 - 0.9 * 0.75)
        assert p(method="survey", source_type="audit") == pytest.approx(1 - 0.9 * 0.3)

    def test_a_clean_survey_lowers_a_prior_by_less_than_an_audit_would(self):
        d = PACK.detection_of("forced_labour", "survey") * 0.25
        got = of(check("Mill", "forced_labour", method="survey"))
        assert d > 0 and got["p"] == pytest.approx(0.1 * (1 - d) / (1 - 0.1 * d), abs=1e-12)


class TestRemedyVerified:
    def test_a_remedy_counts_as_surely_as_who_verified_it_not_as_who_reports_it(self):
        def left(**more):
            got = of(finding("Mill", source_type="ngo", status="unknown", observed=TODAY, remedied_effect=0.4, **more))
            return 1 - (1 - got["p"]) / 0.9

        assert left() == pytest.approx(0.5 * (1 - 0.4 * 0.5))
        assert left(remedied_verified_by="audit") == pytest.approx(0.5 * (1 - 0.4 * 0.7))
        assert left(remedied_verified_by="survey") == pytest.approx(0.5 * (1 - 0.4 * 0.25))
        assert left(remedied_verified_by="audit", remedy_credibility=0.1) == pytest.approx(0.5 * (1 - 0.4 * 0.1))


class TestFamilies:
    def test_sources_of_one_stated_family_are_one_wherever_they_are_published(self):
        def p(*families):
            return of(
                *(
                    finding("Mill", source_type="ngo", event="E", status="open", source=f"s{i}", source_family=f)
                    for i, f in enumerate(families)
                )
            )["p"]

        assert p("wire") == p("wire", "wire") == p("wire", "wire", "wire") == pytest.approx(1 - 0.9 * 0.5)
        assert p("wire", "other") == pytest.approx(1 - 0.9 * 0.5**2)
        assert p(None, None) == pytest.approx(1 - 0.9 * 0.5**2), "two sources without a stated family are two"
        assert p("s0", None) == pytest.approx(1 - 0.9 * 0.5**2), "a family called like a source is not that source"

    def test_without_a_family_one_source_of_one_type_counts_once_and_of_two_types_twice(self):
        def p(*types):
            return of(*(finding("Mill", source_type=t, event="E", status="open") for t in types))["p"]

        assert p("ngo", "ngo") == p("ngo")
        assert p("ngo", "allegation") == pytest.approx(1 - 0.9 * 0.5 * 0.75)

    def test_a_file_loaded_twice_is_one_source(self):
        def p(*rows):
            kept = [finding("Mill", source_type="ngo", event="E", status="open", **r) for r in rows]
            return of(*kept)["p"]

        once, twice = pytest.approx(1 - 0.9 * 0.5), pytest.approx(1 - 0.9 * 0.5**2)
        file = [{"row": 2, "text": "Fees"}, {"row": 3, "text": "Wages"}]
        copy = [{**r, "source": "copy", "content": "made-up"} for r in file]
        assert p(*file, *copy) == p(*file) == p(*copy) == once
        bare = [{"row": 2}, {"row": 2, "source": "copy", "content": "made-up"}]
        assert p(*bare) == once
        assert p({"row": 2}, {"row": 2, "source": "other"}) == twice, "rows of two files that say no words"

    def test_equal_words_are_one_report_whoever_prints_them(self):
        def p(*said, **more):
            rows = [finding("Mill", source_type="ngo", source=f"s{i}", event="E", status="open", **more | r)
                    for i, r in enumerate(said)]  # fmt: skip
            return of(*rows)["p"]

        once, twice = pytest.approx(1 - 0.9 * 0.5), pytest.approx(1 - 0.9 * 0.5**2)
        assert p({"text": "Fees were charged."}, {"text": "fees  were charged."}, observed="2024") == once
        assert p({"text": "Fees"}, {"text": "Fees"}, {"text": "Wages"}) == twice
        assert p({"text": "Fees"}, {"text": "Wages"}) == twice
        assert p({"text": "Fees", "observed": "2024"}, {"text": "Fees", "observed": "2025"}) == twice
        assert p({"text": "Fees", "source_family": "a"}, {"text": "Fees", "source_family": "b"}) == once

    def test_a_copy_never_makes_two_sources_one(self):
        first = finding("Mill", source_type="ngo", source="a", event="E", status="open", text="Fees")
        second = finding("Mill", source_type="ngo", source="b", event="E", status="open", text="Wages")
        copy = finding("Mill", source_type="ngo", source="b", event="E", status="open", text="Fees")
        assert of(first, second, copy)["p"] == of(first, second)["p"] == pytest.approx(1 - 0.9 * 0.5**2)
        assert of(copy, second)["p"] == pytest.approx(1 - 0.9 * 0.5)

    def test_a_family_counts_by_its_surest_report(self):
        for types in (("allegation", "audit"), ("audit", "allegation")):
            rows = [finding("Mill", source_type=t, event="E", status="open", source_family="wire") for t in types]
            assert of(*rows)["p"] == pytest.approx(1 - 0.9 * 0.3)


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


class TestContext:
    def test_states_tell_listed_from_unknown(self):
        s = snap(
            facility("Listed", "XA", "garments"),
            facility("Elsewhere", "XB", "garments"),
            facility("Nowhere", None, "garments", country_proposed="XA", country_reason="city"),
            listed("XA", "garments"),
        )
        result = own(s, PACK, TODAY)
        got = {n: cell(result, s, n) for n in ("Listed", "Elsewhere", "Nowhere")}
        assert [got[n]["state"] for n in got] == [State.CONTEXT, State.UNKNOWN, State.UNKNOWN]
        assert [got[n]["p"] for n in got] == pytest.approx([0.2, 0.1, 0.1])
        assert (got["Listed"]["low"], got["Listed"]["high"]) == pytest.approx((0.05, 0.5))
        assert (got["Elsewhere"]["low"], got["Elsewhere"]["high"]) == pytest.approx((0.01, 0.5))
        assert cell(result, s, "Listed", "osh")["state"] is State.UNKNOWN

    def test_a_row_that_says_not_listed_is_named_and_cited(self):
        s = snap(
            facility("Paulo", "XA", "cotton", region="XA-01"),
            facility("Other", "XB", "cotton"),
            facility("None", "XC", "cotton"),
            listed("XA", "cotton"),
            no := listed("XA", "cotton", region="XA-01", yes=False),
            plain := listed("XB", "cotton", yes=False),
        )
        log = own(s, PACK, TODAY).log

        def line(name):
            (one,) = log[s.find(f"name:{name}"), "forced_labour"]
            return one

        row = no.provenance
        assert line("Paulo").what == (
            f"unknown, world prior: cotton from XA-01: the region's row says not listed ({row.file} row {row.row}) "
            "and stands over the country's, which is listed"
        )
        assert (row.file, row.row) in {(r.file, r.row) for r in line("Paulo").refs}
        assert f"the country's row says not listed ({row.file} row {plain.provenance.row})" in line("Other").what
        assert line("None").what == "unknown, world prior: cotton from XC not on a list"
        assert [r.file for r in line("None").refs] == ["priors.csv"]

    def test_a_region_row_stands_over_its_country_row(self):
        s = snap(
            facility("In", "XA", "cotton", region="XA-01"),
            facility("Out", "XA", "cotton", region="XA-02"),
            facility("Any", "XA", "cotton"),
            listed("XA", "cotton", region="XA-01"),
            listed("XA", "cotton", yes=False),
        )
        result = own(s, PACK, TODAY)
        assert [cell(result, s, n)["p"] for n in ("In", "Out", "Any")] == pytest.approx([0.2, 0.1, 0.1])

    def test_goods_come_from_good_then_product_then_sector(self):
        s = snap(
            facility("A", "XA", "garments"),
            facility("B", "XA", product="Accessories, Apparel"),
            facility("C", "XA", sector=("Nonsense", "Apparel")),
            facility("D", "XA", sector=("Footwear",)),
            listed("XA", "Garments"),
        )
        result = own(s, PACK, TODAY)
        assert [cell(result, s, n)["p"] for n in "ABCD"] == pytest.approx([0.2, 0.2, 0.2, 0.1])

    def test_forced_child_labour_counts_for_both_issues(self):
        s = snap(facility("Mill", "XA", "cotton"), listed("XA", "cotton", "forced_child_labour"))
        result = own(s, PACK, TODAY)
        for issue in ("child_labour", "forced_labour"):
            assert cell(result, s, issue=issue)["p"] == pytest.approx(0.2)

    def test_a_later_not_listed_stands_over_an_earlier_forced_child_labour(self):
        rows = [listed("XA", "cotton", "forced_child_labour"), listed("XA", "cotton", yes=False, dated="2024-09-28")]
        s = snap(facility("Mill", "XA", "cotton"), *rows)
        assert cell(own(s, PACK, TODAY), s)["p"] == pytest.approx(0.1)
        s = snap(facility("Mill", "XA", "cotton"), rows[0], listed("XA", "cotton", yes=False))
        assert cell(own(s, PACK, TODAY), s)["p"] == pytest.approx(0.2)

    def test_the_unmapped_prior_is_that_of_the_inputs_from_its_country(self):
        s = snap(
            facility("Sewer", "XA", "garments"),
            facility("Lost", None, "garments"),
            brand("Brand", country="XA", good="garments"),
            listed("XA", "textiles"),
        )
        result = own(s, PACK, TODAY)
        k = result.column("forced_labour")
        # inputs of garments: textiles (listed .2) and yarn (world .1); the gravest point is 5 of 5
        assert result.unmapped[s.find("name:Sewer"), k] == pytest.approx(0.15)
        assert result.unmapped_low[s.find("name:Sewer"), k] == pytest.approx(0.03)
        assert result.unmapped[s.find("name:Lost"), k] == pytest.approx(0.1)
        assert result.unmapped[s.find("name:Brand"), k] == pytest.approx(0.1)

    def test_context_never_moves_with_the_people_who_work_there(self):
        a = of()
        s = snap(facility("Mill", "XA", women_share=0.9, migrant_share=0.8))
        assert cell(own(s, PACK, TODAY), s)["s"] == a["s"]


class TestGiven:
    def test_a_given_risk_replaces_prior_and_findings(self):
        s = snap(facility("Mill", "XA"), facility("Other", "XA"), finding("Mill"), given("Mill", "forced_labour", 0.2))
        result = own(s, PACK, TODAY)
        got = cell(result, s)
        assert (got["p"], got["s"], got["low"], got["high"]) == (0.2, 0.2, 0.2, 0.2)
        assert result.given.sum() == 1
        assert [c.amount for c in got["log"]] == [0.2]
        assert any("Taken as given" in n for n in result.notes)
        assert cell(result, s, "Other")["p"] == pytest.approx(0.1)

    def test_an_issue_beyond_the_pack_is_a_column_of_its_own(self):
        s = snap(facility("A"), facility("B"), given("A", "bad smell", 0.9))
        result = own(s, PACK, TODAY)
        assert result.issues == (*PACK.issue_ids, "bad smell")
        k = result.column("bad smell")
        a, b = s.find("name:A"), s.find("name:B")
        assert (result.s[a, k], result.s[b, k]) == (0.9, 0.0)
        assert STATES[result.state[b, k]] is State.UNKNOWN
        assert np.isnan(result.unmapped[:, k]).all()
        assert result.log[b, "bad smell"] == ()


FINDINGS = st.lists(
    st.builds(
        dict,
        point=st.sampled_from(["coercion", "forced_labour", "overtime", "made up", "gender"]),
        issue=st.just("forced_labour"),
        source_type=st.sampled_from(["audit", "allegation", "ngo", "press", "confirmed_on_site", "who knows"]),
        kind=st.sampled_from(list(FindingKind)),
        scale=st.none() | st.integers(1, 5),
        scope=st.none() | st.integers(1, 5),
        state=st.sampled_from(["actual", "potential"]),
        likelihood=st.none() | st.floats(0, 1),
        status=st.sampled_from(["open", "unknown"]),
        observed=st.none() | st.sampled_from(["2019", "2024-05", "2026-01-01", "2030"]),
        source=st.sampled_from(["a", "b"]),
    ),
    max_size=5,
)  # fmt: skip
CHECKS = st.lists(
    st.builds(
        dict,
        point=st.sampled_from(["coercion", "forced_labour", "overtime", "gender"]),
        outcome=st.sampled_from(list(Outcome)),
        method=st.sampled_from(["announced", "survey", "unheard of", None]),
        date=st.none() | st.sampled_from(["2020", "2025-05", "2026-06-30"]),
        standard=st.none() | st.sampled_from(["A", "B"]),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@cases(FINDINGS, CHECKS, st.integers(0, 4))
def test_the_parts_add_up_the_range_holds_and_a_finding_never_lowers_a_score(findings, checks, take):
    mill = facility("Mill", "XA", "cotton")
    base = [mill, listed("XA", "cotton"), *(check("Mill", **dict(c)) for c in checks)]
    rows = [finding("Mill", **dict(f)) for f in findings]
    s = snap(*base, *rows)
    result = own(s, PACK, TODAY)
    fewer_rows = [r for i, r in enumerate(rows) if i != take]
    # A report that joins an event makes it actual or likelier; a status is a separate word on it.
    fewer = own(snap(*base, *fewer_rows), PACK, TODAY)
    assert np.all(result.s >= fewer.s - 1e-12)
    np.testing.assert_allclose(result.s, result.s_evidence + result.s_context, atol=1e-12)
    assert np.all((result.low >= 0) & (result.low <= result.s) & (result.s <= result.high) & (result.high <= 1 + 1e-12))
    for i, k in itertools.product(range(len(s.ids)), result.issues):
        lines = result.log[i, k]
        j = result.column(k)
        for part, whole in (("evidence", result.s_evidence), ("context", result.s_context)):
            assert sum(c.amount for c in lines if c.part == part) == pytest.approx(whole[i, j], abs=1e-12)
        assert all(c.refs for c in lines)


def test_the_same_rows_in_another_order_give_the_same_numbers():
    rows = [
        facility("A", "XA", "cotton"), facility("B", "XB"), listed("XA", "cotton"),
        finding("A", source="x"), finding("A", "overtime", "press", source="y"), check("B"), given("B", "osh", 0.3),
    ]  # fmt: skip
    a, b = own(snap(*rows), PACK, TODAY), own(snap(*reversed(rows)), PACK, TODAY)
    for name in ("p", "s", "low", "high", "state"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))


def test_an_empty_graph_has_no_rows():
    result = own(snap(), PACK, TODAY)
    assert result.s.shape == (0, len(PACK.issue_ids))
    assert len(result.log) == 0
