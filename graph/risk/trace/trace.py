"""Upstream by tier: who is there, what is known of each, how much is mapped, and where nobody can see.

Tiers are steps from the buyer; a link with declared tier L counts L. Mapped at tier t is the share of
purchases that leads, step by step, to a named company or facility there; assessed the part of it that
somebody looked at in the last months that the pack says (24). Neither counts the buyer's own node. Source:
method 5.
"""

from __future__ import annotations

from headwater.graph.documents import Answer
from headwater.graph.risk.header import header_of
from headwater.graph.risk.network.distances import distances, with_members
from headwater.graph.risk.network.named import index_of
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.own_risk.states import issue_asked
from headwater.graph.risk.trace.blind_spots import BlindSpot, blind_spots
from headwater.graph.risk.trace.tiers import Tier, tiers
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack


class Trace(Answer):
    """Everything upstream of a company or facility."""

    root: str
    name: str
    members: tuple[str, ...]
    """Ids of the group's members that stand for it; empty for a single company."""
    issue: str | None
    depth: int | None
    tiers: tuple[Tier, ...]
    blind: tuple[BlindSpot, ...]
    beyond: int
    """Parties further up than `depth`."""
    assessed_months: int
    """A check or finding of the last so many months makes a party assessed; the pack's."""
    notes: tuple[str, ...]


def trace(
    snapshot: Snapshot, own: Own, pack: Pack, root: str, *, depth: int | None = None, issue: str | None = None
) -> Trace:
    """Give everything upstream of a company or facility, tier by tier.

    Args:
        snapshot: The graph.
        own: Own risk on the day that counts; only its states and day are used.
        pack: The vocabulary.
        root: Id or source key; a group stands for its members too.
        depth: Most tiers; None: as far as links lead.
        issue: States and chips of one issue; None: of all, the surest first.

    Returns:
        Tiers from the nearest; within a tier by severity of the worst open finding, then name and id.

    Raises:
        NotFound: The root isn't in the graph.
        UnknownName: No such issue.
    """
    issue = issue_asked(own, pack, issue)
    roots = with_members(snapshot, [root])
    reached = distances(snapshot, roots)
    near = {i: d for i, d in reached.items() if depth is None or d <= depth}
    at = index_of(snapshot, root)
    return Trace(
        header=header_of(snapshot, own),
        root=snapshot.ids[at],
        name=snapshot.parties[at].name,
        members=tuple(snapshot.ids[i] for i in roots if i != at),
        issue=issue,
        depth=depth,
        tiers=tiers(snapshot, own, pack, roots, near, issue=issue),
        blind=blind_spots(snapshot, near),
        beyond=len(reached) - len(near),
        assessed_months=snapshot.assumed.assessed_months,
        notes=(*own.notes, *network(snapshot).notes),
    )
