"""Look after the store: taking a source back, and whether promises are kept."""

from __future__ import annotations

from headwater.clock import utc_now
from headwater.graph.stores.base import OWNER
from headwater.graph.stores.reports import ProblemsDocument, RetractedDocument
from headwater.graph.verify import verify as verify_store
from headwater.library import Library


def retract(library: Library, source: str, *, now: str | None = None) -> RetractedDocument:
    """Take a source back: what only it said disappears from reads."""
    return RetractedDocument.of(library.store.retract(source, at=now or utc_now()))


def verify(library: Library) -> ProblemsDocument:
    """Check the store's own promises: provenance 100 %, fold = statements, counts."""
    count = sum(1 for _ in library.store.statements(viewer=OWNER, as_of=None))
    problems = tuple(verify_store(library.store, as_of=library.clock()))
    return ProblemsDocument(revision=library.store.revision(viewer=OWNER), statements=count, problems=problems)
