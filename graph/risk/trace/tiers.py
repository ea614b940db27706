"""The tiers of a trace: who stands there, what is known of each, and how much of the purchases leads there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.records import FindingKind
from headwater.graph.risk.network.coverage import looked_at
from headwater.graph.risk.network.distances import links_at, steps
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
    state: State
    """evidence, looked, context only or unknown: of the issue asked for, else the surest over all."""
    standing: Standing
    """The same, with evidence told apart: confirmed, found, alleged."""
    severity: int | None
    """Of the worst open finding; None where there is none."""
    severity_word: str | None
    issue: str | None
    """The issue of that finding."""
    issue_title: str | None
    finding_kind: FindingKind | None
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


_STATE = {
    Standing.CONFIRMED: State.EVIDENCE,
    Standing.FOUND: State.EVIDENCE,
    Standing.ALLEGED: State.EVIDENCE,
    Standing.LOOKED: State.LOOKED,
    Standing.CONTEXT: State.CONTEXT,
    Standing.UNKNOWN: State.UNKNOWN,
}


def tiers(
    snapshot: Snapshot, own: Own, pack: Pack, roots: Sequence[int], near: Mapping[int, int], *, issue: str | None
) -> tuple[Tier, ...]:
    """The tiers from the nearest; within one by severity of the worst open finding, then name and id.

    Args:
        snapshot: The graph.
        own: Own risk on the day that counts.
        pack: The vocabulary.
        roots: Indexes of the parties from which the trace starts.
        near: The tier of each party of the trace by its index, 0 for the roots.
        issue: States and chips of one issue; None: of all.
    """
    by_tier: dict[int, list[int]] = defaultdict(list)
    for i, d in near.items():
        if d > 0:
            by_tier[d].append(i)
    last = max(by_tier, default=0)
    mapped = _mapped(snapshot, network(snapshot), roots, last, looked_at(snapshot, own.today))
    events, priors, on_way = open_events(snapshot, pack, own.today, issue=issue), Priors(snapshot, pack), set(near)
    out = []
    for t in range(1, last + 1):
        parties = [_party(snapshot, own, pack, priors, i, t, events, on_way, issue) for i in by_tier[t]]
        parties.sort(key=lambda p: (-(p.severity or 0), p.name, p.id))
        counts = count(by_tier[t], own, events, issue=issue)
        out.append(Tier(tier=t, mapped=mapped[t][0], assessed=mapped[t][1], counts=counts, parties=tuple(parties)))
    return tuple(out)


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
    worst = min(events.get(i, ()), key=lambda e: (e.grading.order, e.issue, e.point, e.key), default=None)
    how = standing(i, own, events, issue=issue)
    links = [e for e in links_at(snapshot, i, "buyers") if int(snapshot.buyer[e]) in on_way]
    at = priors.basis(party)
    contexts = {
        priors.context(at, name).words
        for name, state, given in zip(own.issues, own.state[i].tolist(), own.given[i].tolist(), strict=True)
        if STATES[state] is State.CONTEXT and not given and issue in (None, name)
    }
    return TierParty(
        id=party.id,
        name=party.name,
        kind=party.kind,
        country=party.country,
        country_proposed=None if party.country else party.country_proposed,
        country_reason=None if party.country else party.country_reason,
        tier=tier,
        state=_STATE[how],
        standing=how,
        severity=worst.grading.value if worst else None,
        severity_word=pack.word_of(worst.grading.value) if worst else None,
        issue=worst.issue if worst else None,
        issue_title=pack.issue_title(worst.issue) if worst else None,
        finding_kind=worst.kind if worst else None,
        context=tuple(sorted(contexts)),
        buys_from_it=tuple(sorted({snapshot.ids[int(snapshot.buyer[e])] for e in links})),
        workers=party.workers,
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
