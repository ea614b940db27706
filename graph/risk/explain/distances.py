"""linked_harm by how far one looks: what lies at each distance, and the value up to there."""

from __future__ import annotations

import numpy as np

from headwater.graph.documents import Document
from headwater.graph.engines.sums import LANES
from headwater.graph.risk.explain.reach import Reach
from headwater.graph.risk.own_risk.own import STATES, known_at
from headwater.graph.risk.values import linked_harm as linked
from headwater.graph.risk.values.result import METHODS, Method

SHOWN_HOPS = 6
"""Distances that have a line of their own; those beyond share one. Assumed: lists are rarely deeper."""


class Distance(Document):
    """What lies at one distance, and the value up to there.

    `hops` None: everything beyond the last one shown. `states`: parties by what is known of them. `expected`: the
    sum of their chances of harm, which is how many harmed ones are to be expected there. `low`, `high`: of the
    method alone, with chances of harm at their values.
    """

    hops: int | None
    value: float | None
    low: float | None
    high: float | None
    method: Method
    parties: int
    states: dict[str, int]
    expected: float
    largest: float
    largest_name: str | None


def by_distance(reach: Reach) -> tuple[Distance, ...]:
    """Every distance, the nearest first."""
    snapshot, own, b = reach.asked.snapshot, reach.asked.own, reach.asked.b
    net, t, p, whole, options, k = reach.net, reach.t, reach.p, reach.whole, reach.options, reach.k
    # Sampled bits go by the column of an issue, so that the block it stands in is kept and the others are empty.
    alone = np.zeros_like(p[:, : (k // LANES + 1) * LANES])
    alone[:, k] = p[:, k]
    deepest = int(whole.distance.max(initial=0))
    state = own.state[whole.rows, k]
    chance = p[whole.rows, k]
    out = []
    ends: list[int | None] = [*range(1, min(deepest, SHOWN_HOPS) + 1), *([None] if deepest > SHOWN_HOPS else [])]
    for hops in ends:
        at = whole.distance > SHOWN_HOPS if hops is None else whole.distance == hops
        got = linked.estimate(net, t, alone, options.model_copy(update={"hops": hops}), [b])
        first = int(np.argmax(np.where(at, chance, -1.0)))
        out.append(
            Distance(
                hops=hops,
                value=known_at(got.value, b, k),
                low=known_at(got.low, b, k),
                high=known_at(got.high, b, k),
                method=METHODS[int(got.method[b])],
                parties=int(at.sum()),
                states={s.value: int((state[at] == j).sum()) for j, s in enumerate(STATES)},
                expected=float(chance[at].sum()),
                largest=float(chance[first]),
                largest_name=snapshot.parties[int(whole.rows[first])].name,
            )
        )
    return tuple(out)
