"""Events: what happened, once, however many reports there are of it.

Reports are one event when they give the same event key, else when they say the same of one party,
compliance point and year. A non-compliant assessment is a report too, unless a later check of the
same programme calls the point compliant (that closes its own rating; it never closes a finding). It names
no event, so it reports each that it may be about: those that its source reports of that point and year, and
the one without a key that others do; where there is none it is an event of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from headwater.graph import numbers
from headwater.graph.dates import finding_age, first_day, is_future, last_day, year_of
from headwater.graph.records import Assessment, Finding, FindingKind, Outcome
from headwater.graph.risk.own_risk.independence import joint
from headwater.graph.risk.own_risk.probability import after_remedy, halved
from headwater.graph.risk.own_risk.reports import (
    credibility,
    date_of,
    issue_and_point,
    programme_of,
    report_of,
    sharpness,
)
from headwater.graph.risk.own_risk.severity import Grading, grade, worst
from headwater.graph.snapshot import Evidence, Snapshot
from headwater.graph.statements import Ref
from headwater.graph.vocabulary import Pack

KINDS: tuple[FindingKind, ...] = (
    FindingKind.AUTHORITY,
    FindingKind.CONFIRMED,
    FindingKind.INSPECTION,
    FindingKind.AUDIT,
    FindingKind.ALLEGATION,
)
"""Kinds of finding, the surest first."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event at one party and compliance point.

    `credibility` is c_e before time and remedy; `counted` after both; `upper` after the remedy only, the
    end of the range. `open`: neither closed nor remedied, so it shows a chip and makes a row of the
    register. `likelihood` 1 for what happened, else the largest that a report states, None where none does.
    """

    party: int
    issue: str
    point: str
    key: str
    reports: tuple[Evidence, ...]
    kind: FindingKind
    grading: Grading
    credibility: float
    counted: float
    upper: float
    open: bool
    actual: bool
    likelihood: float | None
    date: str | None
    """Date of the newest report, as stated; None: undated."""
    remedy: float | None
    """Verified effect of the remedy; None: none known."""

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The source rows."""
        return tuple(sorted({e.ref for e in self.reports}))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings among its reports."""
        return tuple(e.record for e in self.reports if isinstance(e.record, Finding))

    @property
    def finding_refs(self) -> tuple[Ref, ...]:
        """The source rows of its findings, without those of assessments."""
        return tuple(sorted({e.ref for e in self.reports if isinstance(e.record, Finding)}))

    def words(self, pack: Pack) -> str:
        """Say what it is in one phrase."""
        held = pack.point_by_id.get(self.point)
        title = held.title if held else self.point
        when = f", {self.date}" if self.date else ", undated"
        what = "" if self.actual else "potential: "
        return f"{what}{self.kind.value}: {title}{when}"


@dataclass(frozen=True, slots=True)
class Found:
    """All events, and what was left out, in words."""

    events: tuple[Event, ...]
    notes: tuple[str, ...]


def find_events(snapshot: Snapshot, pack: Pack, today: str) -> Found:
    """Cluster the findings and non-compliant assessments known on `today`, sorted by (party, issue, point, key)."""
    groups: dict[tuple[int, str, str, str], list[Evidence]] = defaultdict(list)
    told: dict[tuple[int, str, str, str, str], set[str]] = defaultdict(set)
    unkeyed: dict[tuple[int, str, str, str], set[str]] = defaultdict(set)
    late = strange = 0
    for e in snapshot.findings:
        r = e.record
        assert isinstance(r, Finding)
        where = issue_and_point(r.issue, r.point, pack)
        if where is None:
            strange += 1
        elif is_future(date_of(r), today):
            late += 1
        else:
            year = year_of(date_of(r)) or "undated"
            key = f"event:{r.event}" if r.event else f"year:{year}"
            groups[e.party, *where, key].append(e)
            if r.status != "closed":
                told[e.party, *where, year, e.ref.source].add(key)
                if not r.event:
                    unkeyed[e.party, *where, year].add(key)
    for e in _standing(snapshot, pack, today):
        r = e.record
        assert isinstance(r, Assessment)
        where = issue_and_point(r.issue, r.point, pack)
        if where is not None:
            year = year_of(r.date) or "undated"
            about = told[e.party, *where, year, e.ref.source] | unkeyed[e.party, *where, year]
            for key in about or {f"year:{year}"}:
                groups[e.party, *where, key].append(e)
    events = [_event(at, reports, pack, today) for at, reports in sorted(groups.items())]
    notes = []
    if late:
        notes.append(f"Dated after {today}, so not counted yet: {numbers.count(late, 'finding')}.")
    if strange:
        notes.append(
            f"Not counted, since pack {pack.name!r} doesn't know the issue: {numbers.count(strange, 'finding')}."
        )
    return Found(tuple(e for e in events if e is not None), tuple(notes))


def _standing(snapshot: Snapshot, pack: Pack, today: str) -> Iterable[Evidence]:
    """Non-compliant assessments that no later check of their programme, at least as sharp, has put right.

    As sharp: its detection power times its credibility is no less, so that a survey clears no audit's rating.
    """
    clean: dict[tuple[int, str, str, str], list[tuple[str, float]]] = defaultdict(list)
    bad: list[tuple[Evidence, tuple[int, str, str, str]]] = []
    for e in snapshot.assessments:
        r = e.record
        assert isinstance(r, Assessment)
        where = issue_and_point(r.issue, r.point, pack)
        if where is None or is_future(r.date, today):
            continue
        at = (e.party, *where, programme_of(e))
        if r.outcome is Outcome.NON_COMPLIANT:
            bad.append((e, at))
        elif r.outcome is Outcome.COMPLIANT and r.date:
            clean[at].append((first_day(r.date) or "", sharpness(e, where[0], pack)))
    for e, at in bad:
        r = e.record
        assert isinstance(r, Assessment)
        # Surely later only: of a year or month, the clean check's first day after the rating's last.
        least = sharpness(e, at[1], pack) - 1e-9
        if not (r.date and any(day > last_day(r.date) and sharp >= least for day, sharp in clean[at])):
            yield e


def _event(at: tuple[int, str, str, str], all_reports: Sequence[Evidence], pack: Pack, today: str) -> Event | None:
    """Make one event of its reports; None where every report is closed."""
    party, issue, point, key = at
    reports = [e for e in all_reports if not (isinstance(e.record, Finding) and e.record.status == "closed")]
    if not reports:
        return None
    c = credibility(reports[0], pack) if len(reports) == 1 else joint(report_of(e, pack) for e in reports)
    findings = [e.record for e in reports if isinstance(e.record, Finding)]
    actual = len(findings) < len(reports) or any(f.state == "actual" for f in findings)
    stated = [f.likelihood for f in findings if f.likelihood is not None]
    likelihood = 1.0 if actual else max(stated, default=None)
    # A report that states no likelihood counts by the assumed one, and may be certain; another can't lower that.
    silent = not actual and len(stated) < len(findings)
    known = c * max(likelihood or 0.0, pack.setting("likelihood_unknown") if silent else 0.0)
    upper = c if silent or likelihood is None else c * likelihood
    status_known = any(f.status == "open" for f in findings)
    # What happened is not a rate: credible events, and those known to be open, don't decay (method 4).
    ages = [finding_age(date_of(r), today) for e in reports if isinstance(r := e.record, Finding | Assessment)]
    if c < pack.setting("decay_below") - 1e-9 and not status_known and None not in ages:
        age = min(a for a in ages if a is not None)
        known = halved(known, age, pack.half_life_of(issue))
    remedy = remedy_of(findings, pack)
    if remedy is not None:
        known, upper = after_remedy(known, *remedy), after_remedy(upper, *remedy)
    remedied = remedy is not None and is_remedied(*remedy, pack) and not status_known
    dates = sorted(d for e in reports if isinstance(e.record, Finding | Assessment) and (d := date_of(e.record)))
    kinds = {f.kind for f in findings} | ({FindingKind.AUDIT} if len(findings) < len(reports) else set())
    return Event(
        party=party,
        issue=issue,
        point=point,
        key=key,
        reports=tuple(reports),
        kind=next(k for k in KINDS if k in kinds),
        grading=worst([grade(e.record, point, pack) for e in reports if isinstance(e.record, Finding | Assessment)]),
        credibility=c,
        counted=known,
        upper=max(upper, known),
        open=not remedied,
        actual=actual,
        likelihood=likelihood,
        date=dates[-1] if dates else None,
        remedy=remedy[0] if remedy else None,
    )


def _verification(f: Finding, pack: Pack) -> float:
    """How sure a finding's remedy is, 0 to 1: as stated, else that of who verified it, else of who reports it."""
    if f.remedy_credibility is not None:
        return f.remedy_credibility
    return pack.credibility_of(f.remedied_verified_by or f.source_type)


