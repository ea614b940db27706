"""Companies side by side, by name; an order by score only among those who look about as much.

Method 5: brands are listed by name; an order is offered only among those whose assessed shares differ by
less than 10 points (the pack's `comparable_assessed_points`), so that the one who looks doesn't look
worse than the one who doesn't. An order says on what it hangs: ranges, alpha, and the choice of indicator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.graph.documents import Answer, Document
from headwater.graph.errors import UnknownName, UsageError
from headwater.graph.numbers import percent, points
from headwater.graph.risk.comparison.stability import ALPHAS, TIE, rank_ranges, ranks, values_over_alpha
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators.base import Result
from headwater.graph.risk.indicators.linked_harm import LinkedHarm
from headwater.graph.risk.indicators.options import UpstreamOptions
from headwater.graph.risk.indicators.upstream_risk import UpstreamRisk
from headwater.graph.risk.indicators.worst_path import WorstPath
from headwater.graph.risk.network.distances import upstream
from headwater.graph.risk.network.groups import meant
from headwater.graph.risk.network.named import by_name
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import Own, known
from headwater.graph.risk.own_risk.states import StateCounts, count, open_events
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

Floats = NDArray[np.float64]
NOTES = (
    "Companies stand by name. An order by score is no order of work: `priorities` says what to look at first.",
    "A higher number can mean that more was looked at and more is known, not that more is wrong.",
)


class Compared(Document):
    """The three indicators of one company and issue side by side. None: not known, never zero."""

    party: str
    name: str
    upstream_risk: float | None
    low: float | None
    high: float | None
    linked_harm: float | None
    worst_path: float | None
    mapped: float | None
    assessed: float | None
    known: StateCounts
    """What is known of each who supplies it, directly or not: beside `linked_harm`."""


class RankRange(Document):
    """The best and the worst rank; 1 is the largest value."""

    best: int
    worst: int


class Ranked(Document):
    """One company in an order; ties share the better rank.

    `by_range`: while all values lie anywhere in their ranges; None: a range isn't known. `by_alpha`: over
    alpha 0.5 to 0.95. `linked_harm`, `worst_path`: its rank by these; None: one of the values isn't known.
    `stable`: the same rank by range, by alpha and by each indicator.
    """

    party: str
    name: str
    value: float
    rank: int
    by_range: RankRange | None
    by_alpha: RankRange
    linked_harm: int | None
    worst_path: int | None
    stable: bool


class Order(Document):
    """An order by upstream_risk among companies that look about as much, and how far apart they are in that."""

    rows: tuple[Ranked, ...]
    assessed_low: float
    assessed_high: float


class IssueComparison(Document):
    """One issue: the companies by name, the orders that may be offered, and why no other is."""

    issue: str
    title: str
    rows: tuple[Compared, ...]
    orders: tuple[Order, ...]
    reasons: tuple[str, ...]


class Comparison(Answer):
    """Companies side by side, issue by issue; nothing is summed over issues."""

    parties: tuple[str, ...]
    issues: tuple[IssueComparison, ...]
    comparable: float
    """Assessed shares that differ by less than this are comparable, 0 to 1."""
    alpha: float
    alphas: tuple[float, ...]
    notes: tuple[str, ...]


def _share(x: float | None) -> str:
    return percent(x, digits=1)


@dataclass(frozen=True, eq=False)
class _Scores:
    """The numbers of the companies compared, rows by (name, id); NaN: not known."""

    upstream: Floats
    low: Floats
    high: Floats
    linked: Floats
    worst: Floats
    over_alpha: Floats
    mapped: Floats
    assessed: Floats


def compare(
    snapshot: Snapshot, own: Own, pack: Pack, companies: Sequence[str], *, issue: str | None = None
) -> Comparison:
    """Put companies side by side.

    Args:
        snapshot: The graph.
        own: Own risks on the day asked about.
        pack: Names of issues, alpha, and how far assessed shares may differ.
        companies: Ids or source keys; a group stands for its members, itself only where it buys.
        issue: One of `own.issues`; None: each.

    Raises:
        NotFound: No such company.
        UnknownName: No such issue.
        UsageError: Fewer than two companies are meant.
    """
    if issue is not None:
        if own.column(issue) is None:
            raise UnknownName("issue", issue, own.issues)
        own = own.only(issue)
    net = network(snapshot)
    notes = []
    chosen: set[int] = set()
    for key in companies:
        members = meant(snapshot, key)
        at = snapshot.find(key)
        if at is not None and members != (at,):
            said = ", ".join(snapshot.parties[i].name for i in members if i != at)
            notes.append(f"{snapshot.parties[at].name} is a group and stands for its members: {said}.")
        chosen.update(members)
    rows = by_name(snapshot, chosen)
    if len(rows) < 2:
        raise UsageError("name two or more companies, or a group with two or more members")
    options = UpstreamOptions(alpha=pack.setting("alpha"))
    ids = [snapshot.ids[i] for i in rows]
    scores = _scores(snapshot, own, options, rows, ids)
    limit = pack.setting("comparable_assessed_points")
    names = [snapshot.parties[i].name for i in rows]
    blocks = []
    for k, name in enumerate(own.issues):
        held = pack.issue_by_id.get(name)
        events = open_events(snapshot, pack, own.today, issue=name)
        counts = [count(upstream(snapshot, [i]), own, events, issue=name) for i in rows]
        orders, reasons = _orders(scores, k, ids, names, limit)
        blocks.append(
            IssueComparison(
                issue=name,
                title=held.title if held else name,
                rows=tuple(_compared(scores, k, j, ids[j], names[j], counts[j]) for j in range(len(rows))),
                orders=orders,
                reasons=reasons,
            )
        )
    return Comparison(
        header=header_of(snapshot, own),
        parties=tuple(ids),
        issues=tuple(blocks),
        comparable=limit,
        alpha=options.alpha,
        alphas=ALPHAS,
        notes=(*notes, *NOTES, *net.notes),
    )


def _scores(snapshot: Snapshot, own: Own, options: UpstreamOptions, rows: list[int], ids: list[str]) -> _Scores:
    up = UpstreamRisk().score(snapshot, own, options)
    others: list[Result] = [x.score(snapshot, own, viewed=ids) for x in (LinkedHarm(), WorstPath())]
    return _Scores(
        upstream=up.values[rows],
        low=up.low[rows],
        high=up.high[rows],
        linked=others[0].values[rows],
        worst=others[1].values[rows],
        over_alpha=values_over_alpha(network(snapshot), own, options, rows),
        mapped=up.mapped[rows],
        assessed=up.assessed[rows],
    )


def _compared(scores: _Scores, k: int, j: int, party: str, name: str, counts: StateCounts) -> Compared:
    return Compared(
        party=party,
        name=name,
        upstream_risk=known(scores.upstream[j, k]),
        low=known(scores.low[j, k]),
        high=known(scores.high[j, k]),
        linked_harm=known(scores.linked[j, k]),
        worst_path=known(scores.worst[j, k]),
        mapped=known(scores.mapped[j]),
        assessed=known(scores.assessed[j]),
        known=counts,
    )


def alike(assessed: Floats, limit: float) -> list[list[int]]:
    """The largest sets of two or more whose assessed shares differ by less than `limit`; NaN is in none.

    >>> alike(np.array([0.5, 0.05, 0.0, 0.12, np.nan]), 0.1)
    [[2, 1], [1, 3]]
    """
    by = [int(i) for i in np.argsort(assessed, kind="stable") if not np.isnan(assessed[i])]
    out: list[list[int]] = []
    end = 0
    for start in range(len(by)):
        before = end
        while end < len(by) and assessed[by[end]] - assessed[by[start]] < limit - TIE:
            end += 1
        if end > before and end - start > 1:
            out.append(by[start:end])
    return out


def _orders(
    scores: _Scores, k: int, ids: list[str], names: list[str], limit: float
) -> tuple[tuple[Order, ...], tuple[str, ...]]:
    """The orders of one issue, and why the others aren't in one."""
    reasons = []
    fit = np.where(np.isnan(scores.upstream[:, k]), np.nan, scores.assessed)
    for j, name in enumerate(names):
        if np.isnan(scores.upstream[j, k]):
            reasons.append(f"{name} is in no order: its upstream risk isn't known to the pack.")
        elif np.isnan(scores.assessed[j]):
            reasons.append(f"{name} is in no order: no purchases of it are mapped, so nothing can be assessed.")
    windows = alike(fit, limit)
    apart = points(limit)
    inside = {j for window in windows for j in window}
    for j, name in enumerate(names):
        if j not in inside and not np.isnan(fit[j]):
            reasons.append(f"{name} is in no order: nobody's assessed share is within {apart} of its {_share(fit[j])}.")
    able = np.flatnonzero(~np.isnan(fit))
    if len(able) > 1 and not any(len(w) == len(able) for w in windows):
        least, most = able[np.argmin(fit[able])], able[np.argmax(fit[able])]
        reasons.append(
            f"There is no order of all: assessed shares run from {_share(fit[least])} ({names[least]}) to "
            f"{_share(fit[most])} ({names[most]}), and an order is offered only among those that differ by less "
            f"than {apart}."
        )
    return tuple(_order(scores, k, window, ids, names) for window in windows), tuple(reasons)


