r"""Words for people, one way for terminal, pages, reports and pictures: numbers, countries, and text made safe.

JSON carries numbers and codes in full. How a number or a country is said is settled in `graph.numbers` and
`graph.countries`, since reasons in documents say them too; what presents takes them from here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from headwater.graph.countries import country_name, country_words, place_words, region_words
from headwater.graph.numbers import amount, count, error, moved, percent, plural, then, value

SOME = 5
"""Entries of a long list that are said; the rest is counted. Assumed: readable."""

_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
_HIDDEN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!$])")


def plain(text: Any) -> str:
    r"""Text on one line, without control and direction marks that turn what follows around.

    >>> plain("a\u202eb\n c")
    'a b c'
    """
    return " ".join(_HIDDEN.sub(" ", str(text)).split())


def markdown(text: Any) -> str:
    r"""Text in which Markdown and HTML find no markup.

    >>> markdown("<b>*Mill* [1](x)")
    '\\<b\\>\\*Mill\\* \\[1\\](x)'
    """
    return _SPECIAL.sub(r"\\\1", plain(text))


def shown(text: str) -> str:
    """A name as a page may hold it: no control characters. The file exports keep what XML and CSV allow."""
    return "".join(c for c in text if c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cs"))


def flat(text: str) -> str:
    r"""A name for places that know no markup (canvas, title): no direction marks either, isolated.

    >>> flat("a\u202eb") == "\u2068ab\u2069"
    True
    """
    return "\u2068" + "".join(c for c in shown(text) if c not in _BIDI) + "\u2069"


def some(values: Sequence[Any], limit: int = SOME) -> str:
    """The first names of a list, and how many more there are.

    >>> some(["a", "b", "c"], 2), some([])
    ('a; b; and 1 more', '')
    """
    said = "; ".join(plain(v) for v in values[:limit])
    return f"{said}; and {len(values) - limit} more" if len(values) > limit else said


__all__ = [
    "SOME", "amount", "count", "country_name", "country_words", "error", "flat", "markdown", "moved", "percent",
    "place_words", "plain", "plural", "region_words", "shown", "some", "then", "value",
]  # fmt: skip
