r"""Words for people, one way for terminal, pages, reports and pictures: numbers, countries, and text made safe.

JSON carries numbers and codes in full. How a number or a country is said is settled in `graph.numbers` and
`graph.countries`, since reasons in documents say them too; what presents takes them from here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from headwater.graph.countries import country_name, country_words, place_words, region_words
from headwater.graph.documents import SourceRow
from headwater.graph.numbers import amount, count, error, moved, percent, plural, then, value
from headwater.graph.statements import Ref

if TYPE_CHECKING:  # words for some documents wait for none
    from headwater.graph.risk.own_risk.states import StateCounts
    from headwater.graph.risk.register.actions import ActionLine

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


def source_row(row: SourceRow) -> str:
    """Where something stands: file, row, source and date.

    >>> source_row(SourceRow(source="list", file="a.csv", sha256="", row=3, dated=None))
    'a.csv row 3 (source list, undated)'
    """
    return Ref(row.source, row.file, row.sha256, row.row, row.dated).words()


def standings(counts: StateCounts) -> str:
    """How many of each standing, the surest first; none is left out, unknown least of all.

    >>> standings(StateCounts(found=2, unknown=1))
    'of 3 companies and facilities: 0 confirmed, 2 found, 0 alleged, 0 looked, 0 context only, 1 unknown'
    """
    said = ", ".join(f"{value:,} {name.replace('_', ' ')}" for name, value in counts.model_dump().items())
    return f"of {count(counts.total, 'company or facility')}: {said}"


def action(line: ActionLine, most: int | None = None) -> str:
    """One action in one line; of what is done at most so many characters, None: all."""
    late = {True: ", overdue", False: "", None: ", whether overdue unknown"}[line.overdue]
    effect = "not verified" if line.verified_effect is None else f"{percent(line.verified_effect)}, as stated"
    what = line.what if most is None or len(line.what) <= most else f"{line.what[: most - 1].rstrip()}…"
    return (
        f"{what} (owner: {line.owner or 'not stated'}; due: {line.due or 'not stated'}{late}; "
        f"status: {line.status or 'not stated'}; effect: {effect})"
    )


__all__ = [
    "SOME", "action", "amount", "count", "country_name", "country_words", "error", "flat", "markdown", "moved",
    "percent", "place_words", "plain", "plural", "region_words", "shown", "some", "source_row", "standings", "then",
    "value",
]  # fmt: skip
