"""Partial dates: a day, a month or a year, as sources write them; and ages, counted from them.

Findings take the last day of a year or month (never after today), clean checks its first: both the
way that makes weak evidence count longer and a check count less.
"""

from __future__ import annotations

import datetime
import re

DAYS_PER_YEAR = 365.25
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day that exists.

    >>> is_date("2024"), is_date("2024-02-29"), is_date("2025-02-29"), is_date("2025-13"), is_date("01.02.2025")
    (True, True, False, False, False)
    """
    if not _DATE.fullmatch(text) or text < "1000":
        return False
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10])
    except ValueError:
        return False
    return True


def day_after(date: str | None) -> str | None:
    """The first day after a date, month or year.

    >>> day_after("2022"), day_after("2021-12"), day_after("2021-02-28")
    ('2023-01-01', '2022-01-01', '2021-03-01')
    """
    if date is None:
        return None
    if len(date) == 4:
        return f"{int(date) + 1:04d}-01-01"
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        return f"{year + month // 12:04d}-{month % 12 + 1:02d}-01"
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days=1)).isoformat()


def first_day(date: str | None) -> str | None:
    """The first day of a date, month or year.

    >>> first_day("2022"), first_day("2021-02"), first_day(None)
    ('2022-01-01', '2021-02-01', None)
    """
    return None if date is None else date + "-01-01"[len(date) - 10 :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """The last day of a date, month or year.

    >>> last_day("2022"), last_day("2024-02"), last_day("2021-02-28")
    ('2022-12-31', '2024-02-29', '2021-02-28')
    """
    after = datetime.date.fromisoformat(day_after(date) or date)
    return (after - datetime.timedelta(days=1)).isoformat()


def first_known_day(date: str | None, today: str) -> tuple[str, str] | None:
    """First and last day that a date can mean, the last not after today; None: undated, or after today."""
    if date is None:
        return None
    first = first_day(date) or date
    return None if first > today else (first, min(last_day(date), today))


def is_future(date: str | None, today: str) -> bool:
    """Whether a date is wholly later than today: not yet counted."""
    return date is not None and (first_day(date) or date) > today


def months_before(today: str, months: int) -> str:
    """The ISO day `months` before `today`, at most the last day of that month.

    >>> months_before("2026-03-31", 1)
    '2026-02-28'
    """
    day = datetime.date.fromisoformat(today)
    months_since_0 = day.year * 12 + day.month - 1 - months
    year, month = divmod(months_since_0, 12)
    following = datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last)).isoformat()


def year_of(date: str | None) -> str | None:
    """The year of a date, month or year."""
    return None if date is None else date[:4]


def finding_age(date: str | None, today: str) -> float | None:
    """Age of a finding in years; None: undated, so it doesn't decay."""
    span = first_known_day(date, today)
    return None if span is None else _years(span[1], today)


def check_age(date: str | None, today: str) -> float | None:
    """Age of a check in years; None: undated, so it doesn't decay."""
    span = first_known_day(date, today)
    return None if span is None else _years(span[0], today)


def _years(day: str, today: str) -> float:
    return (datetime.date.fromisoformat(today) - datetime.date.fromisoformat(day)).days / DAYS_PER_YEAR
