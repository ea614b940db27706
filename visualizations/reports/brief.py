"""The brief: two pages to take into a meeting.

What is confirmed, alleged, context only and unknown; what comes first, with its source rows; whom to
ask first; which actions are known, and what is to be agreed, with owner and date left open; what this
can't tell; sources and their terms. It says nothing that ranks facilities by country, and a guessed
country is shown as a proposal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headwater.graph.documents import Answer, Document
from headwater.graph.records import FindingKind, Source
from headwater.graph.risk.header import header_of
from headwater.graph.risk.network.data_dates import newest
from headwater.graph.risk.network.distances import distances, links_at, with_members
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.own_risk.states import StateCounts
from headwater.graph.risk.register.actions import ActionLine
from headwater.graph.risk.register.context import ContextRow
from headwater.graph.risk.register.ranking import RegisterRow
from headwater.graph.risk.register.register import Register, priorities
from headwater.graph.risk.trace.trace import Trace, trace
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack
from headwater.graph.vocabulary.licences import share_alike
from headwater.visualizations.words import count, percent

FIRST = 8
"""Rows of the register on the two pages; the rest is counted and stands in the register."""

_ACTIONS = {
    FindingKind.ALLEGATION.value: "Hear the workers concerned and those who speak for them, and the facility's answer; "
    "then say whether it is founded",
    FindingKind.AUDIT.value: "Agree a corrective plan with workers' representatives, and have its effect verified",
    FindingKind.INSPECTION.value: "Agree a corrective plan with workers' representatives, and have its effect verified",
    FindingKind.CONFIRMED.value: "Remedy first: agree with the people harmed what they need, and by when",
    FindingKind.AUTHORITY.value: "Remedy first: see that the decision is carried out, and what people still need",
}
_POTENTIAL = "Prevent it: agree what has to change before it happens, and how that will be seen"


class Ask(Document):
    """Whom to ask, about what."""

    whom: str
    """Id of a direct supplier of the buyer, or of the buyer itself for its own operations."""
    whom_name: str
    about: tuple[str, ...]
    """Names of the facilities it leads to."""
    question: str


class Todo(Document):
    """What is to be agreed about a row: owner and date are for the meeting to fill in."""

    rank: int
    facility: str
    facility_name: str
    issue_title: str
    known: tuple[ActionLine, ...]
    """Actions that sources tell of, overdue ones first; empty: no action is known of."""
    action: str
    owner: str | None = None
    due: str | None = None


class Proposal(Document):
    """A country that somebody or something proposes, not a fact."""

    id: str
    name: str
    country: str
    reason: str


class TierLine(Document):
    """One tier in numbers. None: nothing is bought there, or nothing is mapped."""

    tier: int
    companies: int
    mapped: float | None
    assessed: float | None


class SourceLine(Document):
    """A source behind the brief, with its terms. `licence` None: none is stated."""

    name: str
    title: str
    publisher: str | None
    licence: str | None
    redistributable: str
    attribution: str | None
    dated: str | None
    fictional: bool


class Brief(Answer):
    """The two pages as data."""

    buyer: str
    buyer_name: str
    members: tuple[str, ...]
    issue: str | None
    issue_title: str | None
    counts: StateCounts
    tiers: tuple[TierLine, ...]
    confirmed: tuple[str, ...]
    """Facilities with an open finding confirmed on site or decided by an authority, as `name: issue, issue`."""
    found: tuple[str, ...]
    """… found by an audit or inspection."""
    alleged: tuple[str, ...]
    """… alleged."""
    first: tuple[RegisterRow, ...]
    more: int
    """Rows of the register that are not in `first`."""
    context: tuple[ContextRow, ...]
    ask: tuple[Ask, ...]
    actions: tuple[Todo, ...]
    """One per row of `first`."""
    no_action: int
    """Rows of the whole register about which no action is known of."""
    overdue: int
    """Rows of the whole register with an overdue action."""
    overdue_unknown: int
    """Rows with none that is known to be overdue, but with one that has no due date."""
    cannot_tell: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    sources: tuple[SourceLine, ...]
    warnings: tuple[str, ...]
    data_date: str | None
    """The newest date of a source; None: no source states one."""
    oldest_date: str | None
    ordering: str
    notes: tuple[str, ...]


def brief(
    snapshot: Snapshot, own: Own, pack: Pack, buyer: str, *, issue: str | None = None, first: int = FIRST
) -> Brief:
    """Put the brief of a buyer together.

    Args:
        snapshot: The graph.
        own: Own risk on the day that counts.
        pack: The vocabulary.
        buyer: Id or source key; a group stands for its members too.
        issue: One issue, or None for all.
        first: How many rows of the register it takes; up to four that tie with the last come along.

    Raises:
        NotFound: The buyer isn't in the graph.
        UnknownName: No such issue.
    """
    register = priorities(snapshot, own, pack, [buyer], issue=issue)
    way = trace(snapshot, own, pack, buyer, issue=issue)
    rows = _first(register.rows, first)
    roots = with_members(snapshot, [buyer])
    sources = _sources(snapshot, register, way, roots)
    dates = sorted(s.dated for s in sources if s.dated)
    held = pack.issue_by_id.get(register.issue or "")
    late = [_late(r) for r in register.rows]
    return Brief(
        header=header_of(snapshot, own),
        buyer=way.root,
        buyer_name=way.name,
        members=tuple(snapshot.parties[i].name for i in roots if snapshot.ids[i] != way.root),
        issue=register.issue,
        issue_title=held.title if held else register.issue,
        counts=register.counts,
        tiers=_tiers(way),
        confirmed=_names(register.rows, FindingKind.CONFIRMED, FindingKind.AUTHORITY),
        found=_names(register.rows, FindingKind.AUDIT, FindingKind.INSPECTION),
        alleged=_names(register.rows, FindingKind.ALLEGATION),
        first=rows,
        more=len(register.rows) - len(rows),
        context=register.context,
        ask=_ask(snapshot, roots, rows, way),
        actions=tuple(map(_todo, rows)),
        no_action=sum(not r.actions for r in register.rows),
        overdue=late.count(True),
        overdue_unknown=late.count(None),
        cannot_tell=_limits(register, way),
        proposals=_proposals(way),
        sources=sources,
        warnings=_warnings(sources),
        data_date=newest(dates),
        oldest_date=dates[0] if dates else None,
        ordering=register.ordering,
        notes=tuple(dict.fromkeys((*register.notes, *way.notes))),
    )


def _tiers(way: Trace) -> tuple[TierLine, ...]:
    return tuple(
        TierLine(tier=t.tier, companies=len(t.parties), mapped=t.mapped, assessed=t.assessed)
        for t in way.tiers
        if t.parties
    )


def _todo(r: RegisterRow) -> Todo:
    """What is known to be done about a row, overdue first, and what is to be agreed."""
    return Todo(
        rank=r.rank,
        facility=r.id,
        facility_name=r.name,
        issue_title=r.issue_title,
        known=tuple(sorted(r.actions, key=lambda a: (True, None, False).index(a.overdue))),
        action=_ACTIONS[r.kind] if r.actual else _POTENTIAL,
    )


def _proposals(way: Trace) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(id=p.id, name=p.name, country=p.country_proposed, reason=p.country_reason or "no reason given")
        for t in way.tiers
        for p in t.parties
        if p.country_proposed
    )


def _first(rows: Sequence[RegisterRow], first: int) -> tuple[RegisterRow, ...]:
    """The first rows; up to four that tie with the last of them come along."""
    if len(rows) <= first:
        return tuple(rows)
    last = rows[first - 1].rank
    return tuple(r for r in rows[: first + 4] if r.rank <= last)


def _names(rows: Iterable[RegisterRow], *kinds: FindingKind) -> tuple[str, ...]:
    said = {k.value for k in kinds}
    issues: dict[tuple[str, str], list[str]] = {}
    for r in rows:
        if r.kind in said:
            issues.setdefault((r.id, r.name), []).append(r.issue_title)
    return tuple(f"{name}: {', '.join(titles)}" for (_, name), titles in issues.items())


def _ask(snapshot: Snapshot, roots: Sequence[int], rows: Sequence[RegisterRow], way: Trace) -> tuple[Ask, ...]:
    """Whom to ask: the direct suppliers that lead to the first priorities, then those that end the view."""
    down = distances(snapshot, roots)
    leads: dict[int, list[str]] = {}
    for r in rows:
        at = snapshot.find(r.id)
        assert at is not None
        leads.setdefault(_door(snapshot, at, down), [])
        if r.name not in leads[_door(snapshot, at, down)]:
            leads[_door(snapshot, at, down)].append(r.name)
    out = []
    for door, about in leads.items():
        name = snapshot.parties[door].name
        if door in roots:
            question = "What is known of this in our own operations, and what was done?"
        elif about == [name]:
            question = "What happened, what do the workers say, what was done, and who verified it?"
        else:
            question = "What do you know of these facilities, what was done, and who verified it?"
        out.append(Ask(whom=snapshot.ids[door], whom_name=name, about=tuple(about), question=question))
    dark = [b for b in way.blind if b.kind == "no suppliers known" and b.tier == 1]
    asked = {a.whom for a in out}
    for b in [b for b in dark if b.id not in asked][:3]:
        question = "Who supplies you with materials, and who works for you under subcontract?"
        out.append(Ask(whom=b.id, whom_name=b.name, about=(), question=question))
    return tuple(out)


def _door(snapshot: Snapshot, at: int, down: dict[int, int]) -> int:
    """The direct supplier on a shortest way from a root to a party (of several the smallest id); a root for itself."""
    while down[at] > 0:
        nearer = [
            int(snapshot.buyer[e])
            for e in links_at(snapshot, at, "buyers")
            if down.get(int(snapshot.buyer[e]), down[at]) + max(int(snapshot.tier[e]), 1) == down[at]
        ]
        if down[min(nearer)] == 0:
            return at
        at = min(nearer)
    return at


def _late(row: RegisterRow) -> bool | None:
    """Whether any action of a row is overdue; None: as far as known none, but one has no due date."""
    said = {a.overdue for a in row.actions}
    return True if True in said else None if None in said else False


def _limits(register: Register, way: Trace) -> tuple[str, ...]:
    """What the brief can't tell, from what is missing."""
    kinds: dict[str, int] = {}
    for b in way.blind:
        kinds[b.kind] = kinds.get(b.kind, 0) + 1
    out = []
    tier_1 = next((t for t in way.tiers if t.tier == 1), None)
    if tier_1 is None:
        out.append("No supplier is known: nothing can be said of the chain.")
    elif tier_1.mapped is not None:
        looked = "not known" if tier_1.assessed is None else percent(tier_1.assessed)
        out.append(
            f"About {percent(tier_1.mapped)} of purchases lead to a named tier 1 supplier; of these, {looked} had a "
            f"check or a finding in the last {count(way.assessed_months, 'month')}. The rest is unseen, not clean."
        )
    c = register.counts
    if c.context_only + c.unknown:
        out.append(
            f"No finding and no check: {c.context_only + c.unknown:,} of {count(c.total, 'company or facility')}. That "
            "is not the same as nothing wrong."
        )
    if n := kinds.get("no suppliers known"):
        out.append(f"Nothing known upstream: {count(n, 'company or facility')}.")
    if n := kinds.get("country unknown"):
        out.append(
            f"Country stated by no source: {count(n, 'company or facility')}; proposals are listed as such and entered "
            "no number."
        )
    if n := kinds.get("middlemen unknown"):
        out.append(f"Middlemen whom nobody names: on {count(n, 'link')}.")
    if n := sum(r.severity_assumed for r in register.rows):
        out.append(f"Severity stated by nobody: {count(n, 'finding')}; the pack's stands there, marked assumed.")
    if n := sum(r.affected is None for r in register.rows):
        out.append(f"Number of people affected unknown: {count(n, 'finding')}.")
    out.append("Context speaks of a country and a good, never of a facility; it is a reason to find out.")
    out.append("Whether the buyer caused, contributed to or is directly linked to a harm is for people to judge.")
    return tuple(out)


