"""The priority register: what to look at first, and why.

One row per facility and issue that has an open finding. The key, in order: severity (5 to 1), whether
delay makes it irremediable, likelihood (actual = 1), people affected; what is unknown comes last and is
said. What still ties is told apart by the other known parts of severity; ties that are left stay ties
and share a rank. No share, spend, tier, leverage, country or distance enters.
Sources: CSDDD Art. 9 and recital 44; UNGP 24; method 1.

Context alone makes no row of a facility: it makes one per country × good, whose action is to find out,
in the order of the alphabet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from headwater.graph.errors import UnknownName
from headwater.graph.records import FindingKind
from headwater.graph.risk.base import STATES, Own, State
from headwater.graph.risk.events import Event
from headwater.graph.risk.priors import Priors
from headwater.graph.risk.reach import distances, with_members
from headwater.graph.risk.references import Document, Reference, references
from headwater.graph.risk.severity import PARTS
from headwater.graph.risk.states import StateCounts, count, open_events
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import Ref
from headwater.graph.vocabulary import Pack


class RegisterRow(Document):
    """One facility and issue with an open finding; its numbers are those of the first finding by the key."""

    rank: int
    """From 1; rows that tie share one."""
    id: str
    name: str
    country: str | None
    country_proposed: str | None
    """A proposal, not a fact; it entered nothing."""
    issue: str
    issue_title: str
    point: str
    point_title: str
    severity: int
    severity_word: str
    scale: int | None
    scope: int | None
    irremediability: int | None
    severity_assumed: bool
    """No part is known: the pack's severity of the compliance point stands."""
    delay_irremediable: bool | None
    likelihood: float | None
    """1 for what happened; None: potential, and nobody said how likely."""
    actual: bool
    affected: int | None
    women: int | None
    migrants: int | None
    minors: int | None
    kind: str
    state: str
    date: str | None
    findings: int
    """Open findings (events) of this facility and issue."""
    workers: int | None
    workers_range: str | None
    reason: str
    text: str | None
    refs: tuple[Reference, ...]


class ContextRow(Document):
    """A country and good that a list names, and at whose facilities nobody has looked yet. Not in any order of risk."""

    country: str
    region: str | None
    good: str
    issues: tuple[str, ...]
    facilities: int
    action: str
    refs: tuple[Reference, ...]


class Register(Document):
    """What comes first at the suppliers of a buyer, and what is known of the rest."""

    buyer: tuple[str, ...]
    buyer_name: str
    issue: str | None
    """None: all issues."""
    rows: tuple[RegisterRow, ...]
    context: tuple[ContextRow, ...]
    counts: StateCounts
    """Companies and facilities upstream; the buyer and its group's members aren't among them."""
    today: str
    pack: str
    revision: int
    method: str
    notes: tuple[str, ...]


METHOD = (
    "Order: severity, then whether delay makes it irremediable, then likelihood, then people affected. "
    "No share, spend, tier, leverage or country enters. Context makes no row of a facility."
)


def priorities(
    snapshot: Snapshot, own: Own, pack: Pack, buyers: Sequence[str], *, issue: str | None = None
) -> Register:
    """Give the register of one or several buyers; a group stands for its members too.

    Findings at the buyer itself (its own operations) have rows as well.

    Args:
        snapshot: The graph.
        own: Own risk on the day that counts; only its states and day are used.
        pack: The vocabulary.
        buyers: Ids or source keys of the buyers.
        issue: One issue, or None for all.

    Raises:
        NotFound: A buyer isn't in the graph.
        UnknownName: The issue is none of the pack's or of the given risks'.
    """
    if issue is not None:
        issue = pack.issue_named(issue) or issue
        if own.column(issue) is None:
            raise UnknownName("issue", issue, own.issues)
    roots = with_members(snapshot, buyers)
    reached = distances(snapshot, roots)
    events = open_events(snapshot, pack, own.today, issue=issue)
    cells: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for i in reached:
        for e in events.get(i, ()):
            cells[i, e.issue].append(e)
    led = [(min(es, key=lambda e: (_key(e), e.key)), es) for es in cells.values()]
    issue_order = {k: j for j, k in enumerate(own.issues)}
    led.sort(
        key=lambda x: (_key(x[0]), snapshot.parties[x[0].party].name, snapshot.ids[x[0].party], issue_order[x[0].issue])
    )
    rows: list[RegisterRow] = []
    for place, (first, all_events) in enumerate(led):
        tied = place > 0 and _key(led[place - 1][0]) == _key(first)
        rank = rows[-1].rank if tied else place + 1
        rows.append(_row(rank, first, all_events, snapshot, pack))
    rest = [i for i, d in reached.items() if d > 0]
    return Register(
        buyer=tuple(snapshot.ids[i] for i in _named(snapshot, buyers)),
        buyer_name=", ".join(snapshot.parties[i].name for i in _named(snapshot, buyers)),
        issue=issue,
        rows=tuple(rows),
        context=_context(snapshot, own, pack, rest, issue),
        counts=count(rest, own, events, issue=issue),
        today=own.today,
        pack=pack.version,
        revision=snapshot.revision,
        method=METHOD,
        notes=own.notes,
    )


