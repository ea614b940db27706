"""The brief on paper: Markdown, and a self-contained HTML page without scripts or links to elsewhere."""

from __future__ import annotations

import re

from headwater.visualizations import words
from headwater.visualizations.html import environment
from headwater.visualizations.reports.brief import Brief


def brief_html(doc: Brief) -> str:
    """Give the brief as one HTML file: escaped, offline, two pages when printed."""
    return _filled("brief.html", doc) + "\n"


def brief_text(doc: Brief) -> str:
    """Give the brief as Markdown; names are escaped, so that none becomes a link or markup."""
    return re.sub(r"\n{3,}", "\n\n", _filled("brief.md", doc)).strip() + "\n"


def _filled(template: str, doc: Brief) -> str:
    held = environment().get_template(f"reports/{template}")
    return held.render(doc=doc, lines=words.SOME, undone=undone(doc))


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


__all__ = ["brief_html", "brief_text"]
