"""Version dates, as titles and file names write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from headwater.graph.dates import is_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AS_OF = re.compile(r"\bas of\b[\s:]*(.{1,40})", re.IGNORECASE)
_ISO = re.compile(r"((?:19|20)\d{2})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_WORDS = re.compile(r"([A-Za-z]{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?((?:19|20)\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+((?:19|20)\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:[-_](0[1-9]|1[0-2])(?:[-_](0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.年](\d{1,2})(?:[/.月](\d{1,2}))?[日月]?")


def as_of(title: Iterable[str]) -> str | None:
    """Give the date that a title says the data is of, as precise as it says; None: it doesn't.

    >>> as_of(["Data Export - Filters applied: (none) Data As Of DEC 2025"]), as_of(["As of February 3, 2021"])
    ('2025-12', '2021-02-03')
    """
    for line in title:
        for found in _AS_OF.finditer(line):
            if (date := parse(found[1])) is not None:
                return date
    return None


def parse(text: str) -> str | None:
    """Read a date at the beginning of a text: ISO, "DEC 2025", "Feb 3, 2021" or "3 Feb 2021"; None: none."""
    text = text.strip()
    if m := _ISO.match(text):
        return "-".join(p for p in m.groups() if p)
    if (m := _WORDS.match(text)) and (month := _month(m[1])):
        return f"{m[3]}-{month:02d}" + (f"-{int(m[2]):02d}" if m[2] else "")
    if (m := _DAY_FIRST.match(text)) and (month := _month(m[2])):
        return f"{m[3]}-{month:02d}-{int(m[1]):02d}"
    return None


def in_name(name: str) -> str | None:
    """Give the year, month or day that a file name holds; None where there is none, or several.

    >>> in_name("nike_converse_adidas_2023_merged.csv"), in_name("list_2021-02.xls"), in_name("list.csv")
    ('2023', '2021-02', None)
    """
    found = {"-".join(p for p in m.groups() if p) for m in _YEAR.finditer(name)}
    return found.pop() if len(found) == 1 else None


def date_of(text: str) -> str | None:
    """Give a cell's date in ISO (a year, month or day); None where it's none, or doubtful.

    >>> date_of("2021"), date_of("2021/2"), date_of("13.04.2021"), date_of("13/04/2021"), date_of("03/04/2021")
    ('2021', '2021-02', '2021-04-13', '2021-04-13', None)
    """
    text = text.strip()
    out = text.split("T")[0]
    if m := _YEAR_FIRST.fullmatch(text):
        out = "-".join([m[1], *(p.zfill(2) for p in m.groups()[1:] if p)])
    elif m := _DOTTED.fullmatch(text):
        out = f"{m[3]}-{m[2].zfill(2)}-{m[1].zfill(2)}"
    elif m := _SLASHED.fullmatch(text):
        one, two = int(m[1]), int(m[2])
        if one <= 12 and two <= 12 and one != two:
            return None
        day, month = (one, two) if one > 12 or one == two else (two, one)
        out = f"{m[3]}-{month:02d}-{day:02d}"
    return out if is_date(out) else None


def _month(word: str) -> int | None:
    short = word[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


__all__ = ["as_of", "date_of", "in_name", "parse"]
