"""Whether a store keeps its promises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.stores.reports import ProblemsDocument
from headwater.visualizations.text.console import Item
from headwater.visualizations.words import count


def text(doc: ProblemsDocument, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The problems, a line each, or that there are none."""
    del ask
    if doc.problems:
        yield f"{count(len(doc.problems), 'problem')} at revision {doc.revision}:"
        for said in doc.problems:
            yield f"  {said}"
        return
    yield (
        f"{count(doc.statements, 'statement')} at revision {doc.revision}: every one has source, file and row; "
        "the fold and the counts agree"
    )
