"""The writer of one load, and the links that follow from it: the same over every adapter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from headwater.graph import statements as st
from headwater.graph.errors import FileRefused, UsageError
from headwater.graph.ids import key_rank
from headwater.graph.records import Record
from headwater.graph.resolution.linker import FORMER, Linked, link
from headwater.graph.stores.base import OWNER, Checkpoint, Counts
from headwater.graph.stores.model import search
from headwater.graph.stores.model.rows import Batch, Held, Link, Row, Run, Where
from headwater.graph.stores.model.versions import Plan

if TYPE_CHECKING:
    from headwater.graph.stores.model.store import ModelStore

WRITE = 10_000
"""Rows a transaction where no batch size is given."""
SHRINK = 0.5
"""A newer version may drop this share of the version before it without being asked. Assumed."""

T = TypeVar("T")


def chunks(items: Sequence[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    for i in range(0, len(items), size):
        yield list(items[i : i + size])


def _counts(held: Held, plan: Plan) -> bool:
    """Whether a statement from before the load is one that its rows may repeat."""
    if plan.mode == "history":
        return held.version == plan.next
    return plan.mode == "replay" or held.gone is None


class LoadWriter:
    """Writes one load; see `headwater.graph.stores.base.Writer`."""

    def __init__(self, store: ModelStore, run: Run | None, plan: Plan, batch: int, resumed: Checkpoint | None) -> None:
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
        self._count = {"rows": 0, "accepted": 0, "unchanged": 0, "quarantined": 0}
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
        known, any_record = True, False
        for record in records:
            any_record = True
            self._position += 1
            said = st.of(record)
            if said.source != run.source:
                raise ValueError(f"a record of source {said.source!r} in a load of {run.source!r}")
            props = st.dumps(said.props)
            digest = said.digest(props)
            before = self._before.get(digest)
            known = known and before is not None
            if digest in self._seen:
                continue
            self._seen.add(digest)
            if self._mode == "replay" or (before is not None and self._mode != "history"):
                continue
            if before is not None:
                self._pending.close.append(before.id)
            if digest not in self._written:
                self._pending.rows.append(self._row(said, digest, props, before))
        if row is not None:
            self._count["rows"] += 1
            self._count["quarantined" if not any_record else "unchanged" if known else "accepted"] += 1
        if self._position - self._committed >= self._batch:
            self._flush(run, self._position)

    def _row(self, said: st.Statement, digest: str, props: str, before: Held | None) -> Row:
        gone, valid_to = self._gone, said.valid_to
        if before is not None:
            gone, valid_to = before.gone, before.valid_to
        elif gone is not None:
            valid_to = gone if valid_to is None else min(valid_to, gone)
        norm, text = search.columns(said)
        return Row(
            digest, self._version, gone, said.kind, said.key, said.a, said.b, props, said.source, said.file,
            said.sha256, said.row, said.valid_from, valid_to, said.level, norm, text,
        )  # fmt: skip

    def quarantine(self, row: int) -> None:
        """Count a row that made no statement."""
        self._count["rows"] += 1
        self._count["quarantined"] += 1

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
            return Counts(self._store.revision(), 0, 0, 0, 0, 0, 0, no_op=True)
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
        line = self._store._finish(self._open(), **self._count)
        self._over()
        n = self._count
        return Counts(
            line.revision, n["rows"], n["accepted"], n["unchanged"], n["quarantined"], line.opened, line.closed
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


def relink(store: ModelStore, run: Run, batch: int = WRITE) -> None:
    """Bring the links at the run's revision to what follows from its statements; may be repeated."""
    r = run.revision
    linked = link(store._said(r), store._decisions(r), entered(store, r))
    want = {k: Link(k, *j) for k, j in linked.joined.items()}
    want |= redirects(linked, store._links(r - 1))
    have = {x.key: x for x in store._links(r)}
    new = [x for k, x in sorted(want.items()) if have.get(k) != x]
    old = sorted(k for k in have if k not in want)
    for part in chunks(new, batch):
        store._commit(run, Batch(links=part))
    for keys in chunks(old, batch):
        store._commit(run, Batch(unlinks=keys))


def entered(store: ModelStore, revision: int) -> dict[str, str]:
    """The countries people entered, by key; the latest valid-from counts, as in the fold."""
    found = store._statements(Where(revision, OWNER, None, kinds=(st.ENTRY,)))
    mine = [s for s in found if s.key == "country" and s.valid_to is None and s.a is not None]
    return {s.a: str(s.props["value"]) for s in sorted(mine, key=lambda s: st.order(s, {}), reverse=True) if s.a}


def redirects(linked: Linked, before: Iterable[Link]) -> dict[str, Link]:
    """Where keys without statements lead: to the party that their old companions belong to.

    A former id redirects for ever; where nobody is left the link stays as it was.
    """
    clusters: dict[str, list[Link]] = defaultdict(list)
    for x in before:
        clusters[x.canon].append(x)
    out: dict[str, Link] = {}
    for canon, links in clusters.items():
        keys = [canon, *(x.key for x in links)]
        here = sorted((k for k in keys if k in linked.present), key=key_rank)
        target = canon if canon in linked.present else here[0] if here else None
        for k in keys:
            if k in linked.present or k in linked.joined:
                continue
            if target is not None:
                home = linked.joined[target].canon if target in linked.joined else target
                out[k] = Link(k, home, "", FORMER)
        if target is None:
            out |= {x.key: x for x in links if x.key not in linked.joined}
    return out
