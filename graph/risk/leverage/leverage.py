"""Means: who buys at a facility, and how few of them could ask for remedy together.

Leverage chooses means; it never enters the priority register (CSDDD recital 44; method 7). No source tells
what part of a facility's output a buyer takes: those shares are unknown unless the asker gives them, and
are never taken from the share of a buyer's own purchases, which is another number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.graph import numbers
from headwater.graph.documents import Answer, Document, SourceRow, source_rows
from headwater.graph.errors import NotFound, UsageError
from headwater.graph.records import PartyKind
from headwater.graph.risk.header import header_at
from headwater.graph.risk.leverage.coalitions import Coalition, maybe, surely
from headwater.graph.risk.leverage.shared_sites import hold
from headwater.graph.risk.network.distances import distances, links_at, with_members
from headwater.graph.risk.network.groups import meant, some_names
from headwater.graph.risk.network.named import Named, named
from headwater.graph.risk.network.owners import Owners
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.own_risk.states import open_events
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

OVER = 1e-6
"""By which given shares may exceed 1 before they are refused, as in a list."""


class OpenFinding(Document):
    """An open finding at the facility, without its text."""

    issue: str
    point: str
    point_title: str
    kind: str
    date: str | None
    refs: tuple[SourceRow, ...]


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


class Together(Document):
    """The fewest buyers that reach the target, and the bounds of what they take together."""

    buyers: tuple[Named, ...]
    low: float
    high: float


class Missing(Document):
    """A buyer to ask who isn't known to buy directly here, and why it may be one to ask."""

    id: str
    name: str
    kind: str
    why: str
    refs: tuple[SourceRow, ...]


class Leverage(Answer):
    """Who buys at a facility, how few could reach the target, and who is missing. No order of work."""

    facility: Named
    country: str | None
    findings: tuple[OpenFinding, ...]
    owner: Named | None
    """None: unknown."""
    buyers: tuple[BuyerHere, ...]
    """By name."""
    target: float
    surely: Together | None
    """None: known shares don't reach the target."""
    maybe: Together | None
    """None: not even all known buyers could reach it."""
    unnamed: Share
    """What buyers whom nobody named may take of the output."""
    missing: tuple[Missing, ...]
    reasons: tuple[str, ...]
    notes: tuple[str, ...]


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


NOTES = (
    "Shares of a buyer's own purchases say nothing of what part of the output it takes.",
    "This chooses whom to ask; it never changes what comes first.",
    "It holds what several buyers state of themselves: pass on a sheet for one buyer, not this page.",
)
SHEET_NOTES = (
    "This sheet holds no other buyer's volume, share or price (competition law); keep it so when you pass it on.",
    "Speak of the findings and of remedy together, never of prices, volumes or plans to buy.",
)


def leverage(
    snapshot: Snapshot,
    pack: Pack,
    facility: str,
    *,
    today: str,
    target: float = 0.5,
    takes: Mapping[str, float] | None = None,
    subject: str | None = None,
) -> Leverage:
    """Say who buys at a facility and how few of them take the target share of its output.

    Args:
        snapshot: The graph.
        pack: The vocabulary.
        facility: Id or source key.
        today: ISO date; findings dated later aren't counted.
        target: Share of the output to reach, over 0, at most 1.
        takes: Buyer (id or source key) → its share of the output, as the asker knows it; nothing is saved.
        subject: Only findings of this issue, compliance point, or finding key.

    Raises:
        NotFound: Nobody has that name.
        UsageError: The target, or a share given, is out of range, somebody given doesn't buy here, or it's a group
            from which nobody buys.
    """
    at = _place(snapshot, facility)
    if not 0.0 < target <= 1.0:
        raise UsageError(f"target {target}: give a share over 0 and at most 1")
    direct = _buyers(snapshot, network(snapshot), at)
    if not direct and snapshot.parties[at].kind == PartyKind.GROUP:
        raise UsageError(
            f"{snapshot.parties[at].name} is a group, and nobody is known to buy from it itself; ask for one of its "
            f"members: {some_names(snapshot, meant(snapshot, facility))}"
        )
    given = _given(snapshot, direct, takes or {})
    shares = {snapshot.ids[b]: given.get(b) for b in direct}
    free = max(0.0, 1.0 - sum(given.values()))
    owners = Owners(snapshot)
    owner = owners.owner(at)
    sure, might = surely(shares, target), maybe(shares, target)
    return Leverage(
        header=header_at(snapshot, today=today, pack=pack.version),
        facility=named(snapshot, at),
        country=snapshot.parties[at].props.get("country"),
        findings=_findings(snapshot, pack, at, today, subject),
        owner=None if owner is None else named(snapshot, owner),
        buyers=tuple(_buyer(snapshot, owners, at, b, given.get(b), free) for b in direct),
        target=target,
        surely=_together(snapshot, sure),
        maybe=_together(snapshot, might),
        unnamed=Share(value=None, low=0.0, high=free),
        missing=_missing(snapshot, owners, at, direct),
        reasons=_reasons(len(direct), len(given), target, sure, might),
        notes=NOTES,
    )


