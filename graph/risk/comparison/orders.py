"""Orders by upstream_risk among companies that look about as much, and why the others are in none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.graph.documents import Document
from headwater.graph.numbers import percent, points
from headwater.graph.risk.comparison.scores import Scores
from headwater.graph.risk.comparison.stability import TIE, rank_ranges, ranks

Floats = NDArray[np.float64]


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


def orders(
    scores: Scores, k: int, ids: Sequence[str], names: Sequence[str], limit: float
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


def _order(scores: Scores, k: int, window: list[int], ids: Sequence[str], names: Sequence[str]) -> Order:
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


def _share(x: float | None) -> str:
    return percent(x, digits=1)
