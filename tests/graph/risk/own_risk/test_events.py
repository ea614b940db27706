"""Events: reports of one thing count once, remedies as surely as they are verified, families once."""

import pytest

from headwater.graph.records import Outcome
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import State
from tests.graph.risk.own_risk.mills import cell, of
from tests.graph.risk.rows import PACK, TODAY, check, facility, finding, snap


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
