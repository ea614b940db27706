"""A document as its printer says it, line by line."""

from __future__ import annotations

from pydantic import BaseModel

from headwater.graph.documents import Header
from headwater.visualizations.text import printed, render

HEAD = Header(revision=3, day="2026-01-01", today="2026-01-01", pack="p 1 (ab)", method_version="1")
SHA = "0123456789abcdef" * 4


def said(doc: BaseModel, width: int | None = None) -> list[str]:
    return render(printed(doc), width=width).splitlines()


def fits(doc: BaseModel) -> bool:
    """Whether no line is wider than the terminal, and no word is lost by breaking lines."""
    words = " ".join(said(doc)).split()
    narrow = {width: said(doc, width) for width in (80, 100, 120)}
    return all(max(map(len, x)) <= w and " ".join(x).split() == words for w, x in narrow.items())