def sheet(snapshot: Snapshot, pack: Pack, facility: str, to: str, *, today: str, subject: str | None = None) -> Sheet:
    """Make the sheet that may be handed to one buyer of the facility; a function of names and its own rows only.

    A group gets one sheet for its members that buy there.

    Raises:
        NotFound: Nobody has one of the names.
        UsageError: That buyer isn't known to buy there, directly or through others.
    """
    at, who = _place(snapshot, facility), _place(snapshot, to)
    net = network(snapshot)
    direct = _buyers(snapshot, net, at)
    steps = distances(snapshot, [at], side="buyers")
    mine = [i for i in with_members(snapshot, [to]) if i in steps and i != at]
    if not mine:
        known = ", ".join(snapshot.parties[b].name for b in direct) or "none"
        raise UsageError(
            f"{snapshot.parties[who].name} isn't known to buy from {snapshot.parties[at].name}; known there: {known}"
        )
    own = hold(snapshot, net, at, who, mine, min(steps[i] for i in mine))
    missing = _missing(snapshot, Owners(snapshot), at, direct)
    ours = {snapshot.ids[i] for i in mine}
    return Sheet(
        header=header_at(snapshot, today=today, pack=pack.version),
        to=named(snapshot, who),
        facility=named(snapshot, at),
        country=snapshot.parties[at].props.get("country"),
        findings=_findings(snapshot, pack, at, today, subject),
        of_purchases=Share(value=own.share, low=own.low, high=own.high) if set(mine) & set(direct) else None,
        others=tuple(named(snapshot, b) for b in direct if b not in mine),
        missing=tuple(Named(id=m.id, name=m.name, kind=m.kind) for m in missing if m.id not in ours),
        ask="Ask the facility for remedy together, and say to it and to its workers who asks.",
        refs=own.refs,
        notes=SHEET_NOTES,
    )


def _place(snapshot: Snapshot, key: str) -> int:
    at = snapshot.find(key)
    if at is None:
        raise NotFound(key)
    return at


def _by_name(snapshot: Snapshot, places: Sequence[int] | set[int]) -> list[int]:
    return sorted(places, key=lambda i: (snapshot.parties[i].name, snapshot.ids[i]))


def _buyers(snapshot: Snapshot, net: Network, at: int) -> list[int]:
    """Who buys directly, by name; whom it only sends workers to doesn't buy."""
    buyers = {int(snapshot.buyer[e]) for e in links_at(snapshot, at, "buyers")}
    return _by_name(snapshot, {b for b in buyers if (j := net.pair(at, b)) is not None and net.flow[j]})


def _given(snapshot: Snapshot, direct: Sequence[int], takes: Mapping[str, float]) -> dict[int, float]:
    """The given shares by place, checked."""
    out: dict[int, float] = {}
    for key, share in takes.items():
        at = _place(snapshot, key)
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


def _buyer(snapshot: Snapshot, owners: Owners, at: int, buyer: int, given: float | None, free: float) -> BuyerHere:
    own = hold(snapshot, network(snapshot), at, buyer, [buyer], 1)
    party, group = snapshot.parties[buyer], owners.owner(buyer)
    return BuyerHere(
        id=party.id,
        name=party.name,
        kind=party.kind,
        group=None if group is None else named(snapshot, group),
        of_purchases=Share(value=own.share, low=own.low, high=own.high),
        of_output=Share(value=given, low=given or 0.0, high=free if given is None else given),
        refs=own.refs,
    )


