"""Reports: documents arranged for a meeting or a file, and how they are printed as pages of their own."""

from __future__ import annotations

from importlib import import_module

from pydantic import BaseModel

PAGES: tuple[tuple[str, str], ...] = (("Brief", "brief_print:brief_html"), ("PackDocument", "pack_print:pack_html"))
"""(name of the document's type, module of this package and its function), imported when asked for."""


def page_of(doc: BaseModel) -> str | None:
    """The document as one self-contained HTML file; None where it has no such form."""
    found = dict(PAGES).get(type(doc).__name__)
    if found is None:
        return None
    module, _, function = found.partition(":")
    html: str = getattr(import_module(f"{__name__}.{module}"), function)(doc)
    return html


__all__ = ["PAGES", "page_of"]
