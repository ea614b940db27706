"""The pack on paper: one self-contained HTML page, or Markdown; with a column of what each number moves."""

from __future__ import annotations

from typing import Protocol

from headwater.graph.risk.brief_print import environment
from headwater.graph.vocabulary.page import FROM_MEMORY, PackDocument


class Moved(Protocol):
    """What a change of each line does to a result."""

    heading: str

    def words(self, table: str, row: int) -> str:
        """Say it in a few words; empty where it wasn't tried."""


def pack_html(doc: PackDocument, moved: Moved | None = None) -> str:
    """Give the pack as one HTML file: escaped, offline."""
    page = environment(html=True).get_template("pack.html")
    return page.render(doc=doc, moved=moved, from_memory=FROM_MEMORY) + "\n"


def pack_text(doc: PackDocument, moved: Moved | None = None) -> str:
    """Give the pack as Markdown."""
    page = environment(html=False).get_template("pack.md")
    return page.render(doc=doc, moved=moved, from_memory=FROM_MEMORY).strip() + "\n"
