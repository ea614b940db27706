"""Remedies that a what-if supposes: which events they touch, and the own risks that follow.

A remedy takes its findings away; a verified policy leaves each c · (1 − effect · v) (method 4). What is
left at the facility is its context: own risks are put together again from events and checks, never from
the number before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.graph.records import Finding
from headwater.graph.risk.own_risk.checks import find_checks
from headwater.graph.risk.own_risk.events import Event, relieve
from headwater.graph.risk.own_risk.own import Matrix, Own
from headwater.graph.risk.own_risk.points import make_cell
from headwater.graph.risk.own_risk.priors import Priors
from headwater.graph.risk.own_risk.states import events_of
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

FIELDS = ("p", "severity", "s", "s_evidence", "s_context", "low", "high", "p_low", "p_high")
"""What of an own risk a remedy changes."""


@dataclass(frozen=True, slots=True)
class Relief:
    """A supposed remedy: of which events, by how much. None in a filter: all of them.

    `effect` 1 and `verification` 1 take the events away whole. `event` is the key of an event or of one
    of its findings. `parties` None: wherever such an event is.
    """

    parties: frozenset[int] | None = None
    issue: str | None = None
    point: str | None = None
    event: str | None = None
    effect: float = 1.0
    verification: float = 1.0

    def covers(self, e: Event) -> bool:
        """Whether it touches an event."""
        return (
            (self.parties is None or e.party in self.parties)
            and self.issue in (None, e.issue)
            and self.point in (None, e.point)
            and (self.event is None or self.event in names_of(e))
        )


def names_of(e: Event) -> set[str]:
    """What an event may be called by: its key, or the key of a finding that reports it."""
    return {e.key, e.key.partition(":")[2]} | {r.record.key for r in e.reports if isinstance(r.record, Finding)}


def name_of(e: Event) -> str:
    """What to call an event by: the key that its reports give, else the key of a finding, else its own."""
    kind, _, key = e.key.partition(":")
    return key if kind == "event" else min((f.key for f in e.findings), default=e.key)


def after(e: Event, reliefs: Sequence[Relief], pack: Pack) -> Event:
    """The event after the remedy that counts most of those that cover it."""
    best = max((r for r in reliefs if r.covers(e)), key=lambda r: (r.effect * r.verification, r.effect), default=None)
    return e if best is None else relieve(e, best.effect, best.verification, pack)


@dataclass(frozen=True, eq=False)
class Reworked:
    """Own risks that changed: `values[f][i]` is field f of party `party[i]` and issue column `column[i]`."""

    party: NDArray[np.int64]
    column: NDArray[np.int64]
    values: dict[str, NDArray[np.float64]]

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """The parties, each once, rising."""
        return np.unique(self.party)

    def change(self, own: Own) -> Matrix:
        """By how much s changes, (rows, K); what isn't known counts as 0."""
        out = np.zeros((len(self.rows), len(own.issues)))
        was = np.nan_to_num(own.s[self.party, self.column])
        out[np.searchsorted(self.rows, self.party), self.column] = self.values["s"] - was
        return out

    def on(self, own: Own) -> Own:
        """All own risks, a copy."""
        new: dict[str, Any] = {}
        for f in FIELDS:
            held: Matrix | None = getattr(own, f)
            if held is not None:
                new[f] = held.copy()
                new[f][self.party, self.column] = self.values[f]
        return replace(own, **new)


def rework(snapshot: Snapshot, own: Own, pack: Pack, reliefs: Sequence[Relief]) -> Reworked:
    """Work out the own risks that remedies change. O(events + checks).

    An own risk that a `risks` row gives becomes 0 where a remedy of its party covers the whole issue; a
    policy or a remedy of one event doesn't touch it, since nobody says what it is made of.
    """
    cells: dict[tuple[int, str], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    touched: set[tuple[int, str]] = set()
    for e in events_of(snapshot, pack, own.today).events:
        then = after(e, reliefs, pack)
        if then is not e:
            touched.add((e.party, e.issue))
        if then.counted > 0.0 or then.upper > 0.0:
            cells[e.party, e.issue][e.point].append(then)
    columns = {issue: k for k, issue in enumerate(own.issues)}
    rows: list[tuple[int, int, tuple[float, ...]]] = []
    whole = [r for r in reliefs if r.parties is not None and r.point is None and r.event is None and r.effect == 1.0]
    for i in sorted({i for r in whole for i in r.parties or ()}):
        for issue, k in columns.items():
            if own.given[i, k] and any(i in (r.parties or ()) and r.issue in (None, issue) for r in whole):
                rows.append((i, k, (0.0, float(own.severity[i, k]), *[0.0] * (len(FIELDS) - 2))))
    priors, who = Priors(snapshot, pack), {i for i, _ in touched}
    mine = replace(snapshot, assessments=tuple(e for e in snapshot.assessments if e.party in who))
    checks = defaultdict(list)
    for c in find_checks(mine, pack, own.today):
        checks[c.party, c.issue].append(c)
    for i, issue in sorted(touched):
        k = columns[issue]
        if own.given[i, k]:
            continue
        context = priors.context(priors.basis(snapshot.parties[i]), issue)
        cell = make_cell(issue, context, cells[i, issue], checks[i, issue], pack)
        b = cell.best
        ends = cell.low, cell.high, cell.p_low, cell.p_high
        rows.append((i, k, (cell.p, b.severity, b.s, b.evidence, b.context, *ends)))
    table = np.array([v for _, _, v in rows], dtype=np.float64).reshape(len(rows), len(FIELDS))
    return Reworked(
        party=np.array([i for i, _, _ in rows], dtype=np.int64),
        column=np.array([k for _, k, _ in rows], dtype=np.int64),
        values={f: table[:, j] for j, f in enumerate(FIELDS)},
    )
