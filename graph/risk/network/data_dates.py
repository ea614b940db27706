"""How new the data behind a party is: the newest date of the sources of all that lies upstream of it."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np

from headwater.graph.engines.maxima import strongest
from headwater.graph.risk.network.shares import network
from headwater.graph.snapshot import Snapshot


def newest(dates: Iterable[str | None]) -> str | None:
    """The newest of ISO dates; None where none is dated."""
    return max((d for d in dates if d), default=None)


_DATES: WeakKeyDictionary[Snapshot, tuple[str | None, ...]] = WeakKeyDictionary()


def data_dates(snapshot: Snapshot) -> tuple[str | None, ...]:
    """The data date of each party, (n,); kept as long as the snapshot lives.

    The newest date of a source whose rows say something of the party, of its purchases, or of any party
    upstream of it, however far; None where none of these sources is dated. O(statements + links).
    """
    held = _DATES.get(snapshot)
    if held is None:
        held = _DATES[snapshot] = _data_dates(snapshot)
    return held


def _data_dates(snapshot: Snapshot) -> tuple[str | None, ...]:
    own = [newest(s.valid_from for s in p.folded.statements) for p in snapshot.parties]
    for e in (*snapshot.findings, *snapshot.assessments, *snapshot.risks):
        own[e.party] = newest((own[e.party], e.ref.dated))
    for link, v in enumerate(snapshot.buyer.tolist()):
        for s in snapshot.links.said(link):
            if s.valid_from and s.valid_from > (own[v] or ""):
                own[v] = s.valid_from
    words = sorted({d for d in own if d})
    # The newest date upstream is the strongest route where dates are strengths and links lose nothing.
    rank = {d: i + 1 for i, d in enumerate(words)}
    strength = np.array([rank.get(d or "", 0) for d in own], dtype=np.float64)[:, None] / max(len(words), 1)
    net = network(snapshot)
    found = np.rint(strongest(net.layout, np.ones(len(net.ix)), strength)[:, 0] * len(words)).astype(int)
    return tuple(words[i - 1] if i else None for i in found.tolist())
