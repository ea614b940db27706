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

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, NamedTuple, Self

from headwater.graph.errors import UsageError
from headwater.graph.ids import key_rank
from headwater.graph.records import LINK_KINDS
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import Said
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import (
    ABOUT_KINDS,
    PARTY_KINDS,
    RELATION_KINDS,
    PartyDoc,
    RelationDoc,
    Statement,
    fold,
    party,
)
from headwater.graph.stores import search
from headwater.graph.stores.base import PUBLIC, Direction, Hit, Load, LoadKey, Viewer

LINKS: frozenset[str] = frozenset(k.value for k in LINK_KINDS)


class Row(NamedTuple):
    """A statement as it is written: scalars only. `opened` is the run's revision, `closed` open.

    (hash, version, opened) is unique: writing a row twice in one run must leave one.
    """

    hash: str
    version: str
    gone: str | None
    kind: str
    key: str
    a: str | None
    b: str | None
    props: str
    """Canonical JSON."""
    source: str
    file: str
    sha256: str
    row: int
    valid_from: str | None
    valid_to: str | None
    level: int
    norm: str | None
    """Normalised name of a party statement; None for anything else. Indexed, for prefix search and linking."""
    text: str | None
    """What search looks at (`search.text_of`), lines of lower-case text; None where there is nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """An unfinished write, kept in the state as the checkpoint. `position`: records put and committed."""

    revision: int
    kind: Literal["load", "history", "retract", "decide"]
    source: str
    sha256: str
    mapping: str
    dated: str | None
    at: str
    position: int = 0

    @property
    def identity(self) -> tuple[str, str, str, str, str | None]:
        """What makes two runs the same one."""
        return (self.kind, self.source, self.sha256, self.mapping, self.dated)


@dataclass(frozen=True, slots=True)
class State:
    """The published revision and the unfinished run."""

    revision: int
    run: Run | None


class Held(NamedTuple):
    """A statement of one source that is open, or that the run closed. `id` is the adapter's own."""

    id: int | str
    hash: str
    version: str
    gone: str | None
    opened: int
    closed: int
    valid_to: str | None


class Link(NamedTuple):
    """`key` belongs to the party `canon`; it hangs on the key `via` for `reason`."""

    key: str
    canon: str
    via: str
    reason: str


@dataclass(slots=True)
class Batch:
    """What one transaction writes, at the run's revision r.

    Attributes:
        rows: Statements to open; one that is there already (hash, version, r) is left alone.
        close: Ids of statements to close: closed = r where still open.
        end: Ids of statements that vanished: close as above, and open a copy at r with `gone` = the run's
            date and `valid_to` = the lesser of its own and that date; only where still open.
        links: Links that replace the open link of their key (one opened at r is overwritten).
        unlinks: Keys whose open link closes (one opened at r is deleted).
        decisions: Decisions that replace the open one of their pair (a < b).
    """

    rows: list[Row] = field(default_factory=list)
    close: list[int | str] = field(default_factory=list)
    end: list[int | str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    unlinks: list[str] = field(default_factory=list)
    decisions: list[PartyDecision] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(map(len, (self.rows, self.close, self.end, self.links, self.unlinks, self.decisions)))


@dataclass(frozen=True, slots=True)
class Where:
    """Which statements a read wants; every filter is part of the query.

    opened <= revision < closed; level <= viewer.level; without viewer.persons neither statements of
    kind "person" nor any whose `a` or `b` is a key with an open statement of that kind; with `as_of`
    valid_from (or ever) <= as_of < valid_to (or ever). The rest, where not None, are ANDed:

    Attributes:
        keys: Party statements with one of these keys (`a` is null).
        about: `a` is one of these and `b` is null: what is said about a party.
        start: Relations with `a` among these.
        end: Relations with `b` among these.
        source: Of one source.
        kinds: Of these kinds.
    """

    revision: int
    viewer: Viewer
    as_of: str | None
    keys: Sequence[str] | None = None
    about: Sequence[str] | None = None
    start: Sequence[str] | None = None
    end: Sequence[str] | None = None
    source: str | None = None
    kinds: Sequence[str] | None = None


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
