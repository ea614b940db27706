"""Where things stand in a picture: lanes by tier and positions, computed beforehand, no chance in it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from headwater.graph.risk.own_risk.own import State
from headwater.visualizations.subgraph import Node, Subgraph

Lane = int
"""Tier of a lane; what has no tier stands one after the last."""


STEP_X, STEP_Y = 178.0, 94.0
"""Steps of the network's grid, pixels at full size: a label of two lines fits between two marks."""


def rank(node: Node) -> tuple[object, ...]:
    """Order of cards in a lane: roots as asked, worst severity first, then name.

    An open finding of unknown severity stands after Critical and High: it may be either.
    """
    first = 0 if node.root and node.kind == "group" else 1
    worst = -(node.severity or 3.5) if node.state is State.EVIDENCE else 0
    return (first, worst, node.name.casefold(), node.id)


def lanes(subgraph: Subgraph) -> dict[Lane, list[Node]]:
    """Nodes by lane, left to right, each lane in order of `rank`."""
    out: dict[Lane, list[Node]] = defaultdict(list)
    last = max((n.tier for n in subgraph.nodes if n.tier is not None), default=0)
    for n in subgraph.nodes:
        out[last + 1 if n.tier is None else n.tier].append(n)
    return {t: sorted(out[t], key=rank) for t in sorted(out)}


def barycentres(
    columns: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]], *, sweeps: int = 6
) -> list[list[str]]:
    """Order each column so that few links cross: sweeps of mean neighbour position, ties by the order given.

    Source: Sugiyama, Tagawa, Toda (1981), barycentre method. O(sweeps · (n log n + m)).
    """
    at = {n: i for i, column in enumerate(columns) for n in column}
    near: Mapping[str, list[str]] = {n: [] for n in at}
    for a, b in pairs:
        if at[a] != at[b]:
            near[a].append(b)
            near[b].append(a)
    out = [list(c) for c in columns]
    y = {n: (i + 0.5) / len(c) for c in out for i, n in enumerate(c)}
    for sweep in range(sweeps):
        forth = sweep % 2 == 0
        for i in range(len(out)) if forth else reversed(range(len(out))):

            def mean(n: str, i: int = i, forth: bool = forth) -> float:
                seen = [y[m] for m in near[n] if (at[m] < i) == forth]
                return sum(seen) / len(seen) if seen else y[n]

            out[i].sort(key=mean)
            y.update({n: (k + 0.5) / len(out[i]) for k, n in enumerate(out[i])})
    return out


def positions(subgraph: Subgraph, *, step_x: float = STEP_X, step_y: float = STEP_Y) -> dict[str, tuple[float, float]]:
    """Positions for the network: lanes left to right, a full lane folded into columns; y grows downwards.

    The fold keeps the whole about 1.9 times as wide as it is high, the shape of a screen.
    """
    by_lane = lanes(subgraph)
    ids = {n.id for n in subgraph.nodes}
    pairs = [(e.start, e.end) for e in subgraph.edges if e.start in ids and e.end in ids]
    ordered = barycentres([[n.id for n in c] for c in by_lane.values()], pairs)
    rows = _rows([len(c) for c in ordered], step_x / step_y)
    out: dict[str, tuple[float, float]] = {}
    x = 0.0
    for column in ordered:
        folds = max(1, math.ceil(len(column) / rows))
        per = math.ceil(len(column) / folds)
        for i, n in enumerate(column):
            # neighbours in order stay neighbours on the page: the order runs along the rows
            row, fold = divmod(i, folds)
            out[n] = (round(x + fold * step_x, 1), round((row - (per - 1) / 2 + (fold % 2) * 0.5) * step_y, 1))
        x += folds * step_x + 0.5 * step_x
    return out


def _rows(sizes: Sequence[int], aspect: float) -> int:
    """How many rows give a picture of about screen shape."""
    rows = 6
    while sum(math.ceil(n / rows) for n in sizes) * aspect > 1.9 * rows and rows < max(sizes):
        rows += 1
    return rows
