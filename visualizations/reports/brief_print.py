"""The brief on paper: Markdown, and a self-contained HTML page without scripts or links to elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from headwater.graph import countries, numbers
from headwater.visualizations.reports.brief import Brief

LINES = 5
"""Entries of a long list that are printed; the rest is counted and stands in the JSON."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!$])")
_HIDDEN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")


def brief_html(doc: Brief) -> str:
    """Give the brief as one HTML file: escaped, offline, two pages when printed."""
    return environment(html=True).get_template("brief.html").render(doc=doc, lines=LINES) + "\n"


def brief_text(doc: Brief) -> str:
    """Give the brief as Markdown; names are escaped, so that none becomes a link or markup."""
    text = environment(html=False).get_template("brief.md").render(doc=doc, lines=LINES)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def plain(value: Any) -> str:
    """Text on one line, without control and direction marks that turn what follows around."""
    return " ".join(_HIDDEN.sub(" ", str(value)).split())


def escape_markdown(value: Any) -> str:
    r"""Escape what Markdown or HTML would read as markup.

    >>> escape_markdown("<b>*Mill* [1](x)")
    '\\<b\\>\\*Mill\\* \\[1\\](x)'
    """
    return _SPECIAL.sub(r"\\\1", plain(value))


def undone(doc: Brief) -> str:
    """How many rows of the register no action covers, and how many are overdue."""
    rows = len(doc.first) + doc.more
    late = (
        ("none is overdue" if not doc.overdue_unknown else "none is known to be overdue")
        if not doc.overdue
        else f"{doc.overdue} {'has' if doc.overdue == 1 else 'have'} an overdue one"
    )
    undated = f"; {doc.overdue_unknown} with no due date" if doc.overdue_unknown else ""
    return f"For {doc.no_action} of {rows} rows of the register no action is known of; {late}{undated}."


def some(values: Sequence[Any], limit: int = LINES) -> str:
    """The first names of a list, and how many more there are."""
    shown = "; ".join(plain(v) for v in values[:limit])
    return f"{shown}; and {len(values) - limit} more" if len(values) > limit else shown


@cache
def environment(*, html: bool) -> Environment:
    """Templates of printed papers; HTML is escaped, Markdown by the filter `md`."""
    env = Environment(
        loader=PackageLoader("headwater.graph.risk", "templates"),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        plain=plain,
        percent=numbers.percent,
        country=countries.country_words,
        region=countries.region_words,
        count=numbers.count,
        some=some,
        undone=undone,
        md=escape_markdown,
        amount=numbers.amount,
    )
    return env