def _order(scores: _Scores, k: int, window: list[int], ids: list[str], names: list[str]) -> Order:
    values = scores.upstream[window, k]
    rank = ranks(values)
    low, high = scores.low[window, k], scores.high[window, k]
    ranges = None if np.isnan(low).any() or np.isnan(high).any() else rank_ranges(low, high)
    moved = np.array([ranks(line) for line in scores.over_alpha[:, window, k]])
    by_other = [None if np.isnan(x[window, k]).any() else ranks(x[window, k]) for x in (scores.linked, scores.worst)]
    rows = []
    for i, j in enumerate(window):
        alpha = RankRange(best=int(moved[:, i].min()), worst=int(moved[:, i].max()))
        span = None if ranges is None else RankRange(best=ranges[i][0], worst=ranges[i][1])
        linked, worst = (None if x is None else x[i] for x in by_other)
        told = {alpha.best, alpha.worst, linked, worst, *((span.best, span.worst) if span else (None,))}
        rows.append(
            Ranked(
                party=ids[j],
                name=names[j],
                value=float(values[i]),
                rank=rank[i],
                by_range=span,
                by_alpha=alpha,
                linked_harm=linked,
                worst_path=worst,
                stable=told == {rank[i]},
            )
        )
    rows.sort(key=lambda r: (r.rank, r.name, r.party))
    assessed = scores.assessed[window]
    return Order(rows=tuple(rows), assessed_low=float(assessed.min()), assessed_high=float(assessed.max()))
