"""upstream_risk by path, the largest first, so that no path left out can exceed the bound printed."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from headwater.graph import numbers
from headwater.graph.engines.walks import completion, fold_walk, largest_walks
from headwater.graph.risk.explain.case import Case
from headwater.graph.risk.explain.parts import Part, Parts

Floats = NDArray[np.float64]


def by_path(case: Case, top: int) -> tuple[Parts, Parts]:
    """The `top` largest paths one by one, and the same with their rounds folded in."""
    net, sys, b = case.net, case.sys, case.b
    c = np.ascontiguousarray(case.c.sum(axis=1))
    row = net.row(b)
    found = largest_walks(
        net.ip,
        net.ix,
        sys.w,
        c,
        b,
        top,
        m=completion(net.layout, sys.w, c),
        first=None if sys.raw else net.share[row.start : row.stop],
        own=float(case.first.sum()),
        hops=sys.options.hops,
    )
    amounts = [
        case.first if len(rows) == 1 else weight * case.c[rows[-1]]
        for rows, weight in zip(found.rows, found.weights.tolist(), strict=True)
    ]
    paths = [_path_part(case, "path", rows, mine, 0.0) for rows, mine in zip(found.rows, amounts, strict=True)]
    folds: dict[tuple[int, ...], list[int]] = {}
    for place, rows in enumerate(found.rows):
        folds.setdefault(fold_walk(rows), []).append(place)
    routes = []
    for route, places in folds.items():
        rounds = sum(float(amounts[j].sum()) for j in places if found.rows[j] != route)
        routes.append(_path_part(case, "route", route, np.sum([amounts[j] for j in places], axis=0), rounds))
    routes.sort(key=lambda p: -p.amount)
    return Parts.of(paths, case.value, bound=found.bound), Parts.of(routes, case.value, bound=found.bound)


def _path_part(case: Case, kind: str, rows: tuple[int, ...], amounts: Floats, rounds: float) -> Part:
    route = fold_walk(rows)
    cyclic = route != rows
    words = " ← ".join(case.name(i) for i in rows) + (" (cyclic)" if cyclic else "")
    if len(rows) == 1 and not case.sys.raw:
        words += ", from suppliers nobody named"
    elif amounts[2]:
        words += f", of it {numbers.value(float(amounts[2]))} from suppliers nobody named"
    if rounds:
        words += f", of it {numbers.value(rounds)} by going round a cycle"
    pairs = [case.net.pair(u, v) for v, u in itertools.pairwise(rows)]
    links = [r for j in pairs if j is not None for r in case.link_rows(j)]
    return case.part(
        kind,
        rows,
        amounts,
        words + ".",
        cyclic=cyclic or rounds > 0.0,
        route=tuple(case.snapshot.ids[i] for i in route),
        by_rounds=rounds if kind == "route" else None,
        refs=tuple(dict.fromkeys([*links, *case.about(rows[-1])])),
    )
