"""The rows of the register and their order.

The key, in order: severity (5 to 1), whether delay makes it irremediable, likelihood (actual = 1), people
affected; what is unknown comes last and is said. What still ties is told apart by the other known parts
of severity; ties that are left stay ties and share a rank. No share, spend, tier, leverage, country or
distance enters. Sources: CSDDD Art. 9 and recital 44; UNGP 24; method 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from headwater.graph import numbers
from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.records import FindingKind
from headwater.graph.risk.own_risk.events import KINDS, Event
from headwater.graph.risk.own_risk.own import State
from headwater.graph.risk.own_risk.severity import PARTS
from headwater.graph.risk.register.actions import ActionLine, actions_of, answering
from headwater.graph.snapshot import Snapshot
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
    kind: FindingKind
    state: State
    date: str | None
    findings: int
    """Open findings (events) of this facility and issue."""
    known: dict[FindingKind, int]
    """How these are known: kind of finding → how many, the surest kind first."""
    unknown: tuple[str, ...]
    """What nobody states of the leading finding: scale, scope, irremediability, delay, affected, date, likelihood."""
    conflicts: tuple[str, ...]
    """Where reports of the leading finding differ."""
    actions: tuple[ActionLine, ...]
    """What is done about these findings; no action moves the rank."""
    workers: int | None
    workers_range: str | None
    reason: str
    text: str | None
    refs: tuple[SourceRow, ...]


def rank(
    snapshot: Snapshot,
    pack: Pack,
    issues: Sequence[str],
    parties: Sequence[int],
    events: Mapping[int, Sequence[Event]],
    today: str,
) -> list[RegisterRow]:
    """All rows of these parties in the order of the key; `issues` tells apart a facility's rows that tie."""
    cells: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for i in parties:
        for e in events.get(i, ()):
            cells[i, e.issue].append(e)
    led = [(min(es, key=lambda e: (_key(e), e.key)), es) for es in cells.values()]
    issue_order = {k: j for j, k in enumerate(issues)}
    led.sort(
        key=lambda x: (_key(x[0]), snapshot.parties[x[0].party].name, snapshot.ids[x[0].party], issue_order[x[0].issue])
    )
    actions = actions_of(snapshot, pack, today)
    rows: list[RegisterRow] = []
    for position, (first, all_events) in enumerate(led):
        tied = position > 0 and _key(led[position - 1][0]) == _key(first)
        taken = answering(actions.get((first.party, first.issue), ()), all_events, today)
        rows.append(_row(rows[-1].rank if tied else position + 1, first, all_events, taken, snapshot, pack))
    return rows


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


def _row(
    rank: int, e: Event, events: Sequence[Event], actions: tuple[ActionLine, ...], snapshot: Snapshot, pack: Pack
) -> RegisterRow:
    party = snapshot.parties[e.party]
    point = pack.point_by_id.get(e.point)
    word = pack.word_of(e.grading.value) or str(e.grading.value)
    people = _people(e)
    return RegisterRow(
        rank=rank,
        id=party.id,
        name=party.name,
        country=party.country,
        country_proposed=None if party.country else party.country_proposed,
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
        kind=e.kind,
        state=State.EVIDENCE,
        date=e.date,
        findings=len(events),
        known={k: n for k in KINDS if (n := sum(x.kind is k for x in events))},
        unknown=_unknown(e, people["affected"]),
        conflicts=_conflicts(e),
        actions=actions,
        workers=party.workers,
        workers_range=party.workers_range,
        reason=_reason(e, word, people["affected"], len(events), pack),
        text=next((f.text for f in e.findings if f.text), None),
        refs=source_rows(r for x in events for r in x.refs),
    )


def _unknown(e: Event, affected: int | None) -> tuple[str, ...]:
    """What nobody states of a finding, in the order of the key."""
    missing = {
        **{name: value is None for name, value in zip(PARTS, e.grading.parts, strict=True)},
        "delay": _delay(e) is None,
        "likelihood": e.likelihood is None,
        "affected": affected is None,
        "date": e.date is None,
    }
    return tuple(name for name, gone in missing.items() if gone)


def _conflicts(e: Event) -> tuple[str, ...]:
    """Where reports of one event differ, in words; unknown contradicts nobody."""
    said: dict[str, dict[object, set[str]]] = defaultdict(lambda: defaultdict(set))
    for x in e.reports:
        for name in (*PARTS, "state", "affected", "women", "migrants", "minors", "observed"):
            if (value := getattr(x.record, name, None)) is not None:
                said[name][value].add(x.ref.source)
    return tuple(
        f"{name}: " + " against ".join(f"{v} ({', '.join(sorted(who))})" for v, who in sorted(held.items(), key=str))
        for name, held in said.items()
        if len(held) > 1
    )


def _reason(e: Event, word: str, affected: int | None, events: int, pack: Pack) -> str:
    """Say in one sentence why the row stands where it stands."""
    delay = {True: "; delay makes it irremediable", False: "", None: "; whether delay matters unknown"}[_delay(e)]
    if e.actual:
        likely = "it is said to have happened" if e.kind is FindingKind.ALLEGATION else "it has happened"
    else:
        likely = "it may happen, likelihood " + ("unknown" if e.likelihood is None else numbers.percent(e.likelihood))
    people = "people affected unknown" if affected is None else numbers.count(affected, "person affected")
    more = f"; the first of {events} open findings" if events > 1 else ""
    said = e.words(pack)
    grave = f"{word} ({e.grading.value} of 5; {e.grading.words()}){delay}"
    return f"{grave}; {likely}; {people}. {said[0].upper()}{said[1:]}{more}."
