"""Upstream by tier: who is there, what is known of each, how much is mapped, and where nobody can see.

Tiers are steps from the buyer; a link with declared tier L counts L. Mapped at tier t is the share of
purchases that leads, step by step, to a named company or facility there; assessed the part of it that
somebody looked at in the last months that the pack says (24). Neither counts the buyer's own node. Source:
method 5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.graph import numbers
from headwater.graph.countries import country_words
from headwater.graph.documents import Answer, Document, SourceRow, source_rows
from headwater.graph.errors import NotFound, UnknownName
from headwater.graph.risk.header import header_at, header_of
from headwater.graph.risk.network.coverage import looked_at
from headwater.graph.risk.network.distances import distances, links_at, steps, with_members
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.own_risk.own import STATES, Own, State
from headwater.graph.risk.own_risk.priors import Priors
from headwater.graph.risk.own_risk.states import Standing, StateCounts, count, open_events, standing
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack


class TierParty(Document):
    """One company or facility of a tier."""

    id: str
    name: str
    kind: str
    country: str | None
    country_proposed: str | None
    country_reason: str | None
    tier: int
    """Steps from the buyer; of several ways the shortest."""
    state: str
    """evidence, looked, context only or unknown: of the issue asked for, else the surest over all."""
    standing: str
    """The same, with evidence told apart: confirmed, found, alleged."""
    severity: int | None
    """Of the worst open finding; None where there is none."""
    severity_word: str | None
    issue: str | None
    """The issue of that finding."""
    issue_title: str | None
    finding_kind: str | None
    """How that finding came to be said: allegation, audit finding …"""
    context: tuple[str, ...]
    """In words, where a list names its country and goods."""
    buys_from_it: tuple[str, ...]
    """Ids of its direct buyers on the way."""
    workers: int | None
    refs: tuple[SourceRow, ...]
    """Rows of the links that lead to it."""


class Tier(Document):
    """One tier. `mapped` and `assessed` are shares, 0 to 1; None: nothing is bought, or nothing mapped."""

    tier: int
    mapped: float | None
    assessed: float | None
    counts: StateCounts
    parties: tuple[TierParty, ...]


class BlindSpot(Document):
    """Where nobody can see, in words; `share` is the unseen share of that company's purchases, None: not known."""

    kind: str
    """unmapped rest, no suppliers known, country unknown, or middlemen unknown."""
    id: str
    name: str
    tier: int
    share: float | None
    words: str


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


_STATE = {
    Standing.CONFIRMED: State.EVIDENCE,
    Standing.FOUND: State.EVIDENCE,
    Standing.ALLEGED: State.EVIDENCE,
    Standing.LOOKED: State.LOOKED,
    Standing.CONTEXT: State.CONTEXT,
    Standing.UNKNOWN: State.UNKNOWN,
}


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
    if issue is not None:
        issue = pack.issue_named(issue) or issue
        if own.column(issue) is None:
            raise UnknownName("issue", issue, own.issues)
    roots = with_members(snapshot, [root])
    reached = distances(snapshot, roots)
    near = {i: d for i, d in reached.items() if depth is None or d <= depth}
    events = open_events(snapshot, pack, own.today, issue=issue)
    net = network(snapshot)
    by_tier: dict[int, list[int]] = defaultdict(list)
    for i, d in near.items():
        if d > 0:
            by_tier[d].append(i)
    last = max(by_tier, default=0)
    mapped = _mapped(snapshot, net, roots, last, looked_at(snapshot, own.today))
    priors = Priors(snapshot, pack)
    on_way = set(near)
    tiers = []
    for t in range(1, last + 1):
        parties = [_party(snapshot, own, pack, priors, i, t, events, on_way, issue) for i in by_tier[t]]
        parties.sort(key=lambda p: (-(p.severity or 0), p.name, p.id))
        counts = count(by_tier[t], own, events, issue=issue)
        tiers.append(Tier(tier=t, mapped=mapped[t][0], assessed=mapped[t][1], counts=counts, parties=tuple(parties)))
    at = snapshot.find(root)
    assert at is not None
    return Trace(
        header=header_of(snapshot, own),
        root=snapshot.ids[at],
        name=snapshot.parties[at].name,
        members=tuple(snapshot.ids[i] for i in roots if i != at),
        issue=issue,
        depth=depth,
        tiers=tuple(tiers),
        blind=blind_spots(snapshot, near),
        beyond=len(reached) - len(near),
        assessed_months=snapshot.assumed.assessed_months,
        notes=(*own.notes, *net.notes),
    )


def _party(
    snapshot: Snapshot,
    own: Own,
    pack: Pack,
    priors: Priors,
    i: int,
    tier: int,
    events: Mapping[int, list[Event]],
    on_way: set[int],
    issue: str | None,
) -> TierParty:
    party = snapshot.parties[i]
    props = party.props
    worst = min(events.get(i, ()), key=lambda e: (e.grading.order, e.issue, e.point, e.key), default=None)
    how = standing(i, own, events, issue=issue)
    links = [e for e in links_at(snapshot, i, "buyers") if int(snapshot.buyer[e]) in on_way]
    at = priors.place(party)
    contexts = {
        priors.context(at, name).words
        for name, state, given in zip(own.issues, own.state[i].tolist(), own.given[i].tolist(), strict=True)
        if STATES[state] is State.CONTEXT and not given and issue in (None, name)
    }
    return TierParty(
        id=party.id,
        name=party.name,
        kind=party.kind,
        country=props.get("country"),
        country_proposed=None if props.get("country") else props.get("country_proposed"),
        country_reason=None if props.get("country") else props.get("country_reason"),
        tier=tier,
        state=_STATE[how].value,
        standing=how.value,
        severity=worst.grading.value if worst else None,
        severity_word=pack.word_of(worst.grading.value) if worst else None,
        issue=worst.issue if worst else None,
        issue_title=pack.issue_title(worst.issue) if worst else None,
        finding_kind=worst.kind.value if worst else None,
        context=tuple(sorted(contexts)),
        buys_from_it=tuple(sorted({snapshot.ids[int(snapshot.buyer[e])] for e in links})),
        workers=props.get("workers"),
        refs=source_rows(r for e in links for r in snapshot.links[e].folded.refs()),
    )


