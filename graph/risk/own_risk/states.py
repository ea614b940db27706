"""What is known of each company or facility, in one word, and how many there are of each.

The four states of a party and issue are in `Own.state`. For people evidence splits by how it is known:
confirmed (on site, or decided by an authority), found (by an audit or inspection), alleged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from weakref import WeakKeyDictionary

import numpy as np

from headwater.graph.documents import Document
from headwater.graph.errors import UnknownName
from headwater.graph.records import FindingKind
from headwater.graph.risk.own_risk.events import Event, Found, find_events
from headwater.graph.risk.own_risk.own import STATES, Own, State
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack


class Standing(StrEnum):
    """What is known, the surest first."""

    CONFIRMED = "confirmed"
    FOUND = "found"
    ALLEGED = "alleged"
    LOOKED = "looked"
    CONTEXT = "context only"
    UNKNOWN = "unknown"


OF_KIND: Mapping[FindingKind, Standing] = {
    FindingKind.CONFIRMED: Standing.CONFIRMED,
    FindingKind.AUTHORITY: Standing.CONFIRMED,
    FindingKind.AUDIT: Standing.FOUND,
    FindingKind.INSPECTION: Standing.FOUND,
    FindingKind.ALLEGATION: Standing.ALLEGED,
}
_OF_STATE = {
    State.LOOKED: Standing.LOOKED,
    State.CONTEXT: Standing.CONTEXT,
    State.UNKNOWN: Standing.UNKNOWN,
}
_ORDER = {s: i for i, s in enumerate(Standing)}


class StateCounts(Document):
    """How many companies and facilities are in each standing; each counts once, by the surest."""

    confirmed: int = 0
    found: int = 0
    alleged: int = 0
    looked: int = 0
    context_only: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.model_dump().values())


_EVENTS: WeakKeyDictionary[Snapshot, dict[tuple[str, str], Found]] = WeakKeyDictionary()


def events_of(snapshot: Snapshot, pack: Pack, today: str) -> Found:
    """All events on a day; kept as long as the snapshot lives."""
    held = _EVENTS.setdefault(snapshot, {})
    at = (pack.version, today)
    if at not in held:
        held[at] = find_events(snapshot, pack, today)
    return held[at]


def open_events(snapshot: Snapshot, pack: Pack, today: str, *, issue: str | None = None) -> dict[int, list[Event]]:
    """The open events of each party, of one issue or all."""
    out: dict[int, list[Event]] = {}
    for e in events_of(snapshot, pack, today).events:
        if e.open and issue in (None, e.issue):
            out.setdefault(e.party, []).append(e)
    return out


def standing(party: int, own: Own, events: Mapping[int, list[Event]], *, issue: str | None = None) -> Standing:
    """What is known of one party, for one issue or the surest over all."""
    held = own.state[party].tolist()
    if issue is not None:
        held = [s for s, name in zip(held, own.issues, strict=True) if name == issue]
    said = [OF_KIND[e.kind] for e in events.get(party, ())]
    # Evidence is said by its events; of the other states the one with the smallest index is the surest.
    if other := min((s for s in held if STATES[s] is not State.EVIDENCE), default=None):
        said.append(_OF_STATE[STATES[other]])
    return min(said, key=_ORDER.__getitem__, default=Standing.UNKNOWN)


def count(
    parties: Iterable[int], own: Own, events: Mapping[int, list[Event]], *, issue: str | None = None
) -> StateCounts:
    """Count parties by standing on one issue, or by the surest over all.

    Args:
        parties: Their indexes.
        own: Own risks on the day asked about.
        events: The open events of that issue, or of all, by party, see `open_events`.
        issue: One of `own.issues`; None: all of them.
    """
    rows = np.fromiter(parties, np.int64)
    told = np.fromiter((i in events for i in rows.tolist()), np.bool_, len(rows))
    counts = Counter(standing(i, own, events, issue=issue) for i in rows[told].tolist())
    # Without an event the state says it all: of several the surest, which has the smallest index.
    held = own.state[rows[~told]]
    if issue is not None:
        held = held[:, [k for k, name in enumerate(own.issues) if name == issue]]
    none = len(STATES)
    surest = np.where(held == STATES.index(State.EVIDENCE), none, held).min(axis=1, initial=none)
    for j, n in enumerate(np.bincount(surest, minlength=none + 1).tolist()):
        counts[_OF_STATE.get(STATES[j], Standing.UNKNOWN) if j < none else Standing.UNKNOWN] += n
    return StateCounts(**{s.value.replace(" ", "_"): counts[s] for s in Standing})


def issue_asked(own: Own, pack: Pack, issue: str | None) -> str | None:
    """The id of the issue that a question names, in any of its names; None: it asks of all.

    Raises:
        UnknownName: Neither the pack nor a given risk knows it.
    """
    if issue is None:
        return None
    known = pack.issue_named(issue) or issue
    if own.column(known) is None:
        raise UnknownName("issue", known, own.issues)
    return known
