"""Own risk of every party and issue: findings, clean checks and priors put together.

Held per compliance point; an issue's severity and s are those of its point with the largest s (a point
with evidence before one without, then the pack's order), its p and both ends of each range the largest
over its points, so that no finding lowers one and no clean check raises one (decision 0015). Most parties
have no evidence: their numbers depend on country and goods alone and are looked up at once; only the
others are worked out one by one. Formulas: `headwater.graph.risk.own_risk.probability`. Source: method 3 and 4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.graph import numbers
from headwater.graph.dates import is_future
from headwater.graph.records import Assessment, Outcome, Risk
from headwater.graph.risk.own_risk.checks import Check, find_checks
from headwater.graph.risk.own_risk.events import Event, find_events
from headwater.graph.risk.own_risk.log import Log, risk_value
from headwater.graph.risk.own_risk.own import STATES, Matrix, Own, State
from headwater.graph.risk.own_risk.points import Cell, make_cell
from headwater.graph.risk.own_risk.priors import Priors, PriorTable, prior_table
from headwater.graph.risk.own_risk.reports import issue_and_point
from headwater.graph.snapshot import Evidence, Snapshot
from headwater.graph.vocabulary import Pack

_BUYS_INPUTS = frozenset({"facility", "organisation", "stub"})
"""Kinds whose own country and goods say what they buy in; brands and groups buy from anywhere."""

_EVIDENCE, _CONTEXT, _UNKNOWN = (STATES.index(x) for x in (State.EVIDENCE, State.CONTEXT, State.UNKNOWN))


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
    held = again[1] if again else prior_table(snapshot, priors)
    found = find_events(snapshot, pack, today)
    cells = _cells(snapshot, pack, today, found.events, held, priors)
    given = _given(snapshot, pack)
    issues = (*pack.issue_ids, *sorted({k for _, k in given} - set(pack.issue_ids)))
    m = _Matrices.of(held, pack, len(issues))
    m.put_cells(cells, issues)
    m.put_given(given, issues)
    notes = list(found.notes)
    if given:
        notes.append(
            f"Taken as given: {numbers.count(len(given), 'own risk')}, instead of the priors and findings there."
        )
    s, rest = m.evidence + m.context, _unmapped(snapshot, pack, held, len(issues))
    return Own(
        issues=issues,
        today=today,
        pack=pack.version,
        p=m.p,
        severity=m.severity,
        s=s,
        s_evidence=m.evidence,
        s_context=m.context,
        low=np.minimum(m.low, s),
        high=np.maximum(m.high, s),
        unmapped=rest[:, :, 0],
        unmapped_low=rest[:, :, 1],
        unmapped_high=rest[:, :, 2],
        state=m.state,
        given=m.given,
        log=Log(pack, priors, held, issues, cells, given),
        notes=tuple(notes),
        p_low=np.minimum(m.p_low, m.p),
        p_high=np.maximum(m.p_high, m.p),
    )


@dataclass(slots=True, eq=False)
class _Matrices:
    """The matrices of `Own` while they are filled, (n, K): first by priors alone, then where more is known."""

    p: Matrix
    p_low: Matrix
    p_high: Matrix
    severity: Matrix
    evidence: Matrix
    context: Matrix
    low: Matrix
    high: Matrix
    state: NDArray[np.uint8]
    given: NDArray[np.bool_]

    @classmethod
    def of(cls, held: PriorTable, pack: Pack, wide: int) -> _Matrices:
        """By priors alone: the pack's issues first, then issues of which nothing is known."""
        n, known = len(held.of), len(pack.issue_ids)
        grades = np.array([pack.severity_of(k) for k in pack.issue_ids], dtype=np.float64)

        def spread(values: Matrix) -> Matrix:
            out = np.zeros((n, wide))
            out[:, :known] = values[held.of]
            return out

        state = np.full((n, wide), _UNKNOWN, dtype=np.uint8)
        state[:, :known] = np.where(held.listed, _CONTEXT, _UNKNOWN).astype(np.uint8)[held.of]
        return cls(
            p=spread(held.mean),
            p_low=spread(held.low),
            p_high=spread(held.high),
            severity=spread(np.broadcast_to(grades, held.mean.shape)),
            evidence=np.zeros((n, wide)),
            context=spread(held.mean * (grades / 5.0)),
            low=spread(held.low * (grades / 5.0)),
            high=spread(held.high * (grades / 5.0)),
            state=state,
            given=np.zeros((n, wide), dtype=np.bool_),
        )

    def put_cells(self, cells: Mapping[tuple[int, str], Cell], issues: Sequence[str]) -> None:
        """Where something is known of a party and issue."""
        column = {k: j for j, k in enumerate(issues)}
        for (i, k), cell in cells.items():
            at = i, column[k]
            self.p[at], self.severity[at] = cell.p, cell.best.severity
            self.p_low[at], self.p_high[at] = cell.p_low, cell.p_high
            self.evidence[at], self.context[at] = cell.best.evidence, cell.best.context
            self.low[at], self.high[at] = cell.low, cell.high
            self.state[at] = STATES.index(cell.state)

    def put_given(self, given: Mapping[tuple[int, str], Evidence], issues: Sequence[str]) -> None:
        """Where a `risks` row sets the own risk: as probability and own risk alike, with no range."""
        column = {k: j for j, k in enumerate(issues)}
        for (i, k), e in given.items():
            at, value = (i, column[k]), risk_value(e)
            self.p[at] = self.p_low[at] = self.p_high[at] = value
            self.evidence[at] = self.low[at] = self.high[at] = value
            self.severity[at], self.context[at], self.given[at] = 5.0, 0.0, True
            if self.state[at] != _EVIDENCE:
                self.state[at] = _CONTEXT


