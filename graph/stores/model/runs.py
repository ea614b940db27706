"""The beginning and the end of a write: resume or reserve a revision; publish it, to each level what it may know."""

from __future__ import annotations

import logging
from dataclasses import replace

from headwater.graph.records import Visibility
from headwater.graph.stores.base import Checkpoint, Load
from headwater.graph.stores.model.adapter import Adapter
from headwater.graph.stores.model.rows import LEVELS, TOP, Batch, Line, Run, Seen
from headwater.graph.stores.model.tally import NOBODY, Tally

log = logging.getLogger(__name__)


def begin(store: Adapter, run: Run) -> tuple[Run, Checkpoint | None]:
    """Resume the unfinished run where it is the same one, else abandon it; the store is held."""
    state = store._state()
    if state.run is not None and state.run.identity == run.identity:
        return state.run, Checkpoint(state.run.revision, state.run.position)
    if state.run is not None:
        log.warning("an unfinished %s of %r is abandoned", state.run.kind, state.run.source)
        store._abandon(state.run.revision)
    begun = replace(run, revision=state.revision + 1)
    store._commit(begun, Batch())
    return begun, None


def finish(store: Adapter, run: Run, tally: Tally) -> Load:
    """Publish; the line as one who sees everything reads it.

    A level sees the load, and its own revision moves, where the load says or changes something that it sees.
    """
    touched = store._touched(run.revision)
    lowest = min(tally.lowest, _reach(store, run, touched))
    seen = tuple(_seen(tally, touched, level) if level >= lowest or level == TOP else None for level in LEVELS)
    line = Line(run.revision, run.kind, run.source, run.sha256, run.mapping, run.dated, run.at, seen)
    moved = tuple(n + (s is not None) for n, s in zip(store._state().seen, seen, strict=True))
    store._publish(line, moved)
    whole = line.load(TOP, line.revision)
    assert whole is not None
    log.info("revision %d: %s %s, %d opened, %d closed", run.revision, run.kind, run.source, whole.opened, whole.closed)
    return whole


def _seen(tally: Tally, touched: dict[int, tuple[int, int]], level: int) -> Seen:
    opened = sum(n for at, (n, _) in touched.items() if at <= level)
    closed = sum(n for at, (_, n) in touched.items() if at <= level)
    return tally.seen(level, opened, closed)


def _reach(store: Adapter, run: Run, touched: dict[int, tuple[int, int]]) -> int:
    """The least level for which the run changed a statement, a link, or whether a key is shown at all."""
    least = min((*touched, *store._relinked(run.revision)), default=NOBODY)
    if LEVELS[0] < least <= Visibility.RESTRICTED:
        keys = store._persons(run.revision)
        least = min((least, *store._lowest(sorted(keys), run.revision).values()))
    return least
