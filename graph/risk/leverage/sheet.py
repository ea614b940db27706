"""The sheet for one buyer of a facility: nobody else's numbers are in it."""

from __future__ import annotations

from headwater.graph.documents import Answer, SourceRow
from headwater.graph.errors import UsageError
from headwater.graph.risk.header import header_at
from headwater.graph.risk.leverage.buyers import Share, direct_buyers, share_of
from headwater.graph.risk.leverage.findings import OpenFinding, open_findings
from headwater.graph.risk.leverage.holds import hold
from headwater.graph.risk.leverage.missing import missing_buyers
from headwater.graph.risk.network.distances import distances, with_members
from headwater.graph.risk.network.named import Named, index_of, named
from headwater.graph.risk.network.owners import Owners
from headwater.graph.risk.network.shares import network
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

NOTES = (
    "This sheet holds no other buyer's volume, share or price (competition law); keep it so when you pass it on.",
    "Speak of the findings and of remedy together, never of prices, volumes or plans to buy.",
)


class Sheet(Answer):
    """What may be handed to one buyer: nobody else's volume, share or price, nor what could be worked out of them."""

    to: Named
    facility: Named
    country: str | None
    findings: tuple[OpenFinding, ...]
    of_purchases: Share | None
    """The facility's share of this buyer's own purchases; None: it doesn't buy directly."""
    others: tuple[Named, ...]
    """Who else is known to buy there, by name."""
    missing: tuple[Named, ...]
    """Whom to ask as well, by name."""
    ask: str
    refs: tuple[SourceRow, ...]
    """The rows that name this buyer; those of others aren't here."""
    notes: tuple[str, ...]


def sheet(snapshot: Snapshot, pack: Pack, facility: str, to: str, *, today: str, subject: str | None = None) -> Sheet:
    """Make the sheet that may be handed to one buyer of the facility; a function of names and its own rows only.

    A group gets one sheet for its members that buy there.

    Raises:
        NotFound: Nobody has one of the names.
        UsageError: That buyer isn't known to buy there, directly or through others.
    """
    at, who = index_of(snapshot, facility), index_of(snapshot, to)
    net = network(snapshot)
    direct = direct_buyers(snapshot, net, at)
    steps = distances(snapshot, [at], side="buyers")
    mine = [i for i in with_members(snapshot, [to]) if i in steps and i != at]
    if not mine:
        known = ", ".join(snapshot.parties[b].name for b in direct) or "none"
        raise UsageError(
            f"{snapshot.parties[who].name} isn't known to buy from {snapshot.parties[at].name}; known there: {known}"
        )
    own = hold(snapshot, net, at, who, mine, min(steps[i] for i in mine))
    missing = missing_buyers(snapshot, Owners(snapshot), at, direct)
    ours = {snapshot.ids[i] for i in mine}
    return Sheet(
        header=header_at(snapshot, today=today, pack=pack.version),
        to=named(snapshot, who),
        facility=named(snapshot, at),
        country=snapshot.parties[at].country,
        findings=open_findings(snapshot, pack, at, today, subject),
        of_purchases=share_of(own) if set(mine) & set(direct) else None,
        others=tuple(named(snapshot, b) for b in direct if b not in mine),
        missing=tuple(Named(id=m.id, name=m.name, kind=m.kind) for m in missing if m.id not in ours),
        ask="Ask the facility for remedy together, and say to it and to its workers who asks.",
        refs=own.refs,
        notes=NOTES,
    )
