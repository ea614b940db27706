"""What linked_harm would lose without one party: exactly where the value is exact, else by the same sampled worlds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.graph.documents import Document
from headwater.graph.engines.small import Ancestry, ancestry, exact
from headwater.graph.engines.sole import sole
from headwater.graph.engines.unions import wilson
from headwater.graph.risk.explain.grounds import Ground, grounds
from headwater.graph.risk.explain.reach import Reach
from headwater.graph.risk.own_risk.own import STATES, known_at
from headwater.graph.risk.values.result import Method

TRIED = 256
"""Parties without which an exact value is worked out; those that can add most. Assumed: seconds."""
AT_ONCE = 64
"""Of these, how many at once."""

Floats = NDArray[np.float64]


class Adding(Document):
    """What the value loses without one party: `amount`, with an interval where it was sampled.

    `hops` away; `p` the chance of harm there, with its range; `state` what is known of it.
    """

    party: str
    name: str
    hops: int
    amount: float
    low: float | None
    high: float | None
    p: float
    p_low: float | None
    p_high: float | None
    state: str
    grounds: tuple[Ground, ...]


class Found(NamedTuple):
    """Places in the ancestry, what each adds (and its interval), largest first; how many weren't tried."""

    rows: NDArray[np.intp]
    amount: Floats
    low: Floats | None
    high: Floats | None
    untried: int


def find(reach: Reach, method: Method) -> Found | None:
    """What each party adds; None where the value is a bound, whose differences say nothing."""
    if method is Method.BOUND:
        return None
    t, p, whole, options, k = reach.t, reach.p, reach.whole, reach.options, reach.k
    near = np.ones(len(whole.rows), np.bool_) if options.hops is None else whole.distance <= options.hops
    strength = _strength(whole, t, options.hops) * p[whole.rows, k]
    able = np.flatnonzero(near & (strength > 0.0))
    low = high = None
    untried = 0
    if method is Method.MONTECARLO:
        drawn = sole(whole, t, p[:, k], k, options.worlds, options.seed, options.hops)
        amount = drawn.alone[able] / drawn.worlds
        low, high = wilson(amount, drawn.worlds)
    elif options.hops == 1:
        amount = _star(reach)[able]
    else:
        by = able[np.argsort(-strength[able], kind="stable")]
        untried = max(len(by) - TRIED, 0)
        able = np.sort(by[:TRIED])
        amount = _without(reach, able)
    order = np.lexsort((able, -strength[able], -amount))
    return Found(
        able[order],
        amount[order],
        None if low is None else low[order],
        None if high is None else high[order],
        untried,
    )


def _strength(whole: Ancestry, t: Floats, hops: int | None) -> Floats:
    """The strongest single route from each party to the target, the target 1."""
    out = np.zeros(len(whole.rows))
    out[0] = 1.0
    weight = t[whole.links]
    for _ in range(len(whole.rows) if hops is None else hops):
        further = out.copy()
        np.maximum.at(further, whole.supplier, weight * out[whole.buyer])
        if np.array_equal(further, out):
            break
        out = further
    return out


def _star(reach: Reach) -> Floats:
    """One step up: 1 − (1 − p) Π (1 − t p), with each factor left out in turn."""
    t, p, whole, b, k = reach.t, reach.p, reach.whole, reach.asked.b, reach.k
    factor = np.ones(len(whole.rows))
    factor[0] = 1.0 - p[b, k]
    direct = whole.buyer == 0
    factor[whole.supplier[direct]] = 1.0 - t[whole.links[direct]] * p[whole.rows[whole.supplier[direct]], k]
    certain = factor <= 0.0
    rest = float(np.prod(factor[~certain]))
    without = np.where(certain, rest if certain.sum() == 1 else 0.0, 0.0 if certain.any() else rest)
    # Linked less linked without i = none without i − none, where none = factor · none without i.
    return np.where(certain, without, without / np.where(certain, 1.0, factor) * (1.0 - factor))


def _without(reach: Reach, tried: NDArray[np.intp]) -> Floats:
    """The exact value less that with one party's chance of harm at 0, for each of `tried`."""
    net, t, whole, options, k = reach.net, reach.t, reach.whole, reach.options, reach.k
    part = ancestry(net.ip, net.ix, t, reach.asked.b, options.hops)
    assert part is not None
    place = {int(v): i for i, v in enumerate(part.rows)}
    local = Ancestry(np.arange(len(part.rows), dtype=np.int32), part.distance, part.buyer, part.supplier, part.links)
    chance = reach.p[part.rows, k]
    out = np.empty(len(tried))
    for start in range(0, len(tried), AT_ONCE):
        now = tried[start : start + AT_ONCE]
        columns = np.repeat(chance[:, None], len(now) + 1, axis=1)
        for j, i in enumerate(now.tolist()):
            columns[place[int(whole.rows[i])], j + 1] = 0.0
        found = exact(local, t, columns, options.hops)
        assert found is not None
        out[start : start + AT_ONCE] = found[0] - found[1:]
    return np.maximum(out, 0.0)


def adding(reach: Reach, found: Found) -> tuple[Adding, ...]:
    """The `top` of those found, with what is known of each."""
    snapshot, own, whole, k = reach.asked.snapshot, reach.asked.own, reach.whole, reach.k
    out = []
    for j, row in enumerate(found.rows[: reach.asked.top].tolist()):
        i = int(whole.rows[row])
        out.append(
            Adding(
                party=snapshot.ids[i],
                name=snapshot.parties[i].name,
                hops=int(whole.distance[row]),
                amount=float(found.amount[j]),
                low=None if found.low is None else float(found.low[j]),
                high=None if found.high is None else float(found.high[j]),
                p=float(own.p[i, k]),
                p_low=known_at(own.p_low, i, k),
                p_high=known_at(own.p_high, i, k),
                state=STATES[own.state[i, k]].value,
                grounds=grounds(snapshot, own, i, own.issues[k]),
            )
        )
    return tuple(out)
