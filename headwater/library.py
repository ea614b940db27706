"""The Library: an open store with its pack and caches, one a process. A Reader: who reads, when, one a request."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from headwater.clock import iso_day, utc_today
from headwater.graph.countries import country_called
from headwater.graph.documents import Header
from headwater.graph.errors import Ambiguous, NotFound, StoreMissing, UnknownName, UsageError, WrongName
from headwater.graph.ids import brand_key, group_key, lei_key, name_key, nfc, os_id_key
from headwater.graph.names import normalise
from headwater.graph.risk.version import METHOD
from headwater.graph.statements import PartyDoc
from headwater.graph.stores import open_store
from headwater.graph.stores.base import PUBLIC, Store, Viewer
from headwater.graph.stores.closing import Closing
from headwater.graph.stores.nowhere import nowhere
from headwater.graph.vocabulary import Pack, load_pack

if TYPE_CHECKING:  # who only looks something up waits for no picture
    from headwater.graph.risk.own_risk.own import Own
    from headwater.graph.snapshot import Snapshot

Picture: TypeAlias = "tuple[Snapshot, Own]"
"""The graph of a day as a viewer sees it, and the own risks in it."""

KEPT_PICTURES = 4
"""How many pictures stay in memory. Assumed."""


@dataclass(frozen=True, slots=True)
class PictureKey:
    """What a picture depends on; two viewers never share one."""

    viewer: Viewer
    revision: int
    day: str


@dataclass(slots=True)
class _Slot:
    """One picture, made once: whoever asks for it meanwhile waits for this one only."""

    lock: Lock = field(default_factory=Lock)
    picture: Picture | None = None


class Library(Closing):
    """An open store with its pack, and the pictures made from it. Safe for several threads.

    A lock a picture, so that whoever makes a dear one holds up nobody who asks for another.
    """

    def __init__(self, store: Store, pack: Pack, *, clock: Callable[[], str] = utc_today) -> None:
        self.store, self.pack, self.clock = store, pack, clock
        self._slots: OrderedDict[PictureKey, _Slot] = OrderedDict()
        self._lock = Lock()

    @classmethod
    def open(
        cls, url: str, *, pack: str = "garment", today: str | None = None, make: bool = False, missing: bool = False
    ) -> Library:
        """Open a store by URL with a pack. Raises StoreError, UnknownName, UsageError.

        Args:
            url: Where the store is.
            pack: A shipped pack's name, or the folder of another one.
            today: Fixes the day of reads; None: today in UTC, each day anew.
            make: To load: a store that isn't there yet is made.
            missing: A store that isn't there is only an error once something is read of it.
        """
        fixed = None if today is None else iso_day(today, "--today")
        chosen = load_pack(pack)
        try:
            store = open_store(url, ranks=chosen.ranks, make=make)
        except StoreMissing as error:
            if not missing:
                raise
            store = nowhere(error)
        return cls(store, chosen, clock=utc_today if fixed is None else lambda: fixed)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def picture(self, viewer: Viewer, day: str, revision: int | None) -> Picture:
        """The snapshot and own risks of a day as a viewer sees them, at a published revision (None: the latest)."""
        key = PictureKey(viewer, self.store.revision(viewer=viewer) if revision is None else revision, day)
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > KEPT_PICTURES:
                self._slots.popitem(last=False)
        with slot.lock:
            if slot.picture is None:
                from headwater.graph.risk.own_risk.evidence import own as own_risk

                found = self.store.snapshot(viewer=viewer, as_of=day, revision=revision)
                snapshot = replace(found, assumed=self.pack.assumed)
                slot.picture = snapshot, own_risk(snapshot, self.pack, today=day)
            return slot.picture


def _as_given(_: str, things: Sequence[Any]) -> Iterable[Any]:
    return things


@dataclass(frozen=True)
class Reader:
    """Who reads, what was true on which day, at which revision. Everything that it gives is of these three.

    Attributes:
        library: The open store and its caches.
        viewer: What may be seen; it reaches every query.
        day_asked: The day of the read, ISO; None: today.
        pinned: A past revision that pictures are of; None: the latest. Search, names and what waits for review
            are those of now.
        fixed_today: Another today than the library's, ISO.
        progress: Wraps what takes long, by its name, to show how far it is.
    """

    library: Library
    viewer: Viewer = PUBLIC
    day_asked: str | None = None
    pinned: int | None = None
    fixed_today: str | None = None
    progress: Callable[[str, Sequence[Any]], Iterable[Any]] = _as_given

    @property
    def store(self) -> Store:
        """The store."""
        return self.library.store

    @property
    def vocabulary(self) -> Pack:
        """The pack."""
        return self.library.pack

    @property
    def day(self) -> str:
        """The day of the read, ISO."""
        return self.day_asked or self.today

    @property
    def today(self) -> str:
        """The day from which ages are counted where no other is asked for, ISO."""
        return self.fixed_today or self.library.clock()

    @property
    def revision(self) -> int:
        """The revision that is read, as this viewer may know it."""
        return self.store.revision(viewer=self.viewer) if self.pinned is None else self.pinned

    def header(self) -> Header:
        """The header of an answer that reads no picture."""
        return Header(
            revision=self.revision, day=self.day, today=self.today, pack=self.vocabulary.version, method_version=METHOD
        )

    def at(self, day: str | None) -> Self:
        """The same reader on another day (None: this one's). Raises UsageError."""
        return self if day is None else replace(self, day_asked=iso_day(day, "as-of"))

    def picture(self) -> Picture:
        """The snapshot and own risks."""
        return self.library.picture(self.viewer, self.day, self.pinned)

    def party(self, text: str) -> str:
        """The canonical id of a company or facility: by id, by a source's own id, or by name where one fits.

        Raises:
            NotFound: Nothing fits; close names are listed.
            Ambiguous: Several fit; the candidates are listed.
        """
        words = nfc(text)
        if not words:
            raise UsageError("name a company or facility; the name given is empty")
        keys = [words, name_key(words), os_id_key(words), lei_key(words), brand_key(words), group_key(words)]
        docs = self.store.get(list(dict.fromkeys(keys)), viewer=self.viewer, as_of=self.day)
        if words in docs:
            return docs[words].id
        for key in (os_id_key(words), lei_key(words)):
            if key in docs:
                return docs[key].id
        hits = self.store.find(words, viewer=self.viewer, as_of=self.day, limit=200)
        named = {h.id: (h.name, h.kind) for h in hits} | {d.id: (d.name, d.kind) for d in docs.values()}
        found = _one_of(words, named)
        if found is None:
            raise NotFound(words, hints=[f"{h.name} [{h.id}]" for h in hits[:5]])
        return found

    def other(self, text: str) -> str:
        """As `party`, for a company or facility that isn't asked about: a filter or an option names it.

        Raises:
            WrongName: Nothing fits; close names are listed.
            Ambiguous: Several fit; the candidates are listed.
        """
        try:
            return self.party(text)
        except NotFound as error:
            raise WrongName(error.text, hints=error.hints) from None

    def parties(self, texts: Sequence[str]) -> list[str]:
        """Canonical ids of several, in order."""
        return [self.party(t) for t in texts]

    def doc(self, text: str) -> PartyDoc:
        """One company or facility as this viewer sees it, with everything said about it."""
        party_id = self.party(text)
        docs = self.store.get([party_id], viewer=self.viewer, as_of=self.day)
        if party_id not in docs:
            raise NotFound(text)
        return docs[party_id]

    def country(self, text: str) -> str:
        """The code of a country given by code or name. Raises UsageError."""
        code = country_called(text)
        if code is None:  # in other words, of many languages
            from headwater.loaders.cells.countries import country_code

            code = country_code(text, codes=True)
        if code is None:
            raise UsageError(f"no country is called {text!r}; write its name or its two letters, such as BD")
        return code

    def issue(self, text: str | None) -> str | None:
        """The issue that is meant, by id or title; None where none is asked for.

        Raises:
            UnknownName: Neither the pack nor a `risks` row knows it; lists those that they know.
        """
        if text is None:
            return None
        own = self.picture()[1]
        named = self.vocabulary.issue_named(text) or (text if text in own.issues else None)
        if named is None:
            raise UnknownName(
                "issue", text, list(dict.fromkeys((*(i.id for i in self.vocabulary.issues), *own.issues)))
            )
        return named


def _one_of(words: str, named: dict[str, tuple[str, str]]) -> str | None:
    """The only one whose name is meant; a brand outranks a stub or group of its name. Raises Ambiguous."""
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
    return None


__all__ = ["KEPT_PICTURES", "Library", "Picture", "Reader"]
