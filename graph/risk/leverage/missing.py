"""Whom to ask as well: buyers that aren't known to buy directly there, and why each may be one."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph import numbers
from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.risk.leverage.buyers import direct_buyers
from headwater.graph.risk.network.distances import distances
from headwater.graph.risk.network.named import by_name
from headwater.graph.risk.network.owners import Owners
from headwater.graph.risk.network.shares import network
from headwater.graph.snapshot import Snapshot


class Missing(Document):
    """A buyer to ask who isn't known to buy directly here, and why it may be one to ask."""

    id: str
    name: str
    kind: str
    why: str
    refs: tuple[SourceRow, ...]


def missing_buyers(snapshot: Snapshot, owners: Owners, at: int, direct: Sequence[int]) -> tuple[Missing, ...]:
    """Who may be asked too: buyers through others, and buyers at other facilities of the same owner."""
    net = network(snapshot)
    steps = distances(snapshot, [at], side="buyers")
    seen = {at, *direct}
    out = []
    for i in by_name(snapshot, {i for i in steps if i not in seen and snapshot.parties[i].kind == "brand"}):
        out.append(_to_ask(snapshot, i, f"buys through others, {numbers.count(steps[i], 'step')} away", ()))
        seen.add(i)
    owner = owners.owner(at)
    links: dict[int, list[tuple[int, int]]] = {}
    for other in owners.owned(owner) if owner is not None else ():
        for b in direct_buyers(snapshot, net, other):
            if b not in seen:
                links.setdefault(b, []).append((other, b))
    for b in by_name(snapshot, set(links)):
        where = ", ".join(snapshot.parties[o].name for o in by_name(snapshot, {o for o, _ in links[b]}))
        refs = [
            r
            for pair in links[b]
            if (j := net.pair(*pair)) is not None
            for e in net.links_of(j)
            for r in snapshot.links[e].folded.refs()
        ]
        out.append(_to_ask(snapshot, b, f"buys at another facility of the same owner: {where}", source_rows(refs)))
    return tuple(out)


def _to_ask(snapshot: Snapshot, i: int, why: str, refs: tuple[SourceRow, ...]) -> Missing:
    party = snapshot.parties[i]
    return Missing(id=party.id, name=party.name, kind=party.kind, why=why, refs=refs)
