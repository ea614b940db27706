"""The pack on paper: one self-contained HTML page, or Markdown."""

from __future__ import annotations

from headwater.graph.vocabulary.page import FROM_MEMORY, PackContents
from headwater.visualizations.html import environment


def pack_html(doc: PackContents) -> str:
    """Give the pack as one HTML file: escaped, offline."""
    return environment().get_template("reports/pack.html").render(doc=doc, from_memory=FROM_MEMORY) + "\n"


def pack_text(doc: PackContents) -> str:
    """Give the pack as Markdown."""
    return environment().get_template("reports/pack.md").render(doc=doc, from_memory=FROM_MEMORY).strip() + "\n"


__all__ = ["pack_html", "pack_text"]
