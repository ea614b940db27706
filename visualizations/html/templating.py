"""The one Jinja environment: autoescape for everything but Markdown, no undefined name, the filters of `words`.

Every page takes its colours from `tokens.css`, and what pages have in common (chips, source rows, sources) from
`macros.html`.
"""

from __future__ import annotations

import re
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from headwater.visualizations import palette, words


@cache
def environment(package: str | None = None, folder: str = "templates") -> Environment:
    """Templates of this folder; with `package`, those of its `folder` before them.

    Args:
        package: Import name of a package that brings templates of its own, such as `headwater.api`.
        folder: Where they are in it.
    """
    shared = PackageLoader("headwater.visualizations", "html/templates")
    env = Environment(
        loader=shared if package is None else ChoiceLoader([PackageLoader(package, folder), shared]),
        autoescape=_escapes,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(palette=palette)
    env.filters.update(
        action=words.action,
        amount=words.amount,
        band=lambda severity: palette.band(severity).css,
        count=words.count,
        country=words.country_words,
        md=words.markdown,
        percent=words.percent,
        place=words.place_words,
        plain=words.plain,
        region=words.region_words,
        shown=words.shown,
        soft=soft,
        some=words.some,
        source_row=words.source_row,
        standings=words.standings,
        value=words.value,
    )
    return env


def _escapes(template: str | None) -> bool:
    """Whether values are escaped as HTML: always, but in Markdown, where the filter `md` escapes them."""
    return template is None or not template.endswith(".md")


def soft(text: str) -> Markup:
    """Text that may break after the marks of file names.

    >>> soft("a_b.csv <x>")
    Markup('a_<wbr>b.<wbr>csv &lt;x&gt;')
    """
    return Markup(re.sub(r"([_./])(?=\w)", r"\1<wbr>", str(escape(text))))


__all__ = ["environment", "soft"]