def _mapped(
    snapshot: Snapshot, net: Network, roots: Sequence[int], last: int, looked: NDArray[np.bool_]
) -> list[tuple[float | None, float | None]]:
    """Mapped and assessed share at each tier 0 … last; several roots weigh the same (Assumed).

    The purchases of the roots walk up the links: what a tier names is mapped there, what a declared
    chain end keeps stays mapped further up. A walk is cut after `last` steps, so cycles end.
    """
    buying = [v for v in roots if links_at(snapshot, v, "suppliers")]
    out: list[tuple[float | None, float | None]] = [(None, None)] * (last + 1)
    if not buying:
        return out
    flow = np.zeros((last + 1, net.n))
    flow[0, buying] = 1.0 / len(buying)
    pair_steps = np.ones(len(net.ix), dtype=np.int64)
    for j in range(len(net.ix)):
        if len(at := net.links_of(j)):
            pair_steps[j] = min(steps(snapshot, e) for e in at)
    ended = ended_looked = 0.0
    for t in range(last + 1):
        moved = flow[t][net.buyer] * net.share
        for jump in np.unique(pair_steps):
            if t + jump <= last:
                use = pair_steps == jump
                flow[t + jump] += np.bincount(net.ix[use], weights=moved[use], minlength=net.n)
        if t > 0:
            there = flow[t].copy()
            there[list(roots)] = 0.0  # a cycle may lead back to the buyer: its own node counts nowhere
            here = float(there.sum()) + ended
            seen = float(there[looked].sum()) + ended_looked
            out[t] = (min(here, 1.0), min(seen / here, 1.0) if here > 0.0 else None)
            kept = there * net.kept
            ended, ended_looked = ended + float(kept.sum()), ended_looked + float(kept[looked].sum())
    return out


def blind_spots(snapshot: Snapshot, near: Mapping[int, int]) -> tuple[BlindSpot, ...]:
    """Where the trace can't see, sorted by tier, kind, name: every one of them, none is left out."""
    net = network(snapshot)
    out = []
    for i, tier in near.items():
        party = snapshot.parties[i]
        name, props = party.name, party.props

        def add(
            kind: str, words: str, share: float | None = None, *, i: int = i, tier: int = tier, name: str = name
        ) -> None:
            out.append(BlindSpot(kind=kind, id=snapshot.ids[i], name=name, tier=tier, share=share, words=words))

        links = links_at(snapshot, i, "suppliers")
        if links and net.rest[i] > 1e-9:
            rest = float(net.rest[i])
            said = "assumed" if bool(net.loose[net.ip[i] : net.ip[i + 1]].any()) else "by the stated shares"
            add(
                "unmapped rest",
                f"{numbers.percent(rest)} of what {name} buys comes from suppliers nobody named ({said})",
                rest,
            )
        if not links and tier > 0 and not props.get("chain_end"):
            add("no suppliers known", f"nothing upstream of {name} is known")
        if tier > 0 and not props.get("country"):
            guess = props.get("country_proposed")
            more = (
                f"; {country_words(guess)} is proposed ({props.get('country_reason') or 'no reason given'}), not stated"
                if guess
                else ""
            )
            add("country unknown", f"no source states the country of {name}{more}")
        for e in links:
            if steps(snapshot, e) > 1:
                supplier = snapshot.parties[int(snapshot.supplier[e])].name
                add(
                    "middlemen unknown",
                    f"{steps(snapshot, e)} steps from {supplier} to {name}, and nobody names who stands between",
                )
    return tuple(sorted(out, key=lambda b: (b.tier, b.kind, b.name, b.id, b.words)))


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

    Raises:
        NotFound: The facility isn't in the graph.
    """
    at = snapshot.find(facility)
    if at is None:
        raise NotFound(facility)
    reached = distances(snapshot, [at], side="buyers", depth=depth)
    net = network(snapshot)
    rows = []
    for i, d in reached.items():
        if i == at:
            continue
        links = [e for e in links_at(snapshot, i, "suppliers") if int(snapshot.supplier[e]) in reached]
        direct = [e for e in links if int(snapshot.supplier[e]) == at]
        pair = net.pair(at, i)
        rows.append(
            Customer(
                id=snapshot.ids[i],
                name=snapshot.parties[i].name,
                kind=snapshot.parties[i].kind,
                steps=d,
                direct=bool(direct),
                confidence=float(net.q[pair]) if direct and pair is not None else None,
                through=tuple(
                    sorted({snapshot.ids[s] for e in links if (s := int(snapshot.supplier[e])) not in (at, i)})
                ),
                products=tuple(sorted({snapshot.links[e].props.get("product") or "" for e in direct} - {""})),
                refs=source_rows(r for e in (direct or links) for r in snapshot.links[e].folded.refs()),
            )
        )
    rows.sort(key=lambda r: (r.steps, r.name, r.id))
    party = snapshot.parties[at]
    return Buyers(
        header=header_at(snapshot, today=today, pack=pack.version),
        facility=party.id,
        name=party.name,
        country=party.props.get("country"),
        rows=tuple(rows),
    )
