"""A picture or a file out of a subgraph: the door to `VIEWS` and `EXPORTS`.

To add one: a file with a class of `NAME`, `TITLE` and `render`, and one line here. The contract tests
in `tests/visualizations/` pick it up from the tuple.
"""

from __future__ import annotations

from headwater.graph.errors import UnknownName
from headwater.visualizations.exports.graphml import GraphML
from headwater.visualizations.exports.nodelink import NodeLink
from headwater.visualizations.exports.port import Export
from headwater.visualizations.exports.tables import Tables
from headwater.visualizations.views.network import NetworkView
from headwater.visualizations.views.port import View
from headwater.visualizations.views.tiers import Tiers

VIEWS: tuple[type[View], ...] = (Tiers, NetworkView)
"""Pictures; `map` comes with the outlines of its issue."""
EXPORTS: tuple[type[Export], ...] = (GraphML, NodeLink, Tables)
"""File formats of a subgraph. `canonical` is the store's, see `headwater.graph.stores`."""


def get_view(name: str) -> View:
    """Give a view by name. Raises UnknownName."""
    for view in VIEWS:
        if name == view.NAME:
            return view()
    raise UnknownName("view", name, [v.NAME for v in VIEWS])


def get_export(name: str) -> Export:
    """Give an export by name. Raises UnknownName."""
    for export in EXPORTS:
        if name == export.NAME:
            return export()
    raise UnknownName("export format", name, [e.NAME for e in EXPORTS])


__all__ = ["EXPORTS", "VIEWS", "Export", "View", "get_export", "get_view"]
