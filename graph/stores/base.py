"""The store port: a `Store` reads as a `Viewer` on a day, a `Writer` loads one file version.

Words: a **load** is (source, content SHA-256, mapping version). It reserves revision r + 1; its
batches commit statements with opened (or closed) = r + 1 together with the checkpoint; every read
filters opened ≤ r < closed; `finish` sets the revision to r + 1 in one small transaction; `abandon`
deletes what r + 1 wrote. One writer and one load at a time a store.
Opening to read makes nothing; only who opens to write makes a store that isn't there yet.

Reads take the `Viewer` and the day `as_of` (ISO date, "what was true then") inside the query: a
statement is read where valid_from ≤ as_of < valid_to. What the viewer may not see never leaves the store,
and has no part in what does: ids, links, counts and the revision itself are those of a store that never
held it (decision 0016). The store's own revision r is that of a viewer who sees everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from headwater.graph.records import Record, Visibility
from headwater.graph.statements import PartyDoc, RelationDoc, Statement

if TYPE_CHECKING:
    from headwater.graph.resolution.decisions import PartyDecision
    from headwater.graph.resolution.review import ReviewItem
    from headwater.graph.snapshot import Snapshot

SCHEMA = 3
"""Version of the stored form; a store with another one is refused (exit 2)."""

OPEN = 1 << 53
"""`closed` of what is still open."""

Direction = Literal["suppliers", "buyers", "both"]
"""Which neighbours: those who supply, those who buy (for OWNS and so on: start, end), or both."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads: the highest visibility it may see, and whether natural persons are shown."""

    level: int = int(Visibility.PUBLIC)
    persons: bool = False


PUBLIC = Viewer()
"""Everybody."""
OWNER = Viewer(level=int(Visibility.SEALED), persons=True)
"""The one who holds the store: for verify, copy and the canonical export of a whole store."""


@dataclass(frozen=True, slots=True)
class LoadKey:
    """What is being loaded. `dated` is the version date of the content (ISO), None where unknown."""

    source: str
    sha256: str
    mapping: str = "1"
    dated: str | None = None
    files: tuple[tuple[str, str], ...] = ()
    """(name, SHA-256) of each file."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far an unfinished load got: `position` is the number of records put and committed."""

    revision: int
    position: int


@dataclass(frozen=True, slots=True)
class Written:
    """Which write it is: begun, or a line of the load log. `at` is recorded time, UTC with Z."""

    revision: int
    kind: Literal["load", "history", "retract", "decide"]
    source: str
    sha256: str
    mapping: str
    dated: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Load(Written):
    """One line of the load log, as one viewer may know it."""

    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    quarantined: int = 0
    opened: int = 0
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """What a finished load did. rows = accepted + unchanged + quarantined; `revision` is the store's own."""

    revision: int
    rows: int
    accepted: int
    unchanged: int
    quarantined: int
    opened: int
    closed: int
    no_op: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result; `why` is "exact", "prefix", "word" or "text", with what matched: "word: kurim"."""

    id: str
    name: str
    kind: str
    country: str | None
    why: str


class Writer(AbstractContextManager["Writer", None], Protocol):
    """Writes one load. A context manager: leaving it without `finish` keeps the checkpoint.

    `no_op` is True where the load is its source's latest already: `put` nothing, `finish` says so.
    """

    no_op: bool
    resumed: Checkpoint | None
    """Where an earlier, killed run of the same load stopped; None: begins anew. The caller puts
    all records again from the first; what is there already is not written twice."""

    def put(self, records: Iterable[Record], *, row: int | None = None) -> None:
        """Take the records of one row (`row` names it for the count); may commit a batch."""

    def quarantine(self, row: int) -> None:
        """Count a row that made no statement."""

    def checkpoint(self, position: int) -> None:
        """Commit what was put, and the position, in one transaction."""

    def finish(self, *, accept_shrink: bool = False) -> Counts:
        """Close what vanished, resolve, and publish: the only moment readers notice."""

    def abandon(self) -> None:
        """Delete what this load wrote."""


class Store(AbstractContextManager["Store", None], Protocol):
    """Where the graph is kept. Both implementations pass `tests/graph/stores/contract/`."""

    url: str

    def revision(self, *, viewer: Viewer = PUBLIC) -> int:
        """The published revision as the viewer may know it: how many loads said something to it; 0 for none."""

    def write(self, load: LoadKey, *, at: str, batch: int = 10_000) -> Writer:
        """Begin or resume a load; `at` is now, UTC with Z.

        Raises:
            StoreBusy: Another load holds the store.
            FileRefused: A second version of a source without a date, or one dated between two loaded ones.
        """

    def resolve(self, key: str, *, viewer: Viewer = PUBLIC) -> str:
        """The canonical id of a key or former id (itself where it is none)."""

    def get(self, ids: Sequence[str], *, viewer: Viewer, as_of: str) -> dict[str, PartyDoc]:
        """Parties by the id asked for: canonical id, source key or former id; what isn't visible is absent."""

    def find(self, text: str, *, viewer: Viewer, as_of: str, kind: str | None = None, limit: int = 20) -> list[Hit]:
        """Search names, aliases and ids. The engine proposes, `search.rank` filters and orders."""

    def neighbours(
        self, ids: Sequence[str], *, direction: Direction, kinds: Sequence[str] | None = None,
        viewer: Viewer, as_of: str, limit: int | None = None,
    ) -> list[RelationDoc]:  # fmt: skip
        """Relations at `ids`, sorted by (start, end, kind, key)."""

    def statements(
        self, ids: Sequence[str] | None = None, *, source: str | None = None, kinds: Sequence[str] | None = None,
        viewer: Viewer, as_of: str | None,
    ) -> Iterator[Statement]:  # fmt: skip
        """Open statements, of the given parties (and about them) or of all; as_of None: of any day."""

    def canon(self, *, viewer: Viewer = PUBLIC) -> Mapping[str, str]:
        """Source key → canonical id, only keys whose id is another key."""

    def links(self, *, viewer: Viewer = PUBLIC) -> list[tuple[str, str, str]]:
        """(key, key, reason): why keys are one party."""

    def review(self, *, viewer: Viewer = PUBLIC) -> list[ReviewItem]:
        """Pairs of keys that may be one party, for people to decide, sorted."""

    def loads(self, *, viewer: Viewer = PUBLIC) -> list[Load]:
        """The load log as the viewer may know it, by its revision; without loads that said it nothing."""

    def retract(self, source: str, *, at: str) -> Load:
        """Close the statements of a source. Raises UsageError where there is no such source."""

    def decide(self, decisions: Sequence[PartyDecision], *, at: str) -> Load:
        """Take people's decisions on which keys are one party."""

    def decisions(self, *, viewer: Viewer = PUBLIC) -> list[PartyDecision]:
        """The decisions in force whose two keys the viewer may have heard of, sorted."""

    def snapshot(self, *, as_of: str, revision: int | None = None, viewer: Viewer = PUBLIC) -> Snapshot:
        """The viewer's graph on a day, for whole-graph work, as it stood at a published `revision` (None: now).

        Raises:
            UsageError: No such revision was published.
        """

    def close(self) -> None:
        """Let go of files and connections."""
