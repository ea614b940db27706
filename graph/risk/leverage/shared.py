"""Who else is there: facilities that several companies buy from, and what they hold together.

Leverage chooses means; it never enters the priority register (CSDDD recital 44; method 7). Shares
here are parts of a company's own purchases: no source tells what part of a facility's output a
company takes, so no number for that is made up.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from headwater.graph.documents import Answer, Document
from headwater.graph.risk.header import header_at
from headwater.graph.risk.leverage.holds import Hold, hold
from headwater.graph.risk.leverage.lookalikes import MaybeSame, maybe_same
from headwater.graph.risk.network.distances import distances, links_at, with_members
from headwater.graph.risk.network.named import Named, by_name, named
from headwater.graph.risk.network.shares import network
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

_NOT_FACILITIES = frozenset({"brand", "group", "person"})


class SharedFacility(Document):
    """A facility in the supply of all the companies asked for."""

    id: str
    name: str
    country: str | None
    country_proposed: str | None
    holds: tuple[Hold, ...]
    others: tuple[Named, ...]
    """Who else buys there directly, as far as is known."""
    known_buyers: int
    """Direct buyers known, together."""
    asked_buyers: int
    """How many of them are companies asked for, or of their groups: what they hold together."""


class Shared(Answer):
    """What several companies share. `both` facilities are sure; `maybe` wait for a decision."""

    companies: tuple[Named, ...]
    facilities: tuple[SharedFacility, ...]
    maybe: tuple[MaybeSame, ...]
    only: Mapping[str, int]
    """Company id → facilities in its supply that are not in everybody's."""
    depth: int | None
    notes: tuple[str, ...]


def share(
    snapshot: Snapshot,
    pack: Pack,
    companies: Sequence[str],
    *,
    today: str,
    depth: int | None = None,
    review: Sequence[tuple[str, str, str]] = (),
) -> Shared:
    """Give the facilities in the supply of all the companies, and who else buys there.

    Args:
        snapshot: The graph.
        pack: The vocabulary, named in the header.
        companies: Ids or source keys; a group stands for its members too.
        today: ISO date, printed with the answer.
        depth: Most steps from a company; None: as far as links lead.
        review: (key, key, reason): pairs that linking left to a person.

    Returns:
        Facilities by name and id; beside them the pairs that may be one facility: from `review`, and
        those of one normalised name (a country missing, or several of that name in it).

    Raises:
        NotFound: A company isn't in the graph.
    """
    roots = [with_members(snapshot, [c]) for c in companies]
    asked = [i for c in companies if (i := snapshot.find(c)) is not None]
    reached = [distances(snapshot, r, depth=depth) for r in roots]
    own = {i for r in roots for i in r}
    supply = [
        {i for i, d in at.items() if d > 0 and i not in own and snapshot.parties[i].kind not in _NOT_FACILITIES}
        for at in reached
    ]
    both = set.intersection(*supply) if supply else set()
    holders = list(zip(asked, roots, reached, strict=True))
    shared = by_name(snapshot, both)
    return Shared(
        header=header_at(snapshot, today=today, pack=pack.version),
        companies=tuple(named(snapshot, i) for i in asked),
        facilities=tuple(_facility(snapshot, i, holders, own) for i in shared),
        maybe=maybe_same(snapshot, supply, both, review),
        only={snapshot.ids[c]: len(s - both) for c, s in zip(asked, supply, strict=True)},
        depth=depth,
        notes=("Shares are of a company's own purchases; what part of a facility's output it takes is not known.",),
    )


def _facility(
    snapshot: Snapshot,
    i: int,
    holders: Sequence[tuple[int, Sequence[int], Mapping[int, int]]],
    own: Collection[int],
) -> SharedFacility:
    """One shared facility.

    Args:
        snapshot: The graph.
        i: Its index.
        holders: For each company its index, those of its members, and steps to it by facility.
        own: Indexes of all the companies asked for and their members.
    """
    net, party = network(snapshot), snapshot.parties[i]
    direct = sorted({int(snapshot.buyer[e]) for e in links_at(snapshot, i, "buyers")})
    return SharedFacility(
        id=party.id,
        name=party.name,
        country=party.country,
        country_proposed=None if party.country else party.country_proposed,
        holds=tuple(hold(snapshot, net, i, company, members, at[i]) for company, members, at in holders),
        others=tuple(named(snapshot, b) for b in direct if b not in own),
        known_buyers=len(direct),
        asked_buyers=sum(b in own for b in direct),
    )
