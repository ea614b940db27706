"""linked_harm taken apart: how far one looks, and what it would lose without one party.

It isn't additive: of two certain harms neither changes it alone, both together do. So nothing here sums to the
value. What one party adds is the value less the value with its chance of harm set to 0: exactly where the value is
exact, else by the same sampled worlds (`graph.engines.sole`), with Wilson's interval. Source: method 1 and U4.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.graph.documents import Document
from headwater.graph.engines.small import Ancestry, ancestry, exact
from headwater.graph.engines.sole import sole
from headwater.graph.engines.sums import LANES
from headwater.graph.engines.unions import wilson
from headwater.graph.errors import UsageError
from headwater.graph.risk.explain.asked import Asked, Explained
from headwater.graph.risk.explain.grounds import Ground, grounds
from headwater.graph.risk.explain.issues import side_by_side, worst_of
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators import linked_harm as linked
from headwater.graph.risk.indicators.base import Params, Result
from headwater.graph.risk.indicators.options import LinkedOptions, narrow
from headwater.graph.risk.network.data_dates import data_dates
from headwater.graph.risk.network.distances import upstream
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.risk.own_risk.own import STATES, Matrix, Own, known_at
from headwater.graph.risk.own_risk.states import StateCounts, count, open_events
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

SHOWN_HOPS = 6
"""Distances that have a line of their own; those beyond share one. Assumed: lists are rarely deeper."""
TRIED = 256
"""Parties without which an exact value is worked out; those that can add most. Assumed: seconds."""
AT_ONCE = 64
"""Of these, how many at once."""

Floats = NDArray[np.float64]


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
    method: str
    parties: int
    states: dict[str, int]
    expected: float
    largest: float
    largest_name: str | None


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


class HarmExplanation(Explained):
    """linked_harm of one party and issue, taken apart. None of its lists adds up."""

    indicator: str = "linked_harm"
    params: LinkedOptions
    n: int | None
    """Sampled worlds; None: none were."""
    own_p: float
    """Chance of harm at the party itself, which counts too."""
    known: StateCounts | None
    """What is known of each who supplies it, directly or not; None: no pack to read findings by."""
    by_distance: tuple[Distance, ...]
    adding: tuple[Adding, ...]
    """Largest first; of equals the one with the strongest route."""
    left_out: int
    """How many more could add something."""
    untried: int
    """How many of them weren't tried."""
    why_none: str | None
    """Why `adding` is empty; None: it isn't."""


def explain_harm(
    snapshot: Snapshot,
    own: Own,
    party: str,
    issue: str | None = None,
    params: Params | None = None,
    top: int = 10,
    *,
    pack: Pack | None = None,
) -> HarmExplanation:
    """Take linked_harm of one party apart.

    Args:
        snapshot: The graph.
        own: Own risks on the day asked about.
        party: Canonical id or source key.
        issue: One of `own.issues`; None: the one with the largest value.
        params: hops, materiality, method, worlds, seed, unmapped.
        top: How many of those that add most.
        pack: What issues are called; None: their ids stand.

    Raises:
        NotFound: No such party.
        UsageError: No such issue, or the value isn't known or computed.
    """
    options = narrow(LinkedOptions, params)
    asked = Asked.of(snapshot, own, party, issue, top, pack)
    net, b, name = network(snapshot), asked.b, asked.name
    result = linked.score(net, snapshot, own, options, [b])
    by_issue = side_by_side(own.issues, result.values[b], asked.title)
    if result.method_of(b, 0).startswith(linked.METHODS[3]):
        raise UsageError(f"{name}: linked_harm is {linked.METHODS[3]}; leave `--param method=exact` out")
    k = asked.choose(by_issue, "linked_harm")
    t = linked.transmission(net, options.materiality)[0]
    p = np.nan_to_num(own.p)
    whole = ancestry(net.ip, net.ix, t, b, None)
    assert whole is not None
    known = None
    if pack is not None:
        events = open_events(snapshot, pack, own.today, issue=own.issues[k])
        known = count(upstream(snapshot, [b]), own, events, issue=own.issues[k])
    found = _adding(net, t, p, whole, result, options, b, k)
    return HarmExplanation(
        header=header_of(snapshot, own),
        party=snapshot.ids[b],
        name=name,
        issue=own.issues[k],
        issue_title=asked.title(own.issues[k]),
        params=options,
        value=float(result.values[b, k]),
        low=known_at(result.low, b, k),
        high=known_at(result.high, b, k),
        method=result.method_of(b, k),
        interval=result.interval_of(b),
        n=result.sampled(b),
        data_date=data_dates(snapshot)[b],
        by_issue=by_issue,
        worst_issue=worst_of(by_issue),
        own_p=float(p[b, k]),
        known=known,
        by_distance=_by_distance(snapshot, own, net, t, p, whole, options, b, k),
        adding=() if found is None else _documents(snapshot, own, whole, found, k, top),
        left_out=0 if found is None else max(len(found.rows) + found.untried - top, 0),
        untried=0 if found is None else found.untried,
        why_none=None if found is not None and len(found.rows) else _why_none(found),
        notes=net.notes,
    )


