"""Own risk of every party and issue: findings, clean checks and priors put together.

Held per compliance point; an issue's severity and s are those of its point with the largest s (a point
with evidence before one without, then the pack's order), its p and both ends of each range the largest
over its points, so that no finding lowers one and no clean check raises one (decision 0015). Most parties
have no evidence: their numbers depend on country and goods alone and are looked up at once; only the
others are worked out one by one. Formulas: `headwater.graph.risk.own_risk.probability`. Source: method 3 and 4.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from headwater.graph import numbers
from headwater.graph.dates import is_future
from headwater.graph.records import Assessment, Outcome, Risk
from headwater.graph.risk.own_risk.events import Check, Event, find_checks, find_events, joint_power, place
from headwater.graph.risk.own_risk.intervals import End, Ranges
from headwater.graph.risk.own_risk.own import STATES, Contribution, Own, State
from headwater.graph.risk.own_risk.priors import Context, Places, Priors, places
from headwater.graph.risk.own_risk.probability import after_checks, probability, split
from headwater.graph.snapshot import Evidence, Snapshot
from headwater.graph.vocabulary import Pack

_BUYS_INPUTS = frozenset({"facility", "organisation", "stub"})
"""Kinds whose own country and goods say what they buy in; brands and groups buy from anywhere."""


@dataclass(frozen=True, slots=True)
class PointRisk:
    """The own risk of one party at one compliance point.

    `evidence` + `context` = s; `quiet` is the chance that no event is true, `prior` that after checks.
    """

    point: str
    events: tuple[Event, ...]
    checks: tuple[Check, ...]
    prior: float
    quiet: float
    p: float
    severity: float
    evidence: float
    context: float
    low: float
    high: float
    p_low: float
    p_high: float
    ranges: Ranges

    @property
    def s(self) -> float:
        """Own risk, 0 to 1."""
        return self.evidence + self.context


def point_risk(point: str, context: Context, events: Sequence[Event], checks: Sequence[Check], pack: Pack) -> PointRisk:
    """Put together what is known of one compliance point. Pure; cost O(events + checks)."""
    power = joint_power(checks, pack.setting("detection_cap"))
    assumed = pack.severity_of(point) / 5.0
    live = [e for e in events if e.counted > 0.0 or e.upper > 0.0]
    worst = max((e.grading.value for e in live), default=0)
    named = worst / 5.0
    upper = max((e.grading.upper for e in live), default=0) / 5.0
    prior = after_checks(context.mean, power)
    quiet = math.prod(1.0 - e.counted for e in live)
    evidence, rest = split(prior, quiet, named, assumed)
    ranges = Ranges(
        priors=(after_checks(context.low, power), prior, after_checks(context.high, power)),
        quiet=(quiet, math.prod(1.0 - e.upper for e in live)),
        severity=(named, upper),
        assumed=assumed,
    )
    return PointRisk(
        point=point,
        events=tuple(events),
        checks=tuple(checks),
        prior=prior,
        quiet=quiet,
        p=probability(prior, (e.counted for e in live)),
        severity=float(worst) if live else assumed * 5.0,
        evidence=evidence,
        context=rest,
        low=ranges.at(End.LOW),
        high=ranges.at(End.HIGH, events=True, severity=True),
        p_low=probability(ranges.priors[End.LOW], (e.counted for e in live)),
        p_high=probability(ranges.priors[End.HIGH], (e.upper for e in live)),
        ranges=ranges,
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one party and issue where something is.

    `best`, the point with the largest s, stands for it: its severity, its s, its lines in the log. `p` and the ends of
    both ranges, `low` ≤ s ≤ `high` and `p_low` ≤ p ≤ `p_high`, are each the largest over the points.
    """

    points: tuple[PointRisk, ...]
    best: PointRisk
    low: float
    high: float
    p: float
    p_low: float
    p_high: float
    state: State


class Log(Mapping[tuple[int, str], tuple[Contribution, ...]]):
    """(party, issue) → contributions that add up to s; each is made when it is asked for."""

    def __init__(
        self,
        pack: Pack,
        priors: Priors,
        held: Places,
        issues: tuple[str, ...],
        cells: Mapping[tuple[int, str], Cell],
        given: Mapping[tuple[int, str], Evidence],
    ) -> None:
        self._pack, self._priors, self._places = pack, priors, held
        self._issues, self._cells, self._given = issues, cells, given

    def grounds(self, pack: Pack) -> tuple[Priors, Places] | None:
        """The priors and places, if another pack gives the same."""
        return (self._priors, self._places) if self._priors.same_under(pack) else None

    def __len__(self) -> int:
        return len(self._places.of) * len(self._issues)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return ((i, k) for i in range(len(self._places.of)) for k in self._issues)

    def ranges(self, issue: str) -> dict[int, tuple[Ranges, ...]]:
        """The parties of which something is known of an issue, and the ranges of its points; not those given."""
        held = sorted(i for i, k in self._cells if k == issue and (i, k) not in self._given)
        return {i: tuple(r.ranges for r in self._cells[i, issue].points) for i in held}

    def __getitem__(self, key: tuple[int, str]) -> tuple[Contribution, ...]:
        party, issue = key
        if issue not in self._issues or not 0 <= party < len(self._places.of):
            raise KeyError(key)
        if key in self._given:
            e = self._given[key]
            value = _value(e)
            return (
                Contribution(
                    party, issue, None, "evidence", value, f"own risk {numbers.amount(value)}, taken as given", (e.ref,)
                ),
            )
        if issue not in self._pack.issue_by_id:
            return ()
        context = self._priors.context(self._places.all[self._places.of[party]], issue)
        if key in self._cells:
            return _lines(party, issue, self._cells[key].best, context, self._pack)
        return _lines(
            party, issue, point_risk(worst_point(self._pack, issue), context, (), (), self._pack), context, self._pack
        )


