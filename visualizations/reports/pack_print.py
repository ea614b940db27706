"""The pack on paper: one self-contained HTML page, or Markdown."""

from __future__ import annotations

from headwater.graph.vocabulary.page import FROM_MEMORY, PackDocument
from headwater.visualizations.reports.brief_print import environment


def pack_html(doc: PackDocument) -> str:
    """Give the pack as one HTML file: escaped, offline."""
    return environment(html=True).get_template("pack.html").render(doc=doc, from_memory=FROM_MEMORY) + "\n"


def pack_text(doc: PackDocument) -> str:
    """Give the pack as Markdown."""
    return environment(html=False).get_template("pack.md").render(doc=doc, from_memory=FROM_MEMORY).strip() + "\n"
