"""What came of a load: a paragraph a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.stores.reports import LoadDocument, LoadedDocument
from headwater.visualizations.text.console import Item
from headwater.visualizations.words import count


def text(doc: LoadedDocument, ask: Mapping[str, Any]) -> Iterable[Item]:
    """Rows read, accepted, unchanged, quarantined, and where the quarantine file is."""
    del ask
    for load in doc.loads:
        yield from _load(load)


def _load(d: LoadDocument) -> Iterator[Item]:
    if d.no_op:
        yield f"{d.source}: loaded already, nothing new (revision {d.revision})"
        return
    yield (
        f"{d.source} ({d.format}, {d.dated or 'undated'}): {count(d.rows, 'row')} read = {d.accepted:,} accepted"
        f" + {d.unchanged:,} unchanged + {d.quarantined:,} quarantined"
        + (" (dry run, nothing written)" if d.dry_run else f"; revision {d.revision}")
    )
    for note in d.notes:
        yield f"  note: {note}"
    if d.codes:
        yield "  set aside or flagged: " + ", ".join(f"{k} {n:,}" for k, n in d.codes.items())
    if d.quarantine_file:
        yield f"  rows and cells set aside, with reasons: {d.quarantine_file}"