def _sources(snapshot: Snapshot, register: Register, way: Trace, roots: Sequence[int]) -> tuple[SourceLine, ...]:
    """Every source that the brief rests on, by name."""
    names: set[str] = set()
    for r in register.rows:
        names |= {x.source for x in r.refs}
        names |= {x.source for a in r.actions for x in a.refs}
    for c in register.context:
        names |= {x.source for x in c.refs}
    reached = set(distances(snapshot, roots))
    for i in reached:
        names |= {s.source for s in snapshot.parties[i].folded.statements}
        for e in links_at(snapshot, i, "suppliers"):
            names |= {x.source for x in snapshot.links[e].folded.statements}
    names |= {e.ref.source for e in (*snapshot.assessments, *snapshot.risks) if e.party in reached}
    return tuple(_source(n, snapshot.sources.get(n)) for n in sorted(names))


def _source(name: str, s: Source | None) -> SourceLine:
    if s is None:
        return SourceLine(
            name=name, title=name, publisher=None, licence=None, redistributable="unknown",
            attribution=None, dated=None, fictional=False,
        )  # fmt: skip
    return SourceLine(
        name=name,
        title=s.title,
        publisher=s.publisher,
        licence=s.licence,
        redistributable=s.redistributable,
        attribution=s.attribution,
        dated=s.dated or s.provenance.dated,
        fictional=bool(s.fictional),
    )


def _warnings(sources: Sequence[SourceLine]) -> tuple[str, ...]:
    """What whoever passes the brief on has to know."""
    out = []
    if sources and all(s.fictional for s in sources):
        out.append("Fictional: every company, facility and finding here is made up.")
    elif any(s.fictional for s in sources):
        out.append("Some of the sources are fictional: see below.")
    alike = [s.name for s in sources if share_alike(s.licence)]
    unstated = [s.name for s in sources if not s.licence]
    if alike and unstated:
        out.append(
            f"Share-alike data ({', '.join(alike)}) is mixed with data without a stated licence "
            f"({', '.join(unstated)}): ask before you pass this on."
        )
    elif unstated:
        out.append(f"No licence is stated for {', '.join(unstated)}: ask before you pass this on.")
    if closed := [s.name for s in sources if s.redistributable == "no"]:
        out.append(f"May not be passed on: {', '.join(closed)}.")
    return tuple(out)
