"""Who else is there: facilities that several companies buy from, and what they hold together.

Leverage chooses means; it never enters the priority register (CSDDD recital 44; method 7). Shares
here are parts of a company's own purchases: no source tells what part of a facility's output a
company takes, so no number for that is made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.graph.documents import Answer, Document, SourceRow, source_rows
from headwater.graph.names import normalise
from headwater.graph.risk.header import header_at
from headwater.graph.risk.network.distances import distances, links_at, with_members
from headwater.graph.risk.network.named import Named, named
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

_NOT_FACILITIES = frozenset({"brand", "group", "person"})


class Hold(Document):
    """What one company has to do with a shared facility."""

    company: str
    """Id, as asked for."""
    steps: int
    """From the facility to it or to a member of its group; 1 = buys directly."""
    share: float | None
    """Stated share of the purchases of its direct buyers among them; None: nobody states it."""
    low: float | None
    high: float | None
    """Bounds of it where it isn't stated: none, or all that isn't stated for others. None: buys through others."""
    refs: tuple[SourceRow, ...]


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


class MaybeSame(Document):
    """Two facilities that may be one: for a person to decide, not counted as shared."""

    a: Named
    b: Named
    country_a: str | None
    country_b: str | None
    reason: str


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
    net = network(snapshot)
    roots = [with_members(snapshot, [c]) for c in companies]
    asked = [i for c in companies if (i := snapshot.find(c)) is not None]
    reached = [distances(snapshot, r, depth=depth) for r in roots]
    own = {i for r in roots for i in r}
    supply = [
        {i for i, d in at.items() if d > 0 and i not in own and snapshot.parties[i].kind not in _NOT_FACILITIES}
        for at in reached
    ]
    both = set.intersection(*supply) if supply else set()
    facilities = []
    for i in sorted(both, key=lambda i: (snapshot.parties[i].name, snapshot.ids[i])):
        direct = sorted({int(snapshot.buyer[e]) for e in links_at(snapshot, i, "buyers")})
        party = snapshot.parties[i]
        facilities.append(
            SharedFacility(
                id=party.id,
                name=party.name,
                country=party.props.get("country"),
                country_proposed=None if party.props.get("country") else party.props.get("country_proposed"),
                holds=tuple(
                    hold(snapshot, net, i, company, members, at[i])
                    for company, members, at in zip(asked, roots, reached, strict=True)
                ),
                others=tuple(named(snapshot, b) for b in direct if b not in own),
                known_buyers=len(direct),
                asked_buyers=sum(b in own for b in direct),
            )
        )
    return Shared(
        header=header_at(snapshot, today=today, pack=pack.version),
        companies=tuple(named(snapshot, i) for i in asked),
        facilities=tuple(facilities),
        maybe=_maybe(snapshot, supply, both, review),
        only={snapshot.ids[c]: len(s - both) for c, s in zip(asked, supply, strict=True)},
        depth=depth,
        notes=("Shares are of a company's own purchases; what part of a facility's output it takes is not known.",),
    )


def hold(snapshot: Snapshot, net: Network, facility: int, company: int, members: Sequence[int], steps: int) -> Hold:
    """What a company, or the members of a group together, have to do with a facility.

    Several members that buy there: the range spans the least and the most any of them may hold, and a
    stated share is given only for a single buyer, for purchases of different companies don't add up.
    """
    pairs = [(m, j) for m in members if (j := net.pair(facility, m)) is not None and net.flow[j]]
    lows, highs, stated = [], [], []
    for m, j in pairs:
        known = float(net.known[j])
        row = net.row(m)
        unsaid = 1.0 - float(net.known[row.start : row.stop].sum())
        lows.append(known)
        highs.append(min(1.0, known + max(unsaid, 0.0)) if net.loose[j] else known)
        stated.append(None if net.loose[j] else known)
    refs = source_rows(r for _, j in pairs for e in net.links_of(j) for r in snapshot.links[e].folded.refs())
    return Hold(
        company=snapshot.ids[company],
        steps=steps,
        share=stated[0] if len(stated) == 1 else None,
        low=min(lows, default=None),
        high=max(highs, default=None),
        refs=refs,
    )


def _maybe(
    snapshot: Snapshot, supply: Sequence[set[int]], both: set[int], review: Sequence[tuple[str, str, str]]
) -> tuple[MaybeSame, ...]:
    """Pairs across two companies' supplies that may be one facility."""
    reasons: dict[tuple[int, int], str] = {}
    for a, b, reason in review:
        i, j = snapshot.find(a), snapshot.find(b)
        if i is not None and j is not None and i != j and _across(i, j, supply):
            reasons.setdefault((min(i, j), max(i, j)), reason)
    by_name: dict[str, list[int]] = {}
    for i in sorted(set().union(*supply) - both):
        if text := normalise(snapshot.parties[i].name):
            by_name.setdefault(text, []).append(i)
    for same in by_name.values():
        for x, i in enumerate(same):
            for j in same[x + 1 :]:
                ci, cj = (snapshot.parties[k].props.get("country") for k in (i, j))
                if (ci is None or cj is None or ci == cj) and _across(i, j, supply):
                    why = (
                        f"same name, more than one of it in {ci}"
                        if ci == cj and ci
                        else "same name, a country is unknown"
                    )
                    reasons.setdefault((i, j), why)
    pairs = [
        MaybeSame(
            a=named(snapshot, i),
            b=named(snapshot, j),
            country_a=snapshot.parties[i].props.get("country"),
            country_b=snapshot.parties[j].props.get("country"),
            reason=reason,
        )
        for (i, j), reason in reasons.items()
    ]
    return tuple(sorted(pairs, key=lambda m: (m.a.name, m.b.name, m.a.id, m.b.id)))


def _across(i: int, j: int, supply: Sequence[set[int]]) -> bool:
    """Whether together they stand in supplies in which neither stands alone."""
    with_i = {k for k, s in enumerate(supply) if i in s}
    with_j = {k for k, s in enumerate(supply) if j in s}
    return bool(with_i - with_j) and bool(with_j - with_i)
