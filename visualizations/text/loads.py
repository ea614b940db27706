"""The load log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.stores.reports import LoadLine, LoadLogDocument
from headwater.visualizations.text.console import Item, table

WHAT = {"load": "loaded", "history": "older version", "retract": "taken back", "decide": "decisions"}
"""What a line of the log was, in words."""


def text(doc: LoadLogDocument, ask: Mapping[str, Any]) -> Iterable[Item]:
    """A line a revision, oldest first."""
    del ask
    if not doc.loads:
        yield "nothing was loaded yet; try `headwater load FILE` or `headwater demo`"
        return
    head = ("", "source", "dated", "rows", "accepted", "un-\nchanged", "quaran-\ntined", "what\nit was")
    yield table(head, map(_cells, doc.loads), right=(0, 3, 4, 5, 6), wrap=(1, 7), least={1: 18, 7: 10}, hang=(1,))


def _cells(x: LoadLine) -> tuple[str, ...]:
    numbers = (x.rows, x.accepted, x.unchanged, x.quarantined) if x.kind in ("load", "history") else ()
    said = [f"{n:,}" for n in numbers] or ["", "", "", ""]
    dated = x.dated or ("undated" if numbers else "")
    return (str(x.revision), x.source, dated, *said, f"{WHAT[x.kind]} {x.at[:10]}")
