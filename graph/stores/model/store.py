"""The port over an adapter's primitives: what every store does the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal

from headwater.graph.dates import first_day
from headwater.graph.errors import UsageError
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.statements import dumps
from headwater.graph.stores.base import Load, LoadKey
from headwater.graph.stores.closing import Closing
from headwater.graph.stores.model.linking import WRITE, chunks, ranked_decisions, relink
from headwater.graph.stores.model.reader import Reader
from headwater.graph.stores.model.rows import TOP, Batch, Run
from headwater.graph.stores.model.runs import begin, finish
from headwater.graph.stores.model.tally import NOBODY, Tally
from headwater.graph.stores.model.versions import in_force, plan
from headwater.graph.stores.model.writer import LoadWriter


class ModelStore(Closing, Reader):
    """The store port over an adapter's primitives (the methods with a leading underscore)."""

    def write(self, load: LoadKey, *, at: str, batch: int = 10_000) -> LoadWriter:
        """Begin or resume a load; `at` is now, UTC with Z. `batch`: records a transaction.

        Raises:
            StoreBusy: Another load holds the store.
            FileRefused: A second version of a source without a date, or one dated between two loaded ones.
        """
        what = plan(load, self._log())
        if what.mode == "no-op":
            return LoadWriter(self, None, what, batch, None)
        with self._holding(keep=True):
            what = plan(load, self._log())
            kind: Literal["load", "history"] = "history" if what.mode in ("history", "replay") else "load"
            run, resumed = begin(self, Run(0, kind, load.source, load.sha256, load.mapping, first_day(load.dated), at))
            return LoadWriter(self, run, what, batch, resumed)

    def retract(self, source: str, *, at: str) -> Load:
        """Close the statements of a source. Raises UsageError where there is no such source."""
        with self._holding():
            known = sorted({x.source for x in self._log() if in_force(x.source, self._log())})
            if source not in known:
                raise UsageError(f"no source named {source!r} is loaded; loaded: {', '.join(known) or 'none'}")
            run, _ = begin(self, Run(0, "retract", source, "", "", None, at))
            ids = [h.id for h in self._held(source, run.revision) if h.closed > run.revision]
            for part in chunks(ids, WRITE):
                self._commit(run, Batch(close=part))
            relink(self, run)
            return finish(self, run, Tally())

    def decide(self, decisions: Sequence[PartyDecision], *, at: str) -> Load:
        """Take people's decisions on which keys are one party; nothing new publishes nothing."""
        taken: dict[tuple[str, str], PartyDecision] = {}
        for d in decisions:
            if d.a == d.b:
                raise UsageError(f"a decision needs two keys, not {d.a!r} twice")
            a, b = sorted((d.a, d.b))
            taken[a, b] = replace(d, a=a, b=b)
        with self._holding():
            revision = self._state().revision
            held = {(d.a, d.b): d for d in self._decisions(revision)}
            new = [d for pair, d in sorted(taken.items()) if held.get(pair) != d]
            body = dumps([[d.a, d.b, d.verdict, d.by, d.reason, d.date] for d in new])
            sha = hashlib.sha256(body.encode()).hexdigest()
            if not new:
                n = len(decisions)
                return Load(revision, "decide", "", sha, "", None, at, rows=n, unchanged=n)
            run, _ = begin(self, Run(0, "decide", "", sha, "", None, at))
            self._commit(run, Batch(decisions=new))
            relink(self, run)
            return finish(self, run, self._counted(run, decisions, {(d.a, d.b) for d in new}))

    def _counted(self, run: Run, decisions: Sequence[PartyDecision], new: set[tuple[str, str]]) -> Tally:
        """Count decisions as rows, each for the levels that have heard of both its keys."""
        tally, left = Tally(), set(new)
        for d, least in ranked_decisions(self, run.revision, decisions):
            level, pair = min(least, TOP), (min(d.a, d.b), max(d.a, d.b))
            tally.say(level)
            tally.row(level, level if pair in left else NOBODY)
            left.discard(pair)
        return tally

    @contextmanager
    def _holding(self, *, keep: bool = False) -> Iterator[None]:
        """Hold the store; `keep`: let go only where something goes wrong."""
        self._hold()
        done = False
        try:
            yield
            done = True
        finally:
            if not (keep and done):
                self._release()
