"""Who buys directly at a facility, with the part of its purchases and of the output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.graph import numbers
from headwater.graph.documents import Document, SourceRow
from headwater.graph.errors import UsageError
from headwater.graph.risk.leverage.holds import Hold, hold
from headwater.graph.risk.network.distances import links_at
from headwater.graph.risk.network.named import Named, by_name, index_of, named
from headwater.graph.risk.network.owners import Owners
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.snapshot import Snapshot

OVER = 1e-6
"""By which given shares may exceed 1 before they are refused, as in a list."""


class Share(Document):
    """A share, 0 to 1, or its bounds where it isn't known. All None: nothing is known of it."""

    value: float | None
    low: float | None
    high: float | None


class BuyerHere(Document):
    """Who buys directly at the facility."""

    id: str
    name: str
    kind: str
    group: Named | None
    """Its group, where one is known."""
    of_purchases: Share
    """The facility's share of the buyer's own purchases, as stated."""
    of_output: Share
    """The buyer's share of what the facility makes: as given by the asker, else unknown with bounds."""
    refs: tuple[SourceRow, ...]


def direct_buyers(snapshot: Snapshot, net: Network, at: int) -> list[int]:
    """Who buys directly, by name; whom it only sends workers to doesn't buy."""
    buyers = {int(snapshot.buyer[e]) for e in links_at(snapshot, at, "buyers")}
    return by_name(snapshot, {b for b in buyers if (j := net.pair(at, b)) is not None and net.flow[j]})


def given_shares(snapshot: Snapshot, direct: Sequence[int], takes: Mapping[str, float]) -> dict[int, float]:
    """The given shares of the output by index of the buyer, checked.

    Raises:
        NotFound: A buyer isn't in the graph.
        UsageError: It isn't known to buy there, or a share or their sum is out of range.
    """
    out: dict[int, float] = {}
    for key, share in takes.items():
        at = index_of(snapshot, key)
        name = snapshot.parties[at].name
        if at not in direct:
            raise UsageError(f"{name} isn't known to buy directly there; load the row that says so first")
        if not 0.0 <= share <= 1.0:
            raise UsageError(f"{name}: {share} is no share; give a number from 0 to 1")
        out[at] = share
    if sum(out.values()) > 1.0 + OVER:
        total = numbers.amount(round(sum(out.values()), 9))
        raise UsageError(f"the shares given sum to {total}; together they are 1 at most")
    return out


def buyer_here(snapshot: Snapshot, owners: Owners, at: int, buyer: int, given: float | None, free: float) -> BuyerHere:
    """The buyer, with the share of the output given for it, else `free` as the most that it may take."""
    own = hold(snapshot, network(snapshot), at, buyer, [buyer], 1)
    party, group = snapshot.parties[buyer], owners.owner(buyer)
    return BuyerHere(
        id=party.id,
        name=party.name,
        kind=party.kind,
        group=None if group is None else named(snapshot, group),
        of_purchases=share_of(own),
        of_output=Share(value=given, low=given or 0.0, high=free if given is None else given),
        refs=own.refs,
    )


def share_of(of: Hold) -> Share:
    """The stated share of a buyer's own purchases, or its bounds."""
    return Share(value=of.share, low=of.low, high=of.high)
