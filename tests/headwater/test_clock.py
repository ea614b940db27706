"""Today and now in UTC, and days as people write them: whole and real ones only."""

from __future__ import annotations

import datetime
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from headwater.clock import iso_day, iso_first_day, utc_now, utc_today
from headwater.graph.errors import UsageError


def test_today_and_now_are_of_utc_wherever_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        before = datetime.datetime.fromtimestamp(time.time(), datetime.UTC).replace(microsecond=0)
        now, today = utc_now(), utc_today()
        after = datetime.datetime.fromtimestamp(time.time(), datetime.UTC)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", now)
        assert before <= datetime.datetime.fromisoformat(now) <= after
        assert f"{before.date()}" <= today <= f"{after.date()}"
    monkeypatch.undo()
    time.tzset()


@given(some.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_day_stays_as_it_is_and_is_the_first_of_itself(day: datetime.date) -> None:
    text = day.isoformat()
    assert iso_day(text, "as-of") == iso_first_day(text, "since") == text


def test_a_month_or_year_begins_on_its_first_day() -> None:
    assert iso_first_day("2026-02", "since") == "2026-02-01"
    assert iso_first_day("2026", "since") == "2026-01-01"


@pytest.mark.parametrize("text", ["", "someday", "2026-02-30", "2026-13-01", "01.02.2026", "2026-02", "2026"])
def test_what_is_no_day_is_refused_with_the_name_of_what_asked_for_it(text: str) -> None:
    with pytest.raises(UsageError, match=rf"^as-of: {re.escape(repr(text))} is not a day; write it as YYYY-MM-DD"):
        iso_day(text, "as-of")


@pytest.mark.parametrize("text", ["", "someday", "2026-02-30", "2026-13", "26", "01.02.2026"])
def test_what_is_no_date_in_part_is_refused_too(text: str) -> None:
    with pytest.raises(UsageError, match=r"^since: .* is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY"):
        iso_first_day(text, "since")