def _named(snapshot: Snapshot, keys: Sequence[str]) -> list[int]:
    return sorted({i for k in keys if (i := snapshot.find(k)) is not None})


def _key(e: Event) -> tuple[Any, ...]:
    """The key of the register; smaller comes first. Unknown comes last, delay unknown before delay harmless."""
    delay, people = _delay(e), _people(e)["affected"]
    parts = sorted((p for p in e.grading.parts if p is not None), reverse=True)
    return (
        -e.grading.value,
        {True: 0, None: 1, False: 2}[delay],
        (1, 0.0) if e.likelihood is None else (0, -e.likelihood),
        (1, 0) if people is None else (0, -people),
        tuple(-p for p in (*parts, 0, 0, 0)[:3]),
    )


def _delay(e: Event) -> bool | None:
    """Whether delay makes it irremediable: any report's yes, else any report's no, else unknown."""
    said = {f.delay_irremediable for f in e.findings}
    return True if True in said else False if False in said else None


def _people(e: Event) -> dict[str, int | None]:
    """People affected by one event: of several reports the largest number, for they tell of the same people."""
    return {
        name: max((v for f in e.findings if (v := getattr(f, name)) is not None), default=None)
        for name in ("affected", "women", "migrants", "minors")
    }


def _row(rank: int, e: Event, events: Sequence[Event], snapshot: Snapshot, pack: Pack) -> RegisterRow:
    party = snapshot.parties[e.party]
    point = pack.point_by_id.get(e.point)
    word = pack.word_of(e.grading.value) or str(e.grading.value)
    people = _people(e)
    return RegisterRow(
        rank=rank,
        id=party.id,
        name=party.name,
        country=party.props.get("country"),
        country_proposed=None if party.props.get("country") else party.props.get("country_proposed"),
        issue=e.issue,
        issue_title=pack.issue_by_id[e.issue].title,
        point=e.point,
        point_title=point.title if point else e.point,
        severity=e.grading.value,
        severity_word=word,
        **dict(zip(PARTS, e.grading.parts, strict=True)),
        severity_assumed=e.grading.assumed,
        delay_irremediable=_delay(e),
        likelihood=e.likelihood,
        actual=e.actual,
        **people,
        kind=e.kind.value,
        state=State.EVIDENCE.value,
        date=e.date,
        findings=len(events),
        workers=party.props.get("workers"),
        workers_range=party.props.get("workers_range"),
        reason=_reason(e, word, people["affected"], len(events), pack),
        text=next((f.text for f in e.findings if f.text), None),
        refs=references(r for x in events for r in x.refs),
    )


def _reason(e: Event, word: str, affected: int | None, events: int, pack: Pack) -> str:
    """Say in one sentence why the row stands where it stands."""
    delay = {True: "; delay makes it irremediable", False: "", None: "; whether delay matters unknown"}[_delay(e)]
    if e.actual:
        likely = "it is said to have happened" if e.kind is FindingKind.ALLEGATION else "it has happened"
    else:
        likely = "it may happen, likelihood " + ("unknown" if e.likelihood is None else f"{e.likelihood:g}")
    people = "people affected unknown" if affected is None else f"{affected} people affected"
    more = f"; the first of {events} open findings" if events > 1 else ""
    said = e.words(pack)
    grave = f"{word} ({e.grading.value} of 5; {e.grading.words()}){delay}"
    return f"{grave}; {likely}; {people}. {said[0].upper()}{said[1:]}{more}."


def _context(
    snapshot: Snapshot, own: Own, pack: Pack, parties: Sequence[int], issue: str | None
) -> tuple[ContextRow, ...]:
    """One row per country (or region) × good that a list names for facilities of which no more is known."""
    priors = Priors(snapshot, pack)
    facilities: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    issues: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    refs: dict[tuple[str, str, str], set[Ref]] = defaultdict(set)
    columns = [(k, name) for k, name in enumerate(own.issues) if issue in (None, name)]
    for i in parties:
        at = None
        for k, name in columns:
            if STATES[own.state[i, k]] is not State.CONTEXT or own.given[i, k]:
                continue
            at = at or priors.place(snapshot.parties[i])
            for good, row in priors.listed(at, name):
                key = (row.record.country, row.record.region or "", good)
                facilities[key].add(i)
                issues[key].add(name)
                refs[key].add(row.ref)
    titles = {g.id: g.title for g in pack.goods}
    return tuple(
        ContextRow(
            country=key[0],
            region=key[1] or None,
            good=titles.get(key[2], key[2]),
            issues=tuple(x for x in own.issues if x in issues[key]),
            facilities=len(facilities[key]),
            action="find out",
            refs=references(refs[key]),
        )
        for key in sorted(facilities)
    )