def _by_distance(
    snapshot: Snapshot,
    own: Own,
    net: Network,
    t: Floats,
    p: Matrix,
    whole: Ancestry,
    options: LinkedOptions,
    b: int,
    k: int,
) -> tuple[Distance, ...]:
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
                method=linked.METHODS[int(got.method[b])],
                parties=int(at.sum()),
                states={s.value: int((state[at] == j).sum()) for j, s in enumerate(STATES)},
                expected=float(chance[at].sum()),
                largest=float(chance[first]),
                largest_name=snapshot.parties[int(whole.rows[first])].name,
            )
        )
    return tuple(out)


class _Found(NamedTuple):
    """Places in the ancestry, what each adds (and its interval), largest first; how many weren't tried."""

    rows: NDArray[np.intp]
    amount: Floats
    low: Floats | None
    high: Floats | None
    untried: int


def _adding(
    net: Network, t: Floats, p: Matrix, whole: Ancestry, result: Result, options: LinkedOptions, b: int, k: int
) -> _Found | None:
    """What each party adds; None where the value is a bound, whose differences say nothing."""
    method = int(result.extra["methods"][1][b])
    if method == linked.METHODS.index("bound (at most)"):
        return None
    near = np.ones(len(whole.rows), np.bool_) if options.hops is None else whole.distance <= options.hops
    strength = _strength(whole, t, options.hops) * p[whole.rows, k]
    able = np.flatnonzero(near & (strength > 0.0))
    low = high = None
    untried = 0
    if method == linked.METHODS.index("montecarlo"):
        drawn = sole(whole, t, p[:, k], k, options.worlds, options.seed, options.hops)
        amount = drawn.alone[able] / drawn.worlds
        low, high = wilson(amount, drawn.worlds)
    elif options.hops == 1:
        amount = _star(net, t, p, whole, b, k)[able]
    else:
        by = able[np.argsort(-strength[able], kind="stable")]
        untried = max(len(by) - TRIED, 0)
        able = np.sort(by[:TRIED])
        amount = _without(net, t, p, whole, able, options, b, k)
    order = np.lexsort((able, -strength[able], -amount))
    return _Found(
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


def _star(net: Network, t: Floats, p: Matrix, whole: Ancestry, b: int, k: int) -> Floats:
    """One step up: 1 − (1 − p) Π (1 − t p), with each factor left out in turn."""
    factor = np.ones(len(whole.rows))
    factor[0] = 1.0 - p[b, k]
    direct = whole.buyer == 0
    factor[whole.supplier[direct]] = 1.0 - t[whole.links[direct]] * p[whole.rows[whole.supplier[direct]], k]
    certain = factor <= 0.0
    rest = float(np.prod(factor[~certain]))
    without = np.where(certain, rest if certain.sum() == 1 else 0.0, 0.0 if certain.any() else rest)
    # Linked less linked without i = none without i − none, where none = factor · none without i.
    return np.where(certain, without, without / np.where(certain, 1.0, factor) * (1.0 - factor))


def _without(
    net: Network, t: Floats, p: Matrix, whole: Ancestry, tried: NDArray[np.intp], options: LinkedOptions, b: int, k: int
) -> Floats:
    """The exact value less that with one party's chance of harm at 0, for each of `tried`."""
    part = ancestry(net.ip, net.ix, t, b, options.hops)
    assert part is not None
    place = {int(v): i for i, v in enumerate(part.rows)}
    local = Ancestry(np.arange(len(part.rows), dtype=np.int32), part.distance, part.buyer, part.supplier, part.links)
    chance = p[part.rows, k]
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


def _documents(snapshot: Snapshot, own: Own, whole: Ancestry, found: _Found, k: int, top: int) -> tuple[Adding, ...]:
    out = []
    for j, row in enumerate(found.rows[:top].tolist()):
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


def _why_none(found: _Found | None) -> str:
    if found is None:
        return (
            "What each adds isn't worked out: the value is a bound, and differences of bounds say nothing; leave "
            "`--param method=bound` out."
        )
    return "Nobody within reach has a chance of harm that is known. That is not a clean record."
