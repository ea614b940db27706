"""What a store's adapter is handed and gives back: rows, runs, batches, and what a read wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores.base import Viewer


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
        return (
            len(self.rows) + len(self.close) + len(self.end)
            + len(self.links) + len(self.unlinks) + len(self.decisions)
        )  # fmt: skip


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
