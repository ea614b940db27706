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
    ("headwater.visualizations.reports.brief.Brief", "brief"),
    ("headwater.graph.risk.trace.buyers.Buyers", "buyers"),
    ("headwater.graph.risk.comparison.comparison.Comparison", "comparison"),
    ("headwater.graph.stores.reports.DecidedDocument", "decided"),
    ("headwater.graph.stores.reports.DoctorDocument", "doctor"),
    ("headwater.graph.risk.explain.upstream.Explanation", "upstream"),
    ("headwater.graph.stores.parties.FindDocument", "find"),
    ("headwater.graph.risk.indicators.explanations.GroupExplanation", "brands"),
    ("headwater.graph.risk.explain.harm.HarmExplanation", "harm"),
    ("headwater.graph.risk.indicators.listing.Indicators", "indicators"),
    ("headwater.graph.risk.whatif.largest.Largest", "largest"),
    ("headwater.graph.risk.leverage.leverage.Leverage", "leverage"),
    ("headwater.graph.resolution.queue.LinksDocument", "links"),
    ("headwater.graph.stores.reports.LoadLogDocument", "loads"),
    ("headwater.graph.stores.reports.LoadedDocument", "loaded"),
    ("headwater.graph.vocabulary.page.PackContents", "pack"),
    ("headwater.graph.stores.parties.PartyDocument", "party"),
    ("headwater.graph.risk.explain.route.PathExplanation", "route"),
    ("headwater.graph.stores.reports.ProblemsDocument", "problems"),
    ("headwater.graph.risk.register.register.Register", "register"),
    ("headwater.reproduction.reproduce.Reproduced", "reproduced"),
    ("headwater.graph.stores.reports.RetractedDocument", "retracted"),
    ("headwater.graph.resolution.queue.ReviewDocument", "review"),
    ("headwater.graph.risk.indicators.scores.Scores", "scores"),
    ("headwater.graph.risk.sensitivity.sensitivity.Sensitivity", "sensitivity"),
    ("headwater.graph.risk.leverage.shared.Shared", "shared"),
    ("headwater.graph.risk.leverage.sheet.Sheet", "sheet"),
    ("headwater.graph.risk.systemic.systemic.Systemic", "systemic"),
    ("headwater.graph.risk.trace.trace.Trace", "trace"),
    ("headwater.graph.risk.whatif.whatif.WhatIf", "whatif"),
)
"""(import path of the document's type, module of this package), imported when asked for."""


def printed(doc: BaseModel, ask: Mapping[str, Any] | None = None) -> Iterable[Item]:
    """The document in lines and tables; one without a printer of its own is printed field by field."""
    modules = dict(PRINTERS)
    paths = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(doc).__mro__)
    name = next((modules[path] for path in paths if path in modules), "plain")
    for item in import_module(f"{__name__}.{name}").text(doc, ask or {}):
        if isinstance(item, BaseModel):
            yield from printed(item, ask)
        else:
            yield item


__all__ = ["PRINTERS", "Heading", "Item", "Verbatim", "clean", "printed", "render", "table"]
