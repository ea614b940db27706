"""A row: what is counted, what is too small to be shown, the verdict, and in what words."""

import re

import pytest

from headwater.graph.risk.systemic.verdicts import Verdict
from tests.graph.risk.rows import check, finding
from tests.graph.risk.systemic.factories import BAD, BRANDS, GOOD, SYSTEMIC, ask, factories, row


def test_a_systemic_row_says_what_it_counted_and_on_what():
    got = row(*SYSTEMIC)
    assert (got.verdict, got.assessed, got.non_compliant, got.rate) == (Verdict.SYSTEMIC, 15, 9, 0.6)
    assert (got.low, got.high) == (pytest.approx(0.3906, abs=1e-3), pytest.approx(0.7831, abs=1e-3))
    assert (got.owners, got.buyers, got.location) == (15, 3, "XA")
    assert got.reasons[0] == "9 of 15 assessed factories are non-compliant (60 %; interval 39 % to 78 %)."
    assert len(got.refs) == 15
    assert "unions" in " ".join(got.who)


def test_an_owner_group_is_named_where_its_counts_are_large_enough():
    world = [*BRANDS, *factories("G", "b" * 6 + "g", owner="Big"), *factories("F", "b" + "g" * 7)]
    got = row(*world)
    assert got.verdict is Verdict.OWNER_GROUP
    assert (got.owner.name, got.owner.assessed, got.owner.non_compliant) == ("Big", None, None)  # 7 - 6 = 1 outside
    every = row(*BRANDS, *factories("G", "b" * 5, owner="Big"), *factories("F", "g" * 7))
    assert (every.verdict, every.owner) == (Verdict.OWNER_GROUP, None)  # named, it would hold all five
    few = row(*BRANDS, *factories("G", "bbb", owner="Big"), *factories("F", "bb" + "g" * 8))
    assert (few.verdict, few.owner) == (Verdict.OWNER_GROUP, None)
    assert not any("Big" in said for said in few.reasons)


def test_an_owners_counts_stand_only_where_the_others_do():
    def world(big, rest, **more):
        return [*factories(f"G{more}", big, owner="Big", **more), *factories(f"F{more}", rest, **more)]

    alone = row(*BRANDS, *world("b" * 15, "b" * 5 + "g" * 25))
    assert (alone.owner.assessed, alone.owner.non_compliant) == (15, 15)
    north, south = (world("b" * 15, "b" * 5 + "g" * 25, region=r) for r in ("XA-N", "XA-S"))
    for got in ask(*BRANDS, *north, *south, by=["region"]).rows:
        assert (got.verdict, got.owner.name, got.owner.assessed) == (Verdict.OWNER_GROUP, "Big", None)


def test_enterprise_and_not_enough_evidence():
    assert row(*BRANDS, *factories("F", "bbbbb" + "g" * 15)).verdict is Verdict.ENTERPRISE
    assert row(*BRANDS, *factories("F", "b" * 9 + "g" * 6, owner="unknown")).verdict is Verdict.UNSURE
    few = row(*BRANDS, *factories("F", "bbb"))
    assert (few.verdict, few.assessed, few.non_compliant, few.rate, few.low, few.refs) == (
        Verdict.UNSURE, None, None, None, None, (),
    )  # fmt: skip
    assert few.reasons[0] == "Fewer than 5 assessed factories; at least 10 are needed."


def test_a_count_under_five_of_the_non_compliant_is_not_shown_and_zero_neither():
    for outcomes in ("g" * 12, "b" + "g" * 11, "bbbb" + "g" * 8):
        got = row(*BRANDS, *factories("F", outcomes))
        assert (got.assessed, got.non_compliant, got.rate, got.low, got.high) == (12, None, None, None, None)
        assert got.reasons[0] == "Fewer than 5 of 12 assessed factories are non-compliant."
        assert len(got.refs) == 12  # all that was counted, so that their number says nothing


def test_law_and_standard_never_share_a_row():
    wages = [
        x for i in range(9)
        for x in (finding(f"F{i}", "living_wage_gap", "ngo", standard="benchmark", observed="2025"),
                  check(f"F{i}", "minimum_wages_piece_rate", GOOD, standard="Programme", date="2026-01-01"))
    ]  # fmt: skip
    rows = {r.point: r for r in ask(*SYSTEMIC, *wages).rows}
    assert (rows["living_wage_gap"].against, rows["living_wage_gap"].non_compliant) == ("ours", 9)
    assert "lawful" in " ".join(rows["living_wage_gap"].reasons)
    assert (rows["minimum_wages_piece_rate"].against, rows["minimum_wages_piece_rate"].assessed) == ("law", 9)
    assert rows["minimum_wages_piece_rate"].non_compliant is None


def test_an_issue_shows_its_worst_point_and_no_rate_over_points():
    world = [*SYSTEMIC, *(check(f"F{i}", "regular_hours", GOOD, date="2026-01-01") for i in range(15))]
    got = row(*world, by=["country", "issue"])
    assert (got.issue, got.point, got.rate) == ("working_time", "overtime", 0.6)
    assert len(ask(*world).rows) == 2
    more = [check(f"F{i}", "leave", BAD if i < 12 else GOOD, date="2026-01-01") for i in range(15)]
    assert row(*world, *more, by=["country", "issue"]).point == "leave"


def test_the_text_of_a_row_holds_no_count_that_the_row_hides():
    world = [*BRANDS, *factories("G", "bbb", owner="Big"), *factories("F", "b" + "g" * 7)]
    got = row(*world)
    said = " ".join(got.reasons)
    assert set(re.findall(r"\d+", said)) <= {"5", "11", "60"}  # k, the assessed, the threshold of an owner group


def test_the_points_on_differences_say_which():
    rows = {r.point: r for r in ask(*SYSTEMIC, check("F0", "gender", BAD), check("F0", "race_and_origin", BAD)).rows}
    assert rows["gender"].difference == "Women and men"
    assert rows["race_and_origin"].difference == "Migrants and nationals"
    assert rows["overtime"].difference is None
