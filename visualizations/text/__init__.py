"""Documents as text: one printer a document; `printed` finds it by the document's type.

A printer is a module of this package with `text(doc, ask) -> Iterable[Item]`: it words what the document
holds and computes nothing. It may give a document that the document holds, to be printed in its place. `ask` is what
was asked (a mapping of the question's own fields), for printers that show only so many lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from pydantic import BaseModel

from headwater.visualizations.text.console import Heading, Item, Verbatim, clean, render, table

PRINTERS: tuple[tuple[str, str], ...] = (
    ("Brief", "brief"),
    ("Buyers", "buyers"),
    ("Comparison", "comparison"),
    ("DecidedDocument", "decided"),
    ("DoctorDocument", "doctor"),
    ("Explanation", "upstream"),
    ("FindDocument", "find"),
    ("GroupExplanation", "brands"),
    ("HarmExplanation", "harm"),
    ("Indicators", "indicators"),
    ("Largest", "largest"),
    ("Leverage", "leverage"),
    ("LinksDocument", "links"),
    ("LoadLogDocument", "loads"),
    ("LoadedDocument", "loaded"),
    ("PackContents", "pack"),
    ("PartyDocument", "party"),
    ("PathExplanation", "route"),
    ("ProblemsDocument", "problems"),
    ("Register", "register"),
    ("Reproduced", "reproduced"),
    ("RetractedDocument", "retracted"),
    ("ReviewDocument", "review"),
    ("Scores", "scores"),
    ("Sensitivity", "sensitivity"),
    ("Shared", "shared"),
    ("Sheet", "sheet"),
    ("Systemic", "systemic"),
    ("Trace", "trace"),
    ("WhatIf", "whatif"),
)
"""(name of the document's type, module of this package), imported when asked for."""


def printed(doc: BaseModel, ask: Mapping[str, Any] | None = None) -> Iterable[Item]:
    """The document in lines and tables; one without a printer of its own is printed field by field."""
    modules = dict(PRINTERS)
    name = next((modules[t.__name__] for t in type(doc).__mro__ if t.__name__ in modules), "plain")
    for item in import_module(f"{__name__}.{name}").text(doc, ask or {}):
        if isinstance(item, BaseModel):
            yield from printed(item, ask)
        else:
            yield item


__all__ = ["PRINTERS", "Heading", "Item", "Verbatim", "clean", "printed", "render", "table"]
