"""Who buys from a facility, directly or through others."""

from __future__ import annotations

from collections.abc import Mapping

from headwater.graph.documents import Answer, Document, SourceRow, source_rows
from headwater.graph.risk.header import header_at
from headwater.graph.risk.network.distances import distances, links_at
from headwater.graph.risk.network.named import index_of
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack


class Customer(Document):
    """A company that buys from a facility, directly or not."""

    id: str
    name: str
    kind: str
    steps: int
    direct: bool
    confidence: float | None
    """That the direct link is real, 0 to 1; None for one who buys through others."""
    through: tuple[str, ...]
    """Ids through which it buys; empty where it buys directly alone."""
    products: tuple[str, ...]
    refs: tuple[SourceRow, ...]


class Buyers(Answer):
    """Who buys from a facility. Nobody's volumes or prices are in it."""

    facility: str
    name: str
    country: str | None
    rows: tuple[Customer, ...]


def buyers(snapshot: Snapshot, pack: Pack, facility: str, *, today: str, depth: int | None = None) -> Buyers:
    """Give who buys from a facility, by steps, then name and id.

    Args:
        snapshot: The graph.
        pack: The vocabulary, named in the header.
        facility: Id or source key.
        today: ISO date, printed with the answer.
        depth: Most steps; None: as far as links lead.

    Raises:
        NotFound: The facility isn't in the graph.
    """
    at = index_of(snapshot, facility)
    reached = distances(snapshot, [at], side="buyers", depth=depth)
    net = network(snapshot)
    rows = [_customer(snapshot, net, at, i, reached) for i in reached if i != at]
    party = snapshot.parties[at]
    return Buyers(
        header=header_at(snapshot, today=today, pack=pack.version),
        facility=party.id,
        name=party.name,
        country=party.country,
        rows=tuple(sorted(rows, key=lambda r: (r.steps, r.name, r.id))),
    )


def _customer(snapshot: Snapshot, net: Network, at: int, i: int, reached: Mapping[int, int]) -> Customer:
    """One who buys from the facility `at`, and through whom of those that goods from there reach."""
    links = [e for e in links_at(snapshot, i, "suppliers") if int(snapshot.supplier[e]) in reached]
    direct = [e for e in links if int(snapshot.supplier[e]) == at]
    pair = net.pair(at, i)
    through = {snapshot.ids[s] for e in links if (s := int(snapshot.supplier[e])) not in (at, i)}
    return Customer(
        id=snapshot.ids[i],
        name=snapshot.parties[i].name,
        kind=snapshot.parties[i].kind,
        steps=reached[i],
        direct=bool(direct),
        confidence=float(net.q[pair]) if direct and pair is not None else None,
        through=tuple(sorted(through)),
        products=tuple(sorted({snapshot.links[e].product or "" for e in direct} - {""})),
        refs=source_rows(r for e in (direct or links) for r in snapshot.links[e].folded.refs()),
    )
