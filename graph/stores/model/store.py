"""One algorithm for every store: an adapter gives a handful of primitives and has no rules of its own.

What is stored, in any store:

- **state**: the published revision, and the unfinished `Run` (the checkpoint) or nothing;
- **statements** (`Row`): content, `version` and `gone`, and a half-open interval of revisions
  [opened, closed). `version` is the date of the oldest loaded version of the source that says it
  ("" undated), `gone` the date of the first later version that lacks it (None: the newest says it).
- **links** (`Link`) and **decisions**, with the same interval of revisions;
- the **load log**, a line a published revision.

A read takes the published revision r first and passes it to each query: opened <= r < closed. What a
run writes has opened (or closed) = r + 1, and no reader sees it until `_publish` moves the number.
Every step of a run may be repeated after a kill: it first looks at what r + 1 holds already.
"""

from __future__ import annotations

import hashlib
import logging
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Literal, Self

from headwater.graph.errors import UsageError
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import Said, link
from headwater.graph.resolution.review import ReviewItem, review
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import (
    RELATION_KINDS,
    PartyDoc,
    RelationDoc,
    Statement,
    dumps,
    first_day,
    fold,
    party,
)
from headwater.graph.stores.base import PUBLIC, Checkpoint, Direction, Hit, Load, LoadKey, Viewer
from headwater.graph.stores.model import search
from headwater.graph.stores.model.rows import Batch, Held, Link, Row, Run, State, Where
from headwater.graph.stores.model.versions import in_force, plan
from headwater.graph.stores.model.writer import WRITE, LoadWriter, chunks, entered, relink

log = logging.getLogger(__name__)

__all__ = ["Batch", "Held", "Link", "ModelStore", "Row", "Run", "State", "Where"]


