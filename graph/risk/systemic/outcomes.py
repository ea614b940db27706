"""What the assessed factories say: per compliance point compliant or not, each factory once.

Of one programme (its standard, else its source) the latest says; between programmes the worse stands, for
a clean check never closes what another found (method 4). "Not applicable" and "not checked" say nothing,
and so does a finding alone: nobody tells where they looked and found none. The exception is an issue of
ours, measured against a standard: there the finding below it and the assessment above it are the
two outcomes of one measurement (`docs/method.md`, Data), so a finding that names its standard counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from headwater.graph.dates import first_day, is_future, last_day
from headwater.graph.records import Assessment, Finding, Outcome
from headwater.graph.risk.own_risk.reports import date_of, issue_and_point, programme_of
from headwater.graph.risk.systemic.counts import Counts
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import Ref
from headwater.graph.vocabulary import Pack

_NO_FACTORIES = frozenset({"brand", "group", "person"})


@dataclass(frozen=True, slots=True)
class FactoryOutcome:
    """What stands for one factory at one compliance point, with the rows that say so."""

    non_compliant: bool
    refs: tuple[Ref, ...]


def count(said: Iterable[FactoryOutcome]) -> Counts:
    """How many factories, and how many of them non-compliant."""
    bad = [x.non_compliant for x in said]
    return Counts(len(bad), sum(bad))


@dataclass(frozen=True, slots=True)
class _Said:
    party: int
    issue: str
    point: str
    programme: str
    bad: bool
    date: str | None
    ref: Ref


def outcomes(snapshot: Snapshot, pack: Pack, today: str) -> Mapping[tuple[str, str], Mapping[int, FactoryOutcome]]:
    """Give (issue, point) → index of the factory → what stands for it on `today`. O(evidence).

    A check of a whole issue names no compliance point and is left out; so is what is dated later than
    `today`. Undated, a non-compliant outcome stands, for no check is known to be later.
    """
    held: dict[tuple[int, str, str, str], list[_Said]] = defaultdict(list)
    for x in _said(snapshot, pack, today):
        held[x.party, x.issue, x.point, x.programme].append(x)
    bad: dict[tuple[str, str], dict[int, bool]] = defaultdict(dict)
    refs: dict[tuple[str, str, int], set[Ref]] = defaultdict(set)
    for (party, issue, point, _), all_said in held.items():
        at = bad[issue, point]
        at[party] = at.get(party, False) or _stands(all_said)
        refs[issue, point, party] |= {x.ref for x in all_said}
    return {
        at: {i: FactoryOutcome(b, tuple(sorted(refs[(*at, i)]))) for i, b in sorted(of.items())}
        for at, of in sorted(bad.items())
    }


def _stands(said: list[_Said]) -> bool:
    """Whether a non-compliant outcome of one programme has no later compliant one."""
    clean = max((first_day(x.date) or x.date for x in said if not x.bad and x.date), default="")
    return any(x.bad and not (x.date and clean > last_day(x.date)) for x in said)


def _said(snapshot: Snapshot, pack: Pack, today: str) -> Iterator[_Said]:
    for e in (*snapshot.assessments, *snapshot.findings):
        r = e.record
        assert isinstance(r, Assessment | Finding)
        where = issue_and_point(r.issue, r.point, pack)
        date = date_of(r)
        if where is None or where[1] not in pack.point_by_id or is_future(date, today):
            continue
        if snapshot.parties[e.party].kind in _NO_FACTORIES:
            continue
        if isinstance(r, Finding):
            if _measured(r, where[0], pack):
                yield _Said(e.party, *where, r.standard or "", True, date, e.ref)
        elif r.outcome in (Outcome.COMPLIANT, Outcome.NON_COMPLIANT):
            yield _Said(e.party, *where, programme_of(e), r.outcome is Outcome.NON_COMPLIANT, date, e.ref)


def _measured(f: Finding, issue: str, pack: Pack) -> bool:
    """Whether a finding is the lower outcome of a measurement against a standard of ours."""
    against = pack.issue_by_id[issue].kind == "ours" and f.standard is not None
    return against and f.state == "actual" and f.status not in ("closed", "remedied")