def worst_point(pack: Pack, issue: str) -> str:
    """The point that stands for an issue where nothing is known: the gravest by default, the first of them."""
    return min(pack.points_of(issue), key=lambda p: -p.severity).id


def _lines(party: int, issue: str, risk: PointRisk, context: Context, pack: Pack) -> tuple[Contribution, ...]:
    """The contributions of one point: the events by their own chance, then what is left of the prior."""
    lines = []
    total = sum(e.counted for e in risk.events)
    for e in risk.events:
        if e.counted > 0.0:
            what = f"{e.words(pack)}; {e.grading.words()}; counts {numbers.value(e.counted)} of 1"
            lines.append(
                Contribution(party, issue, risk.point, "evidence", risk.evidence * e.counted / total, what, e.refs)
            )
    what = context.words
    refs = context.refs
    if risk.checks:
        names = ", ".join(sorted({c.programme for c in risk.checks}))
        what += f"; lowered by clean checks ({names})"
        refs = (*refs, *sorted({c.ref for c in risk.checks}))
    if risk.context != 0.0 or not lines:
        lines.append(Contribution(party, issue, risk.point, "context", risk.context, what, refs))
    return tuple(lines)


def own(snapshot: Snapshot, pack: Pack, today: str, *, before: Own | None = None) -> Own:
    """Work out the own risk of every party and issue on a day.

    Args:
        snapshot: The public graph.
        pack: The vocabulary and its numbers.
        today: ISO date; what is dated later isn't counted, and ages are taken to it.
        before: Of the same parties and priors under a pack of the same name; its priors are taken over where this
            pack's are the same. It changes how long it takes, and nothing else.

    Returns:
        Own risk for the pack's issues, then the issues that only `risks` rows name, sorted. There the
        parties without a value have s = 0, state unknown, `given` False, and NaN as `unmapped` prior.

    Cost: O(parties + evidence).
    """
    again = before.log.grounds(pack) if before is not None and isinstance(before.log, Log) else None
    priors = again[0] if again else Priors(snapshot, pack)
    held = again[1] if again else places(snapshot, priors)
    found = find_events(snapshot, pack, today)
    cells = _cells(snapshot, pack, today, found.events, held, priors)
    given = _given(snapshot, pack)
    extra = tuple(sorted({k for _, k in given} - set(pack.issue_ids)))
    issues = (*pack.issue_ids, *extra)
    n, known, wide = len(snapshot.ids), len(pack.issue_ids), len(issues)

    grades = np.array([pack.severity_of(k) for k in pack.issue_ids], dtype=np.float64)

    def spread(values: np.ndarray, fill: float = 0.0) -> np.ndarray:
        out = np.full((n, wide), fill, dtype=np.float64)
        out[:, :known] = values[held.of]
        return out

    p, p_low, p_high = spread(held.mean), spread(held.low), spread(held.high)
    severity = spread(np.broadcast_to(grades, held.mean.shape))
    context = spread(held.mean * (grades / 5.0))
    low, high = spread(held.low * (grades / 5.0)), spread(held.high * (grades / 5.0))
    evidence = np.zeros((n, wide))
    listed, unknown = STATES.index(State.CONTEXT), STATES.index(State.UNKNOWN)
    state = np.full((n, wide), unknown, dtype=np.uint8)
    state[:, :known] = np.where(held.listed, listed, unknown).astype(np.uint8)[held.of]
    rest = _unmapped(snapshot, pack, held, wide)

    column = {k: j for j, k in enumerate(issues)}
    for (i, k), cell in cells.items():
        j = column[k]
        p[i, j], severity[i, j] = cell.p, cell.best.severity
        p_low[i, j], p_high[i, j] = cell.p_low, cell.p_high
        evidence[i, j], context[i, j] = cell.best.evidence, cell.best.context
        low[i, j], high[i, j] = cell.low, cell.high
        state[i, j] = STATES.index(cell.state)
    marks = np.zeros((n, wide), dtype=np.bool_)
    for (i, k), e in given.items():
        j, value = column[k], _value(e)
        p[i, j] = p_low[i, j] = p_high[i, j] = evidence[i, j] = low[i, j] = high[i, j] = value
        severity[i, j], context[i, j], marks[i, j] = 5.0, 0.0, True
        if state[i, j] != STATES.index(State.EVIDENCE):
            state[i, j] = listed
    notes = list(found.notes)
    if given:
        notes.append(
            f"Taken as given: {numbers.count(len(given), 'own risk')}, instead of the priors and findings there."
        )
    return Own(
        issues=issues,
        today=today,
        pack=pack.version,
        p=p,
        severity=severity,
        s=evidence + context,
        s_evidence=evidence,
        s_context=context,
        low=np.minimum(low, evidence + context),
        high=np.maximum(high, evidence + context),
        unmapped=rest[:, :, 0],
        unmapped_low=rest[:, :, 1],
        unmapped_high=rest[:, :, 2],
        state=state,
        given=marks,
        log=Log(pack, priors, held, issues, cells, given),
        notes=tuple(notes),
        p_low=np.minimum(p_low, p),
        p_high=np.maximum(p_high, p),
    )


