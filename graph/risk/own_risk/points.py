"""The own risk of one party at one compliance point, and of one issue from its points. Pure sums."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headwater.graph.risk.own_risk.checks import Check, joint_power
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.own_risk.intervals import End, Ranges
from headwater.graph.risk.own_risk.own import State
from headwater.graph.risk.own_risk.priors import Context
from headwater.graph.risk.own_risk.probability import after_checks, probability, split
from headwater.graph.vocabulary import Pack


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


def worst_point(pack: Pack, issue: str) -> str:
    """The point that stands for an issue where nothing is known: the gravest by default, the first of them."""
    return min(pack.points_of(issue), key=lambda p: -p.severity).id
