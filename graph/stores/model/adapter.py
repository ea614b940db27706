"""What a store's engine must be able to do: a handful of primitives, with no rules of their own.

What is stored, in any store:

- **state**: the store's own revision, how many loads each level of viewer sees of it (its revision for
  that level), and the unfinished `Run` (the checkpoint) or nothing;
- **statements** (`Row`): content, `version` and `gone`, and a half-open interval of revisions
  [opened, closed). `version` is the date of the oldest loaded version of the source that says it
  ("" undated), `gone` the date of the first later version that lacks it (None: the newest says it).
- **links** (`Link`, of a level), the **review queue** (`Queued`, of a level too) and **decisions**, with the same
  interval of revisions;
- the **load log**, a `Line` a revision of the store.

A read takes the published revision r first and passes it to each query: opened <= r < closed. What a
run writes has opened (or closed) = r + 1, and no reader sees it until `_publish` moves the number.
Every step of a run may be repeated after a kill: it first looks at what r + 1 holds already.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence

from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import Said
from headwater.graph.statements import Statement
from headwater.graph.stores.model.rows import Batch, Held, Line, Link, Queued, Run, State, Where


class Adapter(ABC):
    """The primitives over one engine; revisions are the store's own."""

    url: str
    ranks: Mapping[str, int]
    """Source → rank in the fold (from the pack); empty: all alike."""

    # -- state and the lock

    @abstractmethod
    def _state(self) -> State:
        """The published revision (0 for an empty store), for each level too, and the unfinished run."""

    @abstractmethod
    def _log(self) -> list[Line]:
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

    # -- writing; each is ONE transaction, and called only while held

    @abstractmethod
    def _commit(self, run: Run, batch: Batch) -> None:
        """Write the batch at `run.revision` and store `run` as the state's run."""

    @abstractmethod
    def _publish(self, line: Line, seen: tuple[int, ...]) -> None:
        """Write the log line, set the revision to `line.revision`, those of the levels to `seen`, the run to none."""

    @abstractmethod
    def _abandon(self, revision: int) -> None:
        """Delete what was opened at `revision`, reopen what was closed at it, and set the run to none.

        Statements, links and decisions. May take several transactions if the last clears the run.
        """

    # -- what a run needs to know

    @abstractmethod
    def _held(self, source: str, revision: int) -> Iterator[Held]:
        """Statements of a source with closed >= `revision`: open, or closed or opened by this run."""

    @abstractmethod
    def _touched(self, revision: int) -> dict[int, tuple[int, int]]:
        """Level → how many statements have opened = `revision`, and how many closed = `revision`."""

    @abstractmethod
    def _relinked(self, revision: int) -> set[int]:
        """The levels of the links that have opened or closed = `revision`."""

    @abstractmethod
    def _persons(self, revision: int) -> set[str]:
        """The keys of statements of kind "person" that have opened or closed = `revision`."""

    @abstractmethod
    def _lowest(self, keys: Sequence[str], revision: int) -> dict[str, int]:
        """The least level at which each key was ever named, as a party, `a` or `b`; absent where it never was."""

    @abstractmethod
    def _said(self, revision: int, keys: Sequence[str] | None = None) -> Iterator[Said]:
        """What the party statements open at `revision` say for linking, in any order: all, or of some keys."""

    @abstractmethod
    def _named(self, revision: int, most: int) -> set[str]:
        """The keys of party statements and the parties of entries that have opened or closed = `revision`.

        Where there are more than `most`, more than `most` of them.
        """

    @abstractmethod
    def _mentioned(self, keys: Sequence[str], revision: int) -> set[str]:
        """Those of the keys that a statement names, as a party, `a` or `b`, that has opened = `revision`."""

    @abstractmethod
    def _sharing(self, norms: Sequence[str], ids: Sequence[Sequence[str]], revision: int) -> set[str]:
        """The keys of party statements that may share a name or a strong id, by an index.

        Those with `norm` among `norms`, or the OS ID, LEI or registry number said beside the key among `ids` (three
        lists), that are open at `revision` or were closed at it.
        """

    @abstractmethod
    def _links(
        self, revision: int, level: int, *, keys: Sequence[str] | None = None, canons: Sequence[str] | None = None
    ) -> list[Link]:
        """Links open at `revision` of this level or below: all, or of some keys, or to some canonical ids."""

    @abstractmethod
    def _queue(self, revision: int, level: int, firsts: Sequence[str] | None = None) -> list[Queued]:
        """The review queue open at `revision`, of this level or below: all, or with one of these keys as `a`."""

    @abstractmethod
    def _decisions(self, revision: int) -> list[PartyDecision]:
        """Decisions open at `revision`."""

    # -- reading

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
