"""The writer of one load: the same over every adapter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import TracebackType
from typing import Self

from headwater.graph import statements as st
from headwater.graph.errors import FileRefused, UsageError
from headwater.graph.records import Record
from headwater.graph.resolution.linker import strong
from headwater.graph.stores.base import Checkpoint, Counts
from headwater.graph.stores.model import search
from headwater.graph.stores.model.adapter import Adapter
from headwater.graph.stores.model.linking import chunks, relink
from headwater.graph.stores.model.rows import Batch, Held, Row, Run
from headwater.graph.stores.model.runs import finish
from headwater.graph.stores.model.tally import NOBODY, Tally
from headwater.graph.stores.model.versions import Plan

SHRINK = 0.5
"""A newer version may drop this share of the version before it without being asked. Assumed."""


def _counts(held: Held, plan: Plan) -> bool:
    """Whether a statement from before the load is one that its rows may repeat."""
    if plan.mode == "history":
        return held.version == plan.next
    return plan.mode == "replay" or held.gone is None


class LoadWriter:
    """Writes one load; see `headwater.graph.stores.base.Writer`."""

    def __init__(self, store: Adapter, run: Run | None, plan: Plan, batch: int, resumed: Checkpoint | None) -> None:
        self.no_op = run is None
        self.resumed = resumed
        self._store, self._mode, self._batch = store, plan.mode, batch
        self._run = run
        self._version = "" if run is None else run.dated or ""
        self._gone = plan.next if plan.mode == "history" else None
        self._before: dict[str, Held] = {}
        self._written: set[str] = set()
        self._seen: set[str] = set()
        self._pending = Batch()
        self._position = self._committed = 0
        self._tally = Tally()
        if run is not None:
            self._look(run, plan)

    def _look(self, run: Run, plan: Plan) -> None:
        """Find what the source said before this run, and what the run has written already."""
        for h in self._store._held(run.source, run.revision):
            if h.opened == run.revision:
                self._written.add(h.hash)
            elif _counts(h, plan):
                self._before[h.hash] = h

    def _open(self) -> Run:
        if self._run is None:
            raise UsageError("this load is over; begin another with `write`")
        return self._run

    def put(self, records: Iterable[Record], *, row: int | None = None) -> None:
        """Take the records of one row (`row` names it for the count); may commit a batch.

        Raises:
            ValueError: A record of another source.
        """
        if self.no_op:
            return
        run = self._open()
        lowest = fresh = NOBODY
        for record in records:
            self._position += 1
            said = st.of(record)
            level = said.level
            if said.source != run.source:
                raise ValueError(f"a record of source {said.source!r} in a load of {run.source!r}")
            props = st.dumps(said.props)
            digest = said.digest(props)
            before = self._before.get(digest)
            if level < lowest:
                lowest = level
            if before is None and level < fresh:
                fresh = level
            if digest in self._seen:
                continue
            self._seen.add(digest)
            if self._mode == "replay" or (before is not None and self._mode != "history"):
                continue
            if before is not None:
                self._pending.close.append(before.id)
            if digest not in self._written:
                self._pending.rows.append(self._row(said, digest, props, before))
        self._tally.say(lowest)
        if row is not None:
            self._tally.row(lowest, fresh)
        if self._position - self._committed >= self._batch:
            self._flush(run, self._position)

    def _row(self, said: st.Statement, digest: str, props: str, before: Held | None) -> Row:
        gone, valid_to = self._gone, said.valid_to
        if before is not None:
            gone, valid_to = before.gone, before.valid_to
        elif gone is not None:
            valid_to = gone if valid_to is None else min(valid_to, gone)
        row = (
            digest, self._version, gone, said.kind, said.key, said.a, said.b, props, said.source, said.file,
            said.sha256, said.row, said.valid_from, valid_to, said.level,
        )  # fmt: skip
        if said.kind not in st.PARTY_KINDS:
            return Row(*row, None, None)
        ids = strong(said.kind, said.key, said.props)
        return Row(*row, *search.columns(said), said.props.get("country"), *ids)

    def quarantine(self, row: int) -> None:
        """Count a row that made no statement."""
        self._tally.row(NOBODY, NOBODY)

    def checkpoint(self, position: int) -> None:
        """Commit what was put, and the position, in one transaction."""
        if not self.no_op:
            self._flush(self._open(), position)

    def _flush(self, run: Run, position: int) -> None:
        """Commit the pending batch; a position that an earlier run passed already moves nothing."""
        self._committed = self._position
        if len(self._pending) or position > run.position:
            self._run = replace(run, position=max(position, run.position))
            self._store._commit(self._run, self._pending)
            self._pending = Batch()

    def finish(self, *, accept_shrink: bool = False) -> Counts:
        """Close what vanished, resolve, and publish: the only moment readers notice.

        Raises:
            FileRefused: `shrink_guard`: the version drops more than `SHRINK` of the one before it and
                that isn't accepted; nothing of it stays.
        """
        if self.no_op:
            return Counts(self._store._state().revision, 0, 0, 0, 0, 0, 0, no_op=True)
        run = self._open()
        vanished: list[Held] = []
        if self._mode in ("newer", "correct"):
            vanished = [h for h in self._before.values() if h.hash not in self._seen]
            if not accept_shrink and len(vanished) > SHRINK * len(self._before):
                self.abandon()
                raise FileRefused(
                    "shrink_guard",
                    run.source,
                    f"this version lacks {len(vanished)} of the {len(self._before)} statements of the version before "
                    "it, more than half; nothing was written. If that is right, load it with --accept-shrink",
                )
        self._flush(run, self._position)
        for part in chunks(vanished, self._batch):
            over = [h.id for h in part if h.version == self._version]
            self._store._commit(self._open(), Batch(close=over, end=[h.id for h in part if h.version != self._version]))
        relink(self._store, self._open(), self._batch)
        line = finish(self._store, self._open(), self._tally)
        self._over()
        return Counts(
            line.revision, line.rows, line.accepted, line.unchanged, line.quarantined, line.opened, line.closed
        )

    def abandon(self) -> None:
        """Delete what this load wrote."""
        if self._run is not None:
            self._store._abandon(self._run.revision)
        self._over()

    def _over(self) -> None:
        if not self.no_op:
            self._store._release()
        self._run = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the store; without `finish` the checkpoint stays, but not of a file that was refused."""
        if self._run is not None:
            if isinstance(error, FileRefused):
                self.abandon()
            self._over()
