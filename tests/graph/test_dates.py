"""Dates that are a day, a month or a year: findings take the last day, clean checks the first."""

from __future__ import annotations

import pytest

from headwater.graph.dates import (
    DAYS_PER_YEAR,
    check_age,
    finding_age,
    first_known_day,
    is_future,
    last_day,
    months_before,
    year_of,
)

TODAY = "2026-06-30"


@pytest.mark.parametrize(
    ("date", "finding", "check"),
    [("2026-06-30", 0, 0), ("2026-06", 0, 29), ("2026", 0, 180), ("2025", 181, 545), ("2024-02", 852, 880),
     ("2024-02-29", 852, 852)],
)  # fmt: skip
def test_a_finding_is_as_young_and_a_clean_check_as_old_as_its_date_allows(date, finding, check):
    assert finding_age(date, TODAY) == pytest.approx(finding / DAYS_PER_YEAR, abs=1e-12)
    assert check_age(date, TODAY) == pytest.approx(check / DAYS_PER_YEAR, abs=1e-12)


def test_what_is_undated_has_no_age_and_is_not_later():
    assert finding_age(None, TODAY) is None and check_age(None, TODAY) is None
    assert not is_future(None, TODAY)


@pytest.mark.parametrize(("date", "later"), [("2026-07-01", True), ("2026-07", True), ("2027", True), ("2026", False)])
def test_only_what_is_wholly_later_is_not_yet_counted(date, later):
    assert is_future(date, TODAY) == later
    assert (first_known_day(date, TODAY) is None) == later


def test_leap_years_and_ends_of_months():
    assert [last_day(x) for x in ("2024-02", "2023-02", "2100-02", "2024-12", "2024")] == [
        "2024-02-29", "2023-02-28", "2100-02-28", "2024-12-31", "2024-12-31",
    ]  # fmt: skip


def test_months_end_where_months_end():
    assert months_before("2026-06-30", 24) == "2024-06-30"
    assert months_before("2024-03-31", 1) == "2024-02-29"
    assert months_before("2026-01-15", 2) == "2025-11-15"
    assert months_before("2026-12-31", 12) == "2025-12-31"


def test_the_year_of_a_date():
    assert [year_of(x) for x in ("2024-02-29", "2024-02", "2024", None)] == ["2024", "2024", "2024", None]