class ModelStore(ABC):
    """The store port over an adapter's primitives (the methods with a leading underscore)."""

    url: str
    ranks: Mapping[str, int]
    """Source → rank in the fold (from the pack); empty: all alike."""

    # -- primitives: state and the lock

    @abstractmethod
    def _state(self) -> State:
        """The published revision (0 for an empty store) and the unfinished run."""

    @abstractmethod
    def _log(self) -> list[Load]:
        """The load log, by revision."""

    @abstractmethod
    def _hold(self) -> None:
        """Take the store for a write, until `_release` or the end of the process (or its lease).

        Raises:
            StoreBusy: Somebody alive holds it, also this very object.
        """

    @abstractmethod
    def _release(self) -> None:
        """Let go; nothing where it isn't held."""

    # -- primitives: writing; each is ONE transaction, and called only while held

    @abstractmethod
    def _commit(self, run: Run, batch: Batch) -> None:
        """Write the batch at `run.revision` and store `run` as the state's run."""

    @abstractmethod
    def _publish(self, load: Load) -> None:
        """Write the log line, set the revision to `load.revision` and the run to none."""

    @abstractmethod
    def _abandon(self, revision: int) -> None:
        """Delete what was opened at `revision`, reopen what was closed at it, and set the run to none.

        Statements, links and decisions. May take several transactions if the last clears the run.
        """

    # -- primitives: what a run needs to know

    @abstractmethod
    def _held(self, source: str, revision: int) -> Iterator[Held]:
        """Statements of a source with closed >= `revision`: open, or closed or opened by this run."""

    @abstractmethod
    def _touched(self, revision: int) -> tuple[int, int]:
        """How many statements have opened = `revision`, and how many closed = `revision`."""

    @abstractmethod
    def _said(self, revision: int) -> Iterator[Said]:
        """What the party statements open at `revision` say for linking, in any order."""

    @abstractmethod
    def _links(
        self, revision: int, *, keys: Sequence[str] | None = None, canons: Sequence[str] | None = None
    ) -> list[Link]:
        """Links open at `revision`: all, or of some keys, or to some canonical ids."""

    @abstractmethod
    def _decisions(self, revision: int) -> list[PartyDecision]:
        """Decisions open at `revision`."""

    # -- primitives: reading

    @abstractmethod
    def _statements(self, where: Where) -> Iterator[Statement]:
        """The statements, in any order."""

    @abstractmethod
    def _candidates(self, text: str, where: Where, limit: int) -> list[tuple[str, str]]:
        """(key, `Row.text`) of up to `limit` party statements, least keys first, that may fit.

        `text` is `search.query(…)`. Proposed are those whose `norm` begins with it and, where it has 3
        characters or more, those whose `text` contains each of its words of 3 or more characters.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections, and of the lock."""

    # -- the port: reading

    def revision(self) -> int:
        """The published revision; 0 for an empty store."""
        return self._state().revision

    def loads(self) -> list[Load]:
        """The load log, by revision."""
        return self._log()

    def canon(self) -> Mapping[str, str]:
        """Source key → canonical id, only keys whose id is another key."""
        return {x.key: x.canon for x in self._links(self.revision())}

    def links(self) -> list[tuple[str, str, str]]:
        """(key, key, reason): why keys are one party."""
        return sorted((x.key, x.via, x.reason) for x in self._links(self.revision()) if x.via)

    def resolve(self, key: str) -> str:
        """The canonical id of a key or former id (itself where it is none)."""
        return self._ids([key], self.revision())[key]

    def decisions(self) -> list[PartyDecision]:
        """All decisions in force, sorted."""
        return sorted(self._decisions(self.revision()), key=lambda d: (d.a, d.b))

    def review(self, *, viewer: Viewer) -> list[ReviewItem]:
        """Pairs of keys that may be one party, for people to decide, sorted."""
        r = self.revision()
        said = list(self._said(r))
        decided = self._decisions(r)
        visible = {s.key for s in said if s.level <= viewer.level}
        items = review(link(said, decided, entered(self, r)), decided)
        return [i for i in items if i.a in visible and i.b in visible]

    def get(self, ids: Sequence[str], *, viewer: Viewer, as_of: str) -> dict[str, PartyDoc]:
        """Parties by the id asked for (canonical id, source key or former id); absent what isn't visible."""
        r = self.revision()
        canon = self._ids(ids, r)
        docs = self._docs(sorted(set(canon.values())), Where(r, viewer, as_of))
        return {i: docs[canon[i]] for i in ids if canon[i] in docs}

    def find(self, text: str, *, viewer: Viewer, as_of: str, kind: str | None = None, limit: int = 20) -> list[Hit]:
        """Search names, aliases and ids: exact, prefix, word, text; then by name and id."""
        where = Where(self.revision(), viewer, as_of)
        best: dict[str, tuple[int, str]] = {}
        key = self._ids([text.strip()], where.revision)[text.strip()]
        best[key] = (0, text.strip())
        wanted = search.query(text)
        if wanted:
            found = self._candidates(wanted, where, search.CANDIDATES)
            canon = self._ids([k for k, _ in found], where.revision)
            for k, said in found:
                fit = search.fits(wanted, said)
                if fit is not None and (canon[k] not in best or fit < best[canon[k]]):
                    best[canon[k]] = fit
        hits: list[Hit] = []
        for rank, why in enumerate(search.WHY):
            if len(hits) >= limit:
                break
            docs = self._docs(sorted(i for i, fit in best.items() if fit[0] == rank), where)
            hits += [
                Hit(d.id, d.name, d.kind, d.props.get("country"), f"{why}: {best[d.id][1]}")
                for d in sorted(docs.values(), key=lambda d: (d.name, d.id))
                if (kind is None or d.kind == kind) and d.folded.statements
            ]
        return hits[:limit]

    def neighbours(
        self, ids: Sequence[str], *, direction: Direction, kinds: Sequence[str] | None = None,
        viewer: Viewer, as_of: str, limit: int | None = None,
    ) -> list[RelationDoc]:  # fmt: skip
        """Relations at `ids`, sorted by (start, end, kind, key); without those of a party with itself."""
        r = self.revision()
        keys = self._members(sorted(set(self._ids(ids, r).values())), r)
        wanted = sorted(RELATION_KINDS if kinds is None else RELATION_KINDS.intersection(kinds))
        found: list[Statement] = []
        if direction != "buyers":
            found += self._statements(Where(r, viewer, as_of, end=keys, kinds=wanted))
        if direction != "suppliers":
            held = set(keys) if direction == "both" else set()
            more = self._statements(Where(r, viewer, as_of, start=keys, kinds=wanted))
            found += [s for s in more if s.b not in held]
        canon = self._ids([x for s in found for x in (s.a or "", s.b or "")], r)
        grouped: dict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
        for s in found:
            a, b = canon[s.a or ""], canon[s.b or ""]
            if a != b:
                grouped[a, b, s.kind, s.key].append(s)
        return [
            RelationDoc(kind, a, b, key, fold(grouped[a, b, kind, key], self.ranks))
            for a, b, kind, key in sorted(grouped)[:limit]
        ]

    def statements(
        self, ids: Sequence[str] | None = None, *, source: str | None = None, kinds: Sequence[str] | None = None,
        viewer: Viewer, as_of: str | None,
    ) -> Iterator[Statement]:  # fmt: skip
        """Open statements: all, in no order, or of the given parties and about them, sorted.

        Relations of the given parties come along only where `kinds` names theirs.
        """
        r = self.revision()
        where = Where(r, viewer, as_of, source=source, kinds=kinds)
        if ids is None:
            return self._statements(where)
        keys = self._members(sorted(set(self._ids(ids, r).values())), r)
        asked = [replace(where, keys=keys), replace(where, about=keys)]
        if kinds is not None and RELATION_KINDS.intersection(kinds):
            asked += [replace(where, start=keys), replace(where, end=keys)]
        found = {(s.hash, s.valid_from or "", s.valid_to or ""): s for w in asked for s in self._statements(w)}
        return iter(sorted(found.values(), key=lambda s: (s.kind, s.key, s.source, s.file, s.row, s.hash)))

    def snapshot(self, *, as_of: str, revision: int | None = None) -> Snapshot:
        """The public graph on a day, for whole-graph work, as it stood at a published `revision` (None: now)."""
        published = self.revision()
        r = published if revision is None else revision
        if not 0 <= r <= published:
            raise UsageError(f"no revision {r} in this store; the latest is {published}")
        return Snapshot.of(
            self._statements(Where(r, PUBLIC, as_of)),
            revision=r,
            as_of=as_of,
            canon={x.key: x.canon for x in self._links(r)},
            ranks=self.ranks,
        )

    def _ids(self, keys: Iterable[str], revision: int) -> dict[str, str]:
        """Each key's canonical id."""
        asked = list(dict.fromkeys(keys))
        canon = {x.key: x.canon for x in self._links(revision, keys=asked)} if asked else {}
        return {k: canon.get(k, k) for k in asked}

    def _members(self, ids: Sequence[str], revision: int) -> list[str]:
        """The keys of canonical ids, the ids among them."""
        return sorted({*ids, *(x.key for x in self._links(revision, canons=ids))}) if ids else []

    def _docs(self, ids: Sequence[str], where: Where) -> dict[str, PartyDoc]:
        """Fold the parties with these canonical ids that are visible."""
        if not ids:
            return {}
        links = self._links(where.revision, canons=ids)
        canon = {x.key: x.canon for x in links} | {i: i for i in ids}
        keys = sorted(canon)
        named: dict[str, list[Statement]] = defaultdict(list)
        about: dict[str, list[Statement]] = defaultdict(list)
        for s in self._statements(replace(where, keys=keys)):
            named[canon[s.key]].append(s)
        for s in self._statements(replace(where, about=keys)):
            about[canon[s.a or ""]].append(s)
        out: dict[str, PartyDoc] = {}
        reasons: dict[str, list[Link]] = defaultdict(list)
        for x in links:
            reasons[x.canon].append(x)
        for i in ids:
            if i in named or i in about:
                seen = {s.key for s in named[i]}
                why = [(x.key, x.via, x.reason) for x in reasons[i] if x.key in seen and x.via in seen]
                out[i] = party(i, named[i], self.ranks, about=about[i], links=why)
        return out

    # -- the port: writing

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
            run, resumed = self._begin(Run(0, kind, load.source, load.sha256, load.mapping, first_day(load.dated), at))
            return LoadWriter(self, run, what, batch, resumed)

    def retract(self, source: str, *, at: str) -> Load:
        """Close the statements of a source. Raises UsageError where there is no such source."""
        with self._holding():
            known = sorted({x.source for x in self._log() if in_force(x.source, self._log())})
            if source not in known:
                raise UsageError(f"no source named {source!r} is loaded; loaded: {', '.join(known) or 'none'}")
            run, _ = self._begin(Run(0, "retract", source, "", "", None, at))
            ids = [h.id for h in self._held(source, run.revision) if h.closed > run.revision]
            for part in chunks(ids, WRITE):
                self._commit(run, Batch(close=part))
            relink(self, run)
            return self._finish(run)

    def decide(self, decisions: Sequence[PartyDecision], *, at: str) -> Load:
        """Take people's decisions on which keys are one party; nothing new publishes nothing."""
        taken: dict[tuple[str, str], PartyDecision] = {}
        for d in decisions:
            if d.a == d.b:
                raise UsageError(f"a decision needs two keys, not {d.a!r} twice")
            a, b = sorted((d.a, d.b))
            taken[a, b] = replace(d, a=a, b=b)
        with self._holding():
            held = {(d.a, d.b): d for d in self._decisions(self.revision())}
            new = [d for pair, d in sorted(taken.items()) if held.get(pair) != d]
            body = dumps([[d.a, d.b, d.verdict, d.by, d.reason, d.date] for d in new])
            sha = hashlib.sha256(body.encode()).hexdigest()
            count = {"rows": len(decisions), "accepted": len(new), "unchanged": len(decisions) - len(new)}
            if not new:
                return Load(self.revision(), "", sha, "", None, at, "decide", **count)
            run, _ = self._begin(Run(0, "decide", "", sha, "", None, at))
            self._commit(run, Batch(decisions=new))
            relink(self, run)
            return self._finish(run, **count)

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

    def _begin(self, run: Run) -> tuple[Run, Checkpoint | None]:
        """Resume the unfinished run where it is the same one, else abandon it; the store is held."""
        state = self._state()
        if state.run is not None and state.run.identity == run.identity:
            return state.run, Checkpoint(state.run.revision, state.run.position)
        if state.run is not None:
            log.warning("an unfinished %s of %r is abandoned", state.run.kind, state.run.source)
            self._abandon(state.run.revision)
        begun = replace(run, revision=state.revision + 1)
        self._commit(begun, Batch())
        return begun, None

    def _finish(self, run: Run, **count: int) -> Load:
        """Publish."""
        opened, closed = self._touched(run.revision)
        line = Load(
            run.revision, run.source, run.sha256, run.mapping, run.dated, run.at, run.kind,
            opened=opened, closed=closed, **count,
        )  # fmt: skip
        self._publish(line)
        log.info("revision %d: %s %s, %d opened, %d closed", run.revision, run.kind, run.source, opened, closed)
        return line

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
