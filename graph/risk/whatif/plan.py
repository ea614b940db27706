"""What edits do to the network and to own risks, and in words at each facility."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from headwater.graph.countries import country_words
from headwater.graph.errors import UnknownName, UsageError
from headwater.graph.numbers import amount, count, percent
from headwater.graph.risk.network.named import index_of
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.own_risk.states import open_events
from headwater.graph.risk.whatif.draft import Draft
from headwater.graph.risk.whatif.edits import Edit, columns_of
from headwater.graph.risk.whatif.exits import Fill, leave, swap
from headwater.graph.risk.whatif.remedies import Relief, name_of
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

Events = Mapping[int, Sequence[Event]]
"""Open events by party."""

SHOWN_EVENTS = 10
"""Most events that an error lists. Assumed."""


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
            at = index_of(snapshot, e.party or "")
            name = snapshot.parties[at].name
            if e.kind in ("leave", "replace") and not _sells(snapshot, net, made, at, only):
                continue
            if e.kind == "leave":
                made.draft = leave(made.draft, np.array([at]), fill, respread=e.respread, only=only)
                made.left.add(at)
                made.words[at].append("leave")
            elif e.kind == "replace":
                new = index_of(snapshot, e.by or "")
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
    columns_of(own, e.issue)
    relief = Relief(frozenset({at}), e.issue, e.point, e.event)
    if e.event is not None and not _covered(events, relief):
        raise UnknownName(f"issue, point or open event of {name}", e.event, _known_events(events.get(at, ()), pack))
    made.reliefs.append(relief)
    made.words[at].append(f"remedy {_subject(pack, e)}")


def _known_events(events: Iterable[Event], pack: Pack) -> list[str]:
    """Open events as a person would know them again, the newest first: what to call each, its issue and date."""
    rows = sorted(events, key=lambda x: (x.date or "", name_of(x)), reverse=True)
    said = [f"{name_of(x)} ({pack.issue_title(x.issue)}, {x.date or 'undated'})" for x in rows]
    return said if len(said) <= SHOWN_EVENTS else [*said[:SHOWN_EVENTS], f"and {len(said) - SHOWN_EVENTS} more"]
