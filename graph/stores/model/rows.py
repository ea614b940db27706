"""What a store's adapter is handed and gives back: rows, runs, batches, and what a read wants."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from headwater.graph.records import Visibility
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.statements import dumps
from headwater.graph.stores.base import Load, Viewer, Written

LEVELS: tuple[int, ...] = tuple(sorted(int(x) for x in Visibility))
"""The levels of viewers, lowest first."""
TOP = LEVELS[-1]
"""Who sees everything."""


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
    country: str | None = None
    """What linking compares of a party statement besides `norm`: its stated country, and the strong ids that it
    says beside its key (`linker.strong`). The ids are indexed."""
    os_id: str | None = None
    lei: str | None = None
    registry_number: str | None = None


@dataclass(frozen=True, slots=True)
class Run(Written):
    """An unfinished write, kept in the state as the checkpoint. `position`: records put and committed."""

    position: int = 0

    @property
    def identity(self) -> tuple[str, str, str, str, str | None]:
        """What makes two runs the same one."""
        return (self.kind, self.source, self.sha256, self.mapping, self.dated)


class Seen(NamedTuple):
    """What viewers of one level may know of a finished load."""

    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    quarantined: int = 0
    opened: int = 0
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Line(Written):
    """A line of the load log as it is kept.

    `seen` says, by level, what its viewers may know of it; None: nothing, the load isn't there for them.
    """

    seen: tuple[Seen | None, ...]

    def text(self) -> str:
        """The line as it is kept: JSON."""
        return dumps(asdict(self))

    @staticmethod
    def read(text: str) -> Line:
        """The line of a kept text."""
        said = json.loads(text)
        return Line(**said | {"seen": tuple(x if x is None else Seen(*x) for x in said["seen"])})

    def load(self, level: int, revision: int) -> Load | None:
        """The line as a viewer reads it; `revision` is its number for that level."""
        seen = self.seen[level]
        if seen is None:
            return None
        return Load(revision, self.kind, self.source, self.sha256, self.mapping, self.dated, self.at, *seen)


@dataclass(frozen=True, slots=True)
class State:
    """The store's own revision, how many loads each level sees of it, and the unfinished run."""

    revision: int
    seen: tuple[int, ...]
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
    """`key` belongs to the party `canon`; it hangs on the key `via` for `reason`.

    A link of a `level` above 0 stands in place of those below for viewers of that level and above, and is
    kept only where it differs from them; one whose `canon` is its own `key` says that it is no link there.
    """

    key: str
    canon: str
    via: str
    reason: str
    level: int = 0


class Queued(NamedTuple):
    """A pair of the review queue, a < b, of a `level` as a `Link` is; one without `reason` isn't in the queue there.

    `name` is the normalised name (or strong id) they share, `country` the one they share, None where one isn't known.
    """

    a: str
    b: str
    name: str
    country: str | None
    reason: str
    level: int = 0


@dataclass(slots=True)
class Batch:
    """What one transaction writes, at the run's revision r.

    Attributes:
        rows: Statements to open; one that is there already (hash, version, r) is left alone.
        close: Ids of statements to close: closed = r where still open.
        end: Ids of statements that vanished: close as above, and open a copy at r with `gone` = the run's
            date and `valid_to` = the lesser of its own and that date; only where still open.
        links: Links that replace the open link of their key and level (one opened at r is overwritten).
        unlinks: (key, level) whose open link closes (one opened at r is deleted).
        queue: Pairs of the review queue that replace the open one of their a, b and level, as links do.
        unqueue: (a, b, level) whose open pair closes, as with links.
        decisions: Decisions that replace the open one of their pair (a < b).
    """

    rows: list[Row] = field(default_factory=list)
    close: list[int | str] = field(default_factory=list)
    end: list[int | str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    unlinks: list[tuple[str, int]] = field(default_factory=list)
    queue: list[Queued] = field(default_factory=list)
    unqueue: list[tuple[str, str, int]] = field(default_factory=list)
    decisions: list[PartyDecision] = field(default_factory=list)

    def __len__(self) -> int:
        return (
            len(self.rows) + len(self.close) + len(self.end)
            + len(self.links) + len(self.unlinks) + len(self.queue) + len(self.unqueue) + len(self.decisions)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """Which statements a read wants; every filter is part of the query.

    opened <= revision < closed; level <= viewer.level; without viewer.persons neither statements of
    kind "person" nor any whose `a` or `b` is a key with an open statement of that kind that is visible to
    the viewer or no more than `restricted` (`guarded`); with `as_of` valid_from (or ever) <= as_of <
    valid_to (or ever). The rest, where not None, are ANDed:

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

    @property
    def guarded(self) -> int:
        """Up to which level a statement that a key is a natural person takes the key out of sight.

        The one thing that works downward: a name isn't shown because its protection is above the viewer.
        """
        return max(self.viewer.level, int(Visibility.RESTRICTED))
