"""Clean checks: what looking and finding nothing says, and how much of it a survey does."""

import pytest

from headwater.graph.records import Outcome
from tests.graph.risk.own_risk.mills import of
from tests.graph.risk.rows import PACK, TODAY, check


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
