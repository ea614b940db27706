"""What-if in two ledgers: our indicators, and people at the facilities touched.

Leaving changes the first ledger, never the second. upstream_risk is updated by pushing what the edits
move (`update`); linked_harm and worst_path are worked out again. Source: method 6.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from headwater.graph.countries import country_words
from headwater.graph.documents import Answer, Document
from headwater.graph.errors import NotFound, UsageError
from headwater.graph.numbers import amount, count, percent
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators import INDICATORS, UpstreamRisk
from headwater.graph.risk.network.groups import alone
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.own_risk.own import Own, known
from headwater.graph.risk.own_risk.states import open_events
from headwater.graph.risk.values import upstream_risk as upstream
from headwater.graph.risk.values.params import Params, UpstreamOptions, narrow
from headwater.graph.risk.values.result import Method, Result, Unknown
from headwater.graph.risk.whatif.edits import Draft, Edit, Fill, leave, parse_edits, place, swap
from headwater.graph.risk.whatif.ledger import People, Touched, exit_steps, people, touched
from headwater.graph.risk.whatif.moves import Move, Orphan, Purchase, describe_orphans, moves, purchases
from headwater.graph.risk.whatif.remedies import Relief, Reworked, names_of, rework
from headwater.graph.risk.whatif.update import Base, at_once, base, difference, update
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

LISTED = 100
"""Moves and purchases listed in the document."""
Events = Mapping[int, Sequence[Event]]
"""Open events by party."""


class Change(Document):
    """One indicator of one issue, before and after. None: not known."""

    indicator: str
    issue: str
    issue_title: str
    before: float | None
    after: float | None
    before_low: float | None
    before_high: float | None
    after_low: float | None
    after_high: float | None
    method: Method
    """How the value after the edits was solved."""
    unknown_to_pack: Unknown | None


class WhatIf(Answer):
    """The answer; nothing is saved.

    `error` bounds upstream_risk after the edits, everywhere; `how` says how it was updated. `moves` and
    `purchases` hold the first `LISTED`; `*_more` count the others.
    """

    party: str
    name: str
    alpha: float
    how: str
    error: float
    edits: tuple[Edit, ...]
    indicators: tuple[Change, ...]
    people_before: People
    people_after: People
    facilities: tuple[Touched, ...]
    moves: tuple[Move, ...]
    moves_more: int
    purchases: tuple[Purchase, ...]
    purchases_more: int
    orphaned: tuple[Orphan, ...]
    steps: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(eq=False)
class Plan:
    """What the edits do to the network and to own risks, and in words at each facility."""

    draft: Draft
    left: set[int] = field(default_factory=set)
    reliefs: list[Relief] = field(default_factory=list)
    words: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: list[str] = field(default_factory=list)


def plan(snapshot: Snapshot, own: Own, pack: Pack, net: Network, b: int, edits: Sequence[Edit], fill: Fill) -> Plan:
    """Lay the edits over the network, in order; see `whatif` for errors."""
    made = Plan(Draft.of(net, len(own.issues)))
    events = open_events(snapshot, pack, own.today)
    for e in edits:
        only = b if e.ours else None
        if e.kind == "close":
            _close(snapshot, net, b, e, fill, made)
        elif e.kind == "policy":
            _policy(snapshot, pack, e, made, events)
        else:
            at = place(snapshot, e.party or "")
            name = snapshot.parties[at].name
            if e.kind in ("leave", "replace") and not _sells(snapshot, net, made, at, only):
                continue
            if e.kind == "leave":
                made.draft = leave(made.draft, np.array([at]), fill, respread=e.respread, only=only)
                made.left.add(at)
                made.words[at].append("leave")
            elif e.kind == "replace":
                new = place(snapshot, e.by or "")
                if new == at:
                    raise UsageError(f"{name} can't replace itself")
                made.draft = swap(made.draft, at, new, fill, only=only)
                made.left.add(at)
                made.words[at].append(f"replace by {snapshot.parties[new].name}")
                made.words[new].append(f"taken instead of {name}")
            else:
                _remedy(own, pack, e, at, name, made, events)
    return made


def _sells(snapshot: Snapshot, net: Network, made: Plan, at: int, only: int | None) -> bool:
    """Whether anybody, or the one buyer meant, buys from a party, at first or by an edit before; said where not."""
    here = np.array([at])
    if len(made.draft.sales(here, only)) or len(Draft.of(net, 1).sales(here, only)):
        return True
    name = snapshot.parties[at].name
    made.notes.append(
        f"Nobody is known to buy from {name}, so there is nothing to leave."
        if only is None
        else f"{snapshot.parties[only].name} isn't known to buy from {name} directly, so there is nothing to leave; "
        "without --ours every buyer leaves it."
    )
    return False


def _close(snapshot: Snapshot, net: Network, b: int, e: Edit, fill: Fill, made: Plan) -> None:
    """Leave every supplier of a country, or with `ours` every one of the buyer's; where it isn't known, they stay."""
    only = b if e.ours else None
    sells = np.bincount(net.ix, minlength=net.n) > 0
    sells[b] = False
    held = np.flatnonzero(sells)
    if only is not None:
        held = np.unique(made.draft.ends(made.draft.sales(held, only))[1])
    country = [p.country for p in snapshot.parties]
    gone = [i for i in held.tolist() if country[i] == e.country]
    unknown = sum(1 for i in held.tolist() if country[i] is None)
    made.draft = leave(made.draft, np.array(gone, dtype=np.int64), fill, respread=e.respread, only=only)
    made.left |= set(gone)
    for i in gone:
        made.words[i].append(f"leave {country_words(e.country)}")
    made.notes.append(
        f"Left: {count(len(gone), 'supplier')} in {country_words(e.country)}; {count(unknown, 'supplier')} of unknown "
        f"country {'stays' if unknown == 1 else 'stay'}."
    )


def _policy(snapshot: Snapshot, pack: Pack, e: Edit, made: Plan, events: Events) -> None:
    """Apply a policy to the open events of an issue; one that nobody has verified changes nothing."""
    what = f"{_subject(pack, e)}{f' in {country_words(e.country)}' if e.country else ''}"
    if e.verified is None:
        made.notes.append(
            f"The policy on {what} isn't verified by anybody, so it changes nothing; name who verified it: "
            f"--policy {e.point or e.issue}={amount(e.effect)}{f'@{e.country}' if e.country else ''},SOURCE"
        )
        return
    parties = None
    if e.country is not None:
        parties = frozenset(i for i, p in enumerate(snapshot.parties) if p.country == e.country)
    effect, verification = e.effect or 0.0, pack.credibility_of(e.verified)
    relief = Relief(parties, e.issue, e.point, None, effect, verification)
    made.reliefs.append(relief)
    held = _covered(events, relief)
    for at in held:
        made.words[at].append(f"policy on {what}")
    made.notes.append(
        f"The policy on {what} covers {count(sum(held.values()), 'open event')} at {count(len(held), 'facility')}; "
        f"each counts {percent(1 - effect * verification)} of what it did (effect {amount(effect)}, verified by "
        f"{e.verified}, whose credibility is {amount(verification)})."
    )


def _subject(pack: Pack, e: Edit) -> str:
    """The compliance point, event or issue of an edit, by its title."""
    held = pack.point_by_id.get(e.point or "")
    return held.title if held else e.point or e.event or (pack.issue_title(e.issue) if e.issue else "every issue")


def _covered(events: Events, relief: Relief) -> dict[int, int]:
    """Number of open events that a remedy covers, by party."""
    found = {at: sum(1 for e in mine if relief.covers(e)) for at, mine in events.items()}
    return {at: n for at, n in sorted(found.items()) if n}


def _remedy(own: Own, pack: Pack, e: Edit, at: int, name: str, made: Plan, events: Events) -> None:
    """Remedy findings of one party: all, or those of an issue, a compliance point or one event."""
    if e.issue is not None and own.column(e.issue) is None:
        raise UsageError(f"no issue named {e.issue!r}; known: {', '.join(own.issues)}")
    relief = Relief(frozenset({at}), e.issue, e.point, e.event)
    if e.event is not None and not _covered(events, relief):
        held = sorted({n for x in events.get(at, ()) for n in names_of(x)})
        raise NotFound(f"{name}:{e.event}", hints=held[:5])
    made.reliefs.append(relief)
    made.words[at].append(f"remedy {_subject(pack, e)}")


def whatif(
    snapshot: Snapshot,
    own: Own,
    pack: Pack,
    party: str,
    edits: Sequence[Edit],
    *,
    issue: str | None = None,
    params: dict[str, Params] | None = None,
) -> WhatIf:
    """Compute the indicators of one party before and after the edits, who is touched, and what moves elsewhere.

    Args:
        snapshot: The graph.
        own: Own risks.
        pack: The vocabulary: which harms are open, what a remedy leaves.
        party: Whose indicators: id, source key, or a name that only one party has.
        edits: In order; see `parse_edits`.
        issue: One issue; None: all of them.
        params: Parameters by indicator name; what is missing takes the indicator's defaults.

    Raises:
        NotFound, Ambiguous: A party or an event isn't found, or several fit.
        UsageError: An issue isn't known, a supplier is replaced by itself, or the party is a group that buys nothing.
    """
    if issue is not None and own.column(issue) is None:
        raise UsageError(f"no issue named {issue!r}; known: {', '.join(own.issues)}")
    given = params or {}
    up = narrow(UpstreamOptions, given.get(UpstreamRisk.name))
    b = alone(snapshot, place(snapshot, party))
    old = network(snapshot)
    start = base(old, own, up)
    made = plan(snapshot, own, pack, old, b, edits, Fill(own, start.sys, start.x))
    changed = rework(snapshot, own, pack, made.reliefs)
    net, then = made.draft.network(), changed.on(own)
    first = upstream.score(old, snapshot, own, up)
    if up.hops is None:
        second, how, off = _updated(start, own, first, made, changed, net, then, b)
    else:
        second = upstream.score(net, snapshot, then, up)
        how, off = f"worked out again over {count(up.hops, 'step')}", second.error or 0.0

    def solved(mine: Result, n: Network, o: Own) -> list[Result]:
        others = {x.name: narrow(x.params, given.get(x.name)) for x in INDICATORS if x.name != UpstreamRisk.name}
        return [x.solve(n, snapshot, o, others[x.name], viewed=[b]) if x.name in others else mine for x in INDICATORS]

    columns = [k for k, name in enumerate(own.issues) if issue in (None, name)]
    pairs = zip(solved(first, old, own), solved(second, net, then), strict=True)
    events = open_events(snapshot, pack, own.today)
    facilities = touched(snapshot, own, pack, events, made.words, made.left, made.reliefs)
    elsewhere = moves(snapshot, own, pack, old, first.values, second.values, b, columns)
    bought = purchases(snapshot, made.draft, b)
    return WhatIf(
        header=header_of(snapshot, own),
        party=snapshot.ids[b],
        name=snapshot.parties[b].name,
        alpha=up.alpha,
        how=how,
        error=off,
        edits=tuple(edits),
        indicators=tuple(_change(pack, before, after, b, k) for before, after in pairs for k in columns),
        people_before=people(facilities, after=False),
        people_after=people(facilities, after=True),
        facilities=facilities,
        moves=tuple(elsewhere[:LISTED]),
        moves_more=max(len(elsewhere) - LISTED, 0),
        purchases=tuple(bought[:LISTED]),
        purchases_more=max(len(bought) - LISTED, 0),
        orphaned=describe_orphans(snapshot, own, old, net, events),
        steps=exit_steps(facilities),
        notes=(*net.notes, *made.notes),
    )


def _updated(
    start: Base, own: Own, first: Result, made: Plan, changed: Reworked, net: Network, then: Own, b: int
) -> tuple[Result, str, float]:
    """The result after the edits, pushed from the state before; how; and the error."""
    change = difference(start, own, made.draft, changed)
    pushed = update(start, change)
    sys = upstream.system(net, then, start.sys.options)
    values = sys.value(pushed.on(start.x), sys.bought)
    exact = at_once(start, change, b)
    if exact is not None:
        values[b] = np.where(np.isnan(first.values[b]), values[b], first.values[b] + exact)
    values, low, high, _ = upstream.shown(sys, then, values)
    how = "swept" if pushed.swept else "followed"
    words = f"updated by what changes alone, {how} over {count(pushed.links, 'link')}"
    return replace(first, values=values, low=low, high=high), words, pushed.error


def _change(pack: Pack, before: Result, after: Result, b: int, k: int) -> Change:
    return Change(
        indicator=before.indicator,
        issue=before.issues[k],
        issue_title=pack.issue_title(before.issues[k]),
        before=known(before.values[b, k]),
        after=known(after.values[b, k]),
        before_low=known(before.low[b, k]),
        before_high=known(before.high[b, k]),
        after_low=known(after.low[b, k]),
        after_high=known(after.high[b, k]),
        method=after.method_of(b),
        unknown_to_pack=after.unknown[k],
    )


__all__ = ["Change", "Edit", "WhatIf", "parse_edits", "whatif"]
