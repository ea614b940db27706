"""The Workspace: an open store with its pack, and the snapshot and own risks of a day, made once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock
from types import TracebackType
from typing import Self

from headwater.graph.documents import Header
from headwater.graph.errors import Ambiguous, NotFound, UsageError
from headwater.graph.ids import brand_key, group_key, lei_key, name_key, nfc, os_id_key
from headwater.graph.names import normalise
from headwater.graph.risk.own_risk.evidence import own as own_risk
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.version import METHOD
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import PartyDoc
from headwater.graph.stores import open_store
from headwater.graph.stores.base import PUBLIC, Store, Viewer
from headwater.graph.vocabulary import Pack, load_pack

KEPT_SNAPSHOTS = 4
"""How many (revision, day) snapshots stay in memory. Assumed."""


def utc_today() -> str:
    """Today in UTC, ISO."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def utc_now() -> str:
    """Now in UTC with Z, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def iso_day(text: str, what: str) -> str:
    """A plain ISO day, checked. Raises UsageError naming `what`."""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"{what}: {text!r} is not a day; write it as YYYY-MM-DD") from None


class Workspace:
    """What CLI and API share: reads as a viewer, on a day, at the store's published revision.

    Safe for several threads: snapshots are immutable and made under a lock.
    """

    def __init__(
        self,
        store: Store,
        pack: Pack,
        *,
        clock: Callable[[], str] = utc_today,
        viewer: Viewer = PUBLIC,
        revision: int | None = None,
    ) -> None:
        self.store, self.pack, self.viewer = store, pack, viewer
        self.pinned = revision
        self._clock = clock
        self._lock = Lock()
        self._snapshots: dict[tuple[int, str], tuple[Snapshot, Own]] = {}

    @classmethod
    def open(cls, url: str, *, pack: str = "garment", today: str | None = None) -> Workspace:
        """Open a store by URL with a pack. Raises StoreError, UnknownName, UsageError."""
        chosen = load_pack(pack)
        store = open_store(url, ranks=chosen.ranks)
        return cls(store, chosen, clock=(lambda: today) if today else utc_today)

    @property
    def today(self) -> str:
        """The day of reads where none is asked for: fixed, or today in UTC."""
        return self._clock()

    def pin(self, *, today: str, revision: int | None) -> Workspace:
        """The same store and pack with the day fixed, its snapshots those of a past revision (None: the latest).

        Search, names and what waits for review are still those of now.
        """
        return Workspace(self.store, self.pack, clock=lambda: today, viewer=self.viewer, revision=revision)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def day(self, as_of: str | None) -> str:
        """The day of a read: as asked, else today."""
        return iso_day(as_of, "as-of") if as_of else self.today

    def header(self, as_of: str | None = None) -> Header:
        """The header of an answer that needs no picture."""
        return Header(
            revision=self.store.revision(viewer=self.viewer) if self.pinned is None else self.pinned,
            day=self.day(as_of),
            today=self.today,
            pack=self.pack.version,
            method_version=METHOD,
        )

    def picture(self, as_of: str | None = None) -> tuple[Snapshot, Own]:
        """The viewer's snapshot and own risks of a day, at the published revision."""
        day = self.day(as_of)
        key = (self.store.revision(viewer=self.viewer) if self.pinned is None else self.pinned, day)
        with self._lock:
            if key not in self._snapshots:
                snapshot = replace(
                    self.store.snapshot(as_of=day, revision=self.pinned, viewer=self.viewer), assumed=self.pack.assumed
                )
                pair = snapshot, own_risk(snapshot, self.pack, today=day)
                while len(self._snapshots) >= KEPT_SNAPSHOTS:
                    del self._snapshots[next(iter(self._snapshots))]
                self._snapshots[key] = pair
                self._snapshots[snapshot.revision, day] = pair
            return self._snapshots[key]

    def party(self, text: str, *, as_of: str | None = None) -> str:
        """The canonical id of a company or facility: by id, by a source's own id, or by name where one fits.

        Raises:
            NotFound: Nothing fits; close names are listed.
            Ambiguous: Several fit; the candidates are listed.
        """
        day = self.day(as_of)
        words = nfc(text)
        if not words:
            raise UsageError("name a company or facility; the name given is empty")
        keys = [words, name_key(words), os_id_key(words), lei_key(words), brand_key(words), group_key(words)]
        docs = self.store.get(list(dict.fromkeys(keys)), viewer=self.viewer, as_of=day)
        if words in docs:
            return docs[words].id
        for key in (os_id_key(words), lei_key(words)):
            if key in docs:
                return docs[key].id
        hits = self.store.find(words, viewer=self.viewer, as_of=day, limit=200)
        named = {h.id: (h.name, h.kind) for h in hits}
        named |= {d.id: (d.name, d.kind) for d in docs.values()}
        folded = words.casefold()
        exact = {i: n for i, (n, _) in named.items() if nfc(n).casefold() == folded}
        loose = {i: n for i, (n, _) in named.items() if normalise(n) == normalise(words)}
        for fits in (exact, loose):
            if len(fits) > 1:
                kinds = {i: named[i][1] for i in fits}
                brands = [i for i in fits if kinds[i] == "brand"]
                if len(brands) == 1 and set(kinds.values()) <= {"brand", "stub", "group"} and fits is loose:
                    return brands[0]
                raise Ambiguous(words, sorted(fits.items()))
            if fits:
                return next(iter(fits))
        raise NotFound(words, hints=[f"{h.name} [{h.id}]" for h in hits[:5]])

    def doc(self, text: str, *, as_of: str | None = None) -> PartyDoc:
        """One company or facility as this viewer sees it, with everything said about it."""
        party_id = self.party(text, as_of=as_of)
        docs = self.store.get([party_id], viewer=self.viewer, as_of=self.day(as_of))
        if party_id not in docs:
            raise NotFound(text)
        return docs[party_id]

    def parties(self, texts: Sequence[str], *, as_of: str | None = None) -> list[str]:
        """Canonical ids of several, in order."""
        return [self.party(t, as_of=as_of) for t in texts]
