"""The load log."""

from __future__ import annotations

from headwater.asking.ask import Ask
from headwater.graph.stores.reports import LoadLogDocument, load_log
from headwater.library import Reader


class LoadsAsk(Ask):
    """What was loaded, taken back and decided, by revision."""


def answer(reader: Reader, ask: LoadsAsk) -> LoadLogDocument:
    """The load log, oldest first."""
    del ask
    return load_log(reader.store.loads(viewer=reader.viewer), header=reader.header())
