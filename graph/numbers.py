"""Numbers in words, one way for command line, API texts, pages and pictures.

JSON carries numbers in full; only text rounds. Rounding never says more than the number does: what isn't
0 never reads as 0, what is less than 1 never reads as 1, and None (or NaN) is "unknown", never 0.
Nothing here depends on the locale; the decimal mark is a point, thousands have a comma.
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, Decimal

SMALLEST = 1e-6
"""What is nearer to 0 than this is said as "under 0.000001"."""
ONE = 1e-12
"""A number this near to 1 reads as 1: sums of shares miss it by rounding of the machine, and by no more."""

_DECIMALS = 4
_STEP = 10**-_DECIMALS
_PLURALS = {
    "company or facility": "companies and facilities",
    "confirmed": "confirmed",
    "known buyer's chain": "known buyers' chains",
    "decision of an authority": "decisions of an authority",
    "person": "people",
    "woman": "women",
    "person affected": "people affected",
}


def value(x: float | None) -> str:
    """A score, a probability or a change of one: four decimals, two digits where that would read as 0.

    >>> value(0.25), value(0.0), value(None)
    ('0.2500', '0.0000', 'unknown')
    >>> value(0.0000123), value(2e-9), value(0.99999), value(-0.00002)
    ('0.000012', 'under 0.000001', 'over 0.9999', '-0.000020')
    """
    if x is None or math.isnan(x):
        return "unknown"
    size, sign = abs(x), "-" if x < 0 else ""
    if size == 0.0:
        return f"{0.0:.{_DECIMALS}f}"
    if size < SMALLEST:
        return f"over -{SMALLEST:.6f}" if sign else f"under {SMALLEST:.6f}"
    if size < 0.5 * _STEP:
        return f"{sign}{Decimal(f'{size:.1e}'):f}"
    if 1 - 0.5 * _STEP <= size < 1 - ONE:
        return f"{'under -' if sign else 'over '}{1 - _STEP:.{_DECIMALS}f}"
    return f"{x:.{_DECIMALS}f}"


def moved(before: float | None, after: float | None) -> str:
    """A value before and after; where both print alike, by how much it moves.

    >>> moved(0.08, 0.05), moved(0.08, 0.08), moved(0.08, 0.07999)
    ('0.0800 before, 0.0500 after', '0.0800 before, the same after', '0.0800 before, 0.000010 less after')
    """
    return f"{value(before)} before, {then(before, after)} after"


def then(before: float | None, after: float | None) -> str:
    """A value after another; where both print alike, how much more or less it is.

    >>> then(0.08, 0.05), then(0.08, 0.08), then(0.08, 0.08002)
    ('0.0500', 'the same', '0.000020 more')
    """
    if before is None or after is None or value(before) != value(after):
        return value(after)
    if abs(after - before) <= ONE:
        return "the same"
    return f"{value(abs(after - before))} {'more' if after > before else 'less'}"


def percent(share: float | None, *, digits: int = 0) -> str:
    """A share, 0 to 1, in per cent with so many decimals; never 0 % or 100 % by rounding.

    Without decimals, what is under 1 or over 99 has one.

    >>> percent(0.5), percent(0.0), percent(1.0), percent(None), percent(0.0922, digits=2)
    ('50 %', '0 %', '100 %', 'unknown', '9.22 %')
    >>> percent(0.004), percent(0.00001), percent(0.996), percent(0.99999)
    ('0.4 %', 'under 0.1 %', '99.6 %', 'over 99.9 %')
    """
    if share is None or math.isnan(share):
        return "unknown"
    if share == 0.0 or share >= 1 - ONE:
        return f"{share * 100:.0f} %"
    places = digits or (1 if share < 0.0095 or share > 0.9905 else 0)
    least = 10.0 ** -max(places, 1)
    if share * 100 <= 0.5 * least:
        return f"under {least:.{max(places, 1)}f} %"
    if share * 100 >= 100 - 0.5 * least:
        return f"over {100 - least:.{max(places, 1)}f} %"
    return f"{share * 100:.{places}f} %"


def points(difference: float) -> str:
    """A difference of two shares, each 0 to 1, in points.

    >>> points(0.1)
    '10 points'
    """
    return f"{amount(round(difference * 100, 9))} points"


def count(n: int | None, what: str) -> str:
    """A number with its noun; None: how many isn't known.

    >>> count(1, "facility"), count(1200, "facility"), count(2, "direct buyer"), count(None, "worker")
    ('1 facility', '1,200 facilities', '2 direct buyers', 'an unknown number of workers')
    """
    if n is None:
        return f"an unknown number of {plural(what)}"
    return f"{n:,} {what if n == 1 else plural(what)}"


def plural(what: str) -> str:
    """The plural of a noun that these pages use.

    >>> [plural(x) for x in ("company", "way", "branch", "person", "audit finding")]
    ['companies', 'ways', 'branches', 'people', 'audit findings']
    """
    if what in _PLURALS:
        return _PLURALS[what]
    if what.endswith("y") and what[-2:-1] not in "aeiou":
        return what[:-1] + "ies"
    return what + ("es" if what.endswith(("s", "x", "ch", "sh")) else "s")


def amount(x: float | None) -> str:
    """A number as somebody gave it (a cost, a setting), in full and without an exponent.

    >>> amount(0.85), amount(1250000.0), amount(1e-7), amount(None)
    ('0.85', '1,250,000', '0.0000001', 'unknown')
    """
    if x is None or not math.isfinite(x):
        return "unknown" if x is None or math.isnan(x) else f"{x}"
    text = f"{Decimal(repr(float(x))):,f}"
    return text.removesuffix(".0") if "." in text else text


def error(x: float) -> str:
    """How far off a number can be, its bound rounded up.

    >>> error(0.0), error(3e-13), error(0.00251)
    ('solved exactly', 'error at most 0.000001', 'error at most 0.0026')
    """
    if x == 0.0:
        return "solved exactly"
    if x < SMALLEST:
        return f"error at most {SMALLEST:.6f}"
    exact = Decimal(repr(float(x)))
    step = Decimal(1).scaleb(max(exact.adjusted() - 1, -6))
    return f"error at most {exact.quantize(step, rounding=ROUND_CEILING):f}"