def remedy_of(findings: Iterable[Finding], pack: Pack) -> tuple[float, float] | None:
    """Effect and verification of the remedy that counts most, each 0 to 1; None where none is stated."""
    stated = [
        (
            f.remedied_effect,
            _verification(f, pack),
        )
        for f in findings
        if f.remedied_effect is not None
    ]
    return max(stated, key=lambda x: (x[0] * x[1], x[0]), default=None)


def is_remedied(effect: float, verification: float, pack: Pack) -> bool:
    """Whether a remedy ends an event: by what of its effect is verified, effect · v, not by what is claimed."""
    return effect * verification >= pack.setting("remedied_effect_at_least") - 1e-9


def relieve(e: Event, effect: float, verification: float, pack: Pack) -> Event:
    """The event after one more remedy: the one that counts most counts, as for remedies that are stated.

    Source: method 4, c · (1 − effect · v). With `is_remedied` it is open no more.
    """
    held = remedy_of(e.findings, pack)
    before = 1.0 if held is None else 1.0 - held[0] * held[1]
    after = min(before, 1.0 - effect * verification)
    ratio = after / before if before > 0.0 else 0.0
    closed = is_remedied(effect, verification, pack)
    return replace(e, counted=e.counted * ratio, upper=e.upper * ratio, open=e.open and not closed)
