"""Today and now, and days as people write them."""

from __future__ import annotations

import datetime

from headwater.graph.dates import first_day, is_date
from headwater.graph.errors import UsageError


def utc_today() -> str:
    """Today in UTC, ISO."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def utc_now() -> str:
    """Now in UTC with Z, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def iso_day(text: str, what: str) -> str:
    """A day as YYYY-MM-DD, checked. Raises UsageError naming `what`."""
    if len(text) != len("YYYY-MM-DD") or not is_date(text):
        raise UsageError(f"{what}: {text!r} is not a day; write it as YYYY-MM-DD")
    return text


def iso_first_day(text: str, what: str) -> str:
    """The first day of a day, month or year, checked. Raises UsageError naming `what`."""
    day = first_day(text) if is_date(text) else None
    if day is None:
        raise UsageError(f"{what}: {text!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY")
    return day