def _unmapped(snapshot: Snapshot, pack: Pack, held: PriorTable, wide: int) -> np.ndarray:
    """Prior of the unseen purchases, in the units of s, (n, K, 3): mean, low, high; NaN beyond the pack."""
    known = len(pack.issue_ids)
    grades = np.array([pack.severity_of(k) / 5.0 for k in pack.issue_ids])
    world = pack.prior("world")
    beyond = Priors.range_of(pack, world)
    buys = np.array([p.kind in _BUYS_INPUTS for p in snapshot.parties], dtype=np.bool_)
    out = np.full((len(buys), wide, 3), np.nan)
    anywhere = np.array([world.mean, *beyond])
    of_basis = held.unmapped[held.of] if len(buys) else np.empty((0, known, 3))
    out[:, :known, :] = np.where(buys[:, None, None], of_basis, anywhere) * grades[:, None]
    return out


def _cells(
    snapshot: Snapshot, pack: Pack, today: str, events: Sequence[Event], held: PriorTable, priors: Priors
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


def _looked(snapshot: Snapshot, pack: Pack, today: str) -> set[tuple[int, str]]:
    """Parties and issues where somebody looked: an assessment that says compliant or not."""
    out = set()
    for e in snapshot.assessments:
        r = e.record
        assert isinstance(r, Assessment)
        if r.outcome in (Outcome.COMPLIANT, Outcome.NON_COMPLIANT) and not is_future(r.date, today):
            where = issue_and_point(r.issue, r.point, pack)
            if where is not None:
                out.add((e.party, where[0]))
    return out


def _given(snapshot: Snapshot, pack: Pack) -> dict[tuple[int, str], Evidence]:
    """Own risks that a `risks` row sets, by (party, issue): the latest, then source name, then the higher."""
    out: dict[tuple[int, str], Evidence] = {}
    rows = sorted(snapshot.risks, key=lambda e: (e.ref.source, -risk_value(e), e.ref))
    for e in sorted(rows, key=lambda e: e.ref.dated or "", reverse=True):
        r = e.record
        assert isinstance(r, Risk)
        out.setdefault((e.party, pack.issue_named(r.issue) or r.issue), e)
    return dict(sorted(out.items()))