def _findings(snapshot: Snapshot, pack: Pack, at: int, today: str, subject: str | None) -> tuple[OpenFinding, ...]:
    """The open findings at the facility, in the order of points and dates."""

    def wanted(e: Event) -> bool:
        return subject is None or subject in (e.issue, e.point, *(f.key for f in e.findings))

    return tuple(
        OpenFinding(
            issue=e.issue,
            point=e.point,
            point_title=pack.point_by_id[e.point].title if e.point in pack.point_by_id else e.point,
            kind=e.kind.value,
            date=e.date,
            refs=source_rows(e.refs),
        )
        for e in open_events(snapshot, pack, today).get(at, ())
        if wanted(e)
    )


def _together(snapshot: Snapshot, coalition: Coalition | None) -> Together | None:
    if coalition is None:
        return None
    buyers = tuple(named(snapshot, snapshot.index[b]) for b in coalition.buyers)
    return Together(buyers=buyers, low=coalition.low, high=coalition.high)


def _missing(snapshot: Snapshot, owners: Owners, at: int, direct: Sequence[int]) -> tuple[Missing, ...]:
    """Who may be asked too: buyers through others, and buyers at other facilities of the same owner."""
    net = network(snapshot)
    steps = distances(snapshot, [at], side="buyers")
    seen = {at, *direct}
    out = []
    for i in _by_name(snapshot, {i for i in steps if i not in seen and snapshot.parties[i].kind == "brand"}):
        out.append(_to_ask(snapshot, i, f"buys through others, {numbers.count(steps[i], 'step')} away", ()))
        seen.add(i)
    owner = owners.owner(at)
    links: dict[int, list[tuple[int, int]]] = {}
    for other in owners.owned(owner) if owner is not None else ():
        for b in _buyers(snapshot, net, other):
            if b not in seen:
                links.setdefault(b, []).append((other, b))
    for b in _by_name(snapshot, set(links)):
        where = ", ".join(snapshot.parties[o].name for o in _by_name(snapshot, {o for o, _ in links[b]}))
        refs = [
            r
            for pair in links[b]
            if (j := net.pair(*pair)) is not None
            for e in net.links_of(j)
            for r in snapshot.links[e].folded.refs()
        ]
        out.append(_to_ask(snapshot, b, f"buys at another facility of the same owner: {where}", source_rows(refs)))
    return tuple(out)


def _to_ask(snapshot: Snapshot, i: int, why: str, refs: tuple[SourceRow, ...]) -> Missing:
    party = snapshot.parties[i]
    return Missing(id=party.id, name=party.name, kind=party.kind, why=why, refs=refs)


def _reasons(
    direct: int, known: int, target: float, sure: Coalition | None, might: Coalition | None
) -> tuple[str, ...]:
    """What the sets rest on, one sentence each."""
    if not direct:
        return ("No source names a buyer; that doesn't mean that there is none.",)
    reached = numbers.percent(target)
    out = [
        f"Known: {numbers.count(direct, 'direct buyer')}; of {known or 'none'} the part of the output that it takes."
    ]
    if sure:
        out.append(f"The fewest that surely take {reached} of the output: {numbers.count(len(sure.buyers), 'buyer')}.")
    else:
        out.append(f"No set of buyers surely takes {reached} of the output: the known shares don't reach it.")
    if might is None:
        out.append(f"Not even all of them take {reached} of the output: buyers whom nobody named take the rest.")
    elif might != sure:
        one = direct - known == 1
        who = "the one" if one else f"one of the {direct - known}"
        shown = "" if one else " (the first name of them is shown)"
        out.append(
            f"The fewest that might: {numbers.count(len(might.buyers), 'buyer')}, if {who} whose share is unknown "
            f"takes all that is left{shown}; ask what each takes."
        )
    out.append("Whether further buyers exist isn't known.")
    return tuple(out)