def _unmapped(snapshot: Snapshot, pack: Pack, held: Places, wide: int) -> np.ndarray:
    """Prior of the unseen purchases, in the units of s, (n, K, 3): mean, low, high; NaN beyond the pack."""
    known = len(pack.issue_ids)
    grades = np.array([pack.severity_of(k) / 5.0 for k in pack.issue_ids])
    world = pack.prior("world")
    beyond = Priors.range_of(pack, world)
    buys = np.array([p.kind in _BUYS_INPUTS for p in snapshot.parties], dtype=np.bool_)
    out = np.full((len(buys), wide, 3), np.nan)
    anywhere = np.array([world.mean, *beyond])
    of_place = held.unmapped[held.of] if len(buys) else np.empty((0, known, 3))
    out[:, :known, :] = np.where(buys[:, None, None], of_place, anywhere) * grades[:, None]
    return out


def _cells(
    snapshot: Snapshot, pack: Pack, today: str, events: Sequence[Event], held: Places, priors: Priors
) -> dict[tuple[int, str], Cell]:
    """Work out the parties and issues of which something is known, in order."""
    by_point: dict[tuple[int, str], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    checks: dict[tuple[int, str], list[Check]] = defaultdict(list)
    for e in events:
        by_point[e.party, e.issue][e.point].append(e)
    for c in find_checks(snapshot, pack, today):
        checks[c.party, c.issue].append(c)
    looked = _looked(snapshot, pack, today)
    out: dict[tuple[int, str], Cell] = {}
    for at in sorted({*by_point, *checks, *looked}):
        i, issue = at
        context = priors.context(held.all[held.of[i]], issue)
        out[at] = make_cell(issue, context, by_point.get(at, {}), checks.get(at, ()), pack)
    return out


def make_cell(
    issue: str, context: Context, by_point: Mapping[str, Sequence[Event]], checks: Sequence[Check], pack: Pack
) -> Cell:
    """Put together what is known of one party and issue: its events by compliance point, and its clean checks."""
    names = list(dict.fromkeys([*(p.id for p in pack.points_of(issue)), *sorted(by_point)]))
    points = tuple(
        point_risk(name, context, by_point.get(name, ()), [c for c in checks if c.point in (name, issue)], pack)
        for name in names
    )
    best = max(points, key=lambda r: (r.s, bool(r.events)))
    open_events = any(e.open for r in points for e in r.events)
    p = max(r.p for r in points)
    return Cell(
        points=points,
        best=best,
        low=min(best.s, max(r.low for r in points)),
        high=max(best.s, *(r.high for r in points)),
        p=p,
        p_low=min(p, max(r.p_low for r in points)),
        p_high=max(p, *(r.p_high for r in points)),
        state=State.EVIDENCE if open_events else State.LOOKED,
    )


def _looked(snapshot: Snapshot, pack: Pack, today: str) -> set[tuple[int, str]]:
    """Parties and issues where somebody looked: an assessment that says compliant or not."""
    out = set()
    for e in snapshot.assessments:
        r = e.record
        assert isinstance(r, Assessment)
        if r.outcome in (Outcome.COMPLIANT, Outcome.NON_COMPLIANT) and not is_future(r.date, today):
            where = place(r.issue, r.point, pack)
            if where is not None:
                out.add((e.party, where[0]))
    return out


def _given(snapshot: Snapshot, pack: Pack) -> dict[tuple[int, str], Evidence]:
    """Own risks that a `risks` row sets, by (party, issue): the latest, then source name, then the higher."""
    out: dict[tuple[int, str], Evidence] = {}
    rows = sorted(snapshot.risks, key=lambda e: (e.ref.source, -_value(e), e.ref))
    for e in sorted(rows, key=lambda e: e.ref.dated or "", reverse=True):
        r = e.record
        assert isinstance(r, Risk)
        out.setdefault((e.party, pack.issue_named(r.issue) or r.issue), e)
    return dict(sorted(out.items()))


def _value(e: Evidence) -> float:
    assert isinstance(e.record, Risk)
    return e.record.value
