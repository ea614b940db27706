"""What a what-if moves elsewhere: other buyers' indicators, where purchases go, who is left without a buyer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.graph.documents import Document
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.own_risk.own import Matrix, Own
from headwater.graph.risk.whatif.draft import Draft, spans
from headwater.graph.risk.whatif.ledger import looked_at
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

LEAST = 1e-9
"""Changes no larger are rounding."""


class Move(Document):
    """Another buyer whose upstream_risk moves; of its issues the one that moves most. It orders no work."""

    party: str
    name: str
    issue: str
    issue_title: str
    before: float
    after: float


class Purchase(Document):
    """A share of a buyer's purchases that goes elsewhere. `supplier` None: to suppliers nobody named."""

    buyer: str
    buyer_name: str
    supplier: str | None
    supplier_name: str | None
    before: float
    after: float


class Orphan(Document):
    """A facility whose last known buyer leaves, or sells only to such. None: not known."""

    party: str
    name: str
    country: str | None
    why: str
    workers: int | None
    open_harms: int | None


def moves(
    snapshot: Snapshot,
    own: Own,
    pack: Pack,
    net: Network,
    before: Matrix,
    after: Matrix,
    b: int,
    columns: Sequence[int],
) -> list[Move]:
    """Buyers other than `b` whose value moves, the largest move first, then by id."""
    change = np.abs(after - before)[:, columns]
    change = np.where(np.isnan(change), 0.0, change)
    most = change.max(axis=1, initial=0.0)
    others = np.flatnonzero((most > LEAST) & (np.diff(net.ip) > 0) & (np.arange(net.n) != b))
    out = []
    for v in sorted(others.tolist(), key=lambda v: (-most[v], snapshot.ids[v])):
        k = columns[int(change[v].argmax())]
        name = snapshot.parties[v].name
        x, y = float(before[v, k]), float(after[v, k])
        issue = own.issues[k]
        title = pack.issue_title(issue)
        out.append(Move(party=snapshot.ids[v], name=name, issue=issue, issue_title=title, before=x, after=y))
    return out


def purchases(snapshot: Snapshot, draft: Draft, b: int) -> list[Purchase]:
    """Where shares go: those of `b` first, then the largest; then by id."""
    buyer, supplier, change = draft.shift()
    rows: list[tuple[int, int | None, float, float]] = []
    for v, u, x in zip(buyer.tolist(), supplier.tolist(), change.tolist(), strict=True):
        if x > LEAST:
            pair = draft.net.pair(u, v)
            was = 0.0 if pair is None else float(draft.net.share[pair])
            rows.append((v, u, was, was + x))
    freed = draft.freed.value[:, 0].tolist()
    for v, x in zip(draft.freed.at.tolist(), freed, strict=True):
        if x > LEAST:
            was = float(draft.net.rest[v])
            rows.append((v, None, was, was + x))
    rows.sort(key=lambda r: (r[0] != b, r[2] - r[3], snapshot.ids[r[0]], "" if r[1] is None else snapshot.ids[r[1]]))
    return [
        Purchase(
            buyer=snapshot.ids[v],
            buyer_name=snapshot.parties[v].name,
            supplier=None if u is None else snapshot.ids[u],
            supplier_name=None if u is None else snapshot.parties[u].name,
            before=was,
            after=now,
        )
        for v, u, was, now in rows
    ]


def orphans(old: Network, new: Network) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Who had a known buyer and has none now; and who sells only to them, or to such in turn. O(links)."""
    had = np.bincount(old.ix, minlength=old.n)
    count = np.bincount(new.ix, minlength=old.n)
    first = np.flatnonzero((had > 0) & (count == 0))
    wave, behind = first, np.zeros(old.n, np.bool_)
    while len(wave):
        places, _ = spans(new.ip[wave], new.ip[wave + 1])
        lost = np.bincount(new.ix[places], minlength=old.n)
        count = count - lost
        wave = np.flatnonzero((lost > 0) & (count == 0) & ~behind)
        behind[wave] = True
    behind[first] = False
    return first, np.flatnonzero(behind)


def describe_orphans(
    snapshot: Snapshot, own: Own, old: Network, new: Network, events: Mapping[int, Sequence[Event]]
) -> tuple[Orphan, ...]:
    """The facilities of `orphans`, with the people and harms known, those whose own buyer leaves first."""
    first, behind = orphans(old, new)
    out = []
    for some, why in ((first, "its last known buyer leaves"), (behind, "it sells only to facilities left")):
        for i in some.tolist():
            p = snapshot.parties[i]
            out.append(
                Orphan(
                    party=p.id,
                    name=p.name,
                    country=p.country,
                    why=why,
                    workers=p.workers,
                    open_harms=len(events.get(i, ())) if looked_at(own, i) else None,
                )
            )
    return tuple(out)
