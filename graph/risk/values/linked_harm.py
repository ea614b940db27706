"""linked_harm: is the buyer linked to at least one harm, and how surely?

Each link is open with its confidence, each party harmed with its p, all independent; the value is
P(some harmed party, the buyer included, reaches it over open links). It is exact up to 20 uncertain
links, sampled for what is viewed, else a bound labelled "at most". It saturates on deep graphs, so
the default looks one step up. Source: `docs/method.md` 1 and (a).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines.maxima import strongest
from headwater.graph.engines.order import layout
from headwater.graph.engines.small import ENUMERATED, ancestors, ancestry, exact
from headwater.graph.engines.unions import at_most, sample, wilson
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Matrix, Own
from headwater.graph.risk.values.params import LinkedOptions, PathOptions
from headwater.graph.risk.values.result import METHODS, About, Method, Result, Unknown, about, beyond, unknown_of
from headwater.graph.snapshot import Snapshot

INTERVALS = {
    Method.EXACT: "range of priors and events",
    Method.MONTECARLO: "Wilson 95 %, over the range of priors and events",
    Method.BOUND: "bounds: worst path to at most, over the range of priors and events",
    Method.NOT_COMPUTED: "not computed",
}
"""What low and high are."""
_EXACT, _SAMPLED, _BOUND, _NONE = (METHODS.index(m) for m in INTERVALS)
TRIED = 2_000
"""Parties up to which every one is tried exactly though nobody named those viewed. Assumed: seconds."""
EVERY = 200
"""Parties up to which all count as viewed. Assumed: seconds."""
UNVIEWED = 12
"""Uncertain links told apart for a party that isn't viewed. Assumed: at most 4,096 worlds each."""
SAMPLED = 50_000
"""Links up to which all parties are sampled together. Assumed: about a second."""
CUT = 20_000
"""Links behind a party above which an exact value isn't tried. Assumed: such a graph never reduces."""
CUT_UNVIEWED = 400
"""The same for a party that isn't viewed. Assumed: a millisecond each."""

Floats = NDArray[np.float64]


class Estimate(NamedTuple):
    """Values with their range, (n, K), and the place of each party's method in `METHODS`, (n,)."""

    value: Matrix
    low: Matrix
    high: Matrix
    method: NDArray[np.uint8]


def transmission(net: Network, materiality: float | None) -> tuple[Floats, Floats]:
    """Probability that a link carries: (for the value and the high end, for the low end), (m,).

    Without materiality both are the confidence. With it a stated share under `materiality` weakens
    its link in proportion; for an assumed share only the low end does so. Source: `docs/method.md`, Data.
    """
    if materiality is None:
        return net.q, net.q
    weak = np.where(net.flow, np.minimum(1.0, net.share / materiality), 1.0)
    return net.q * np.where(net.loose, 1.0, weak), net.q * weak


def estimate(net: Network, t: Floats, p: Matrix, options: LinkedOptions, viewed: Sequence[int] | None) -> Estimate:
    """Give the value of every party by the method asked for."""
    n, hops, method = net.n, options.hops, options.method
    high = at_most(net.layout, t, p, hops)
    if hops == 1 and method in ("auto", "exact"):
        # One step up is a star: the bound is exact.
        return Estimate(high, high.copy(), high.copy(), np.full(n, _EXACT, np.uint8))
    low = strongest(net.layout, t, p, hops)
    high = np.maximum(high, low)
    value = high.copy()
    how = np.full(n, _BOUND, np.uint8)
    if method == "bound":
        return Estimate(value, low, high, how)
    asked = range(n) if viewed is None and n <= TRIED else (viewed or ())
    if method in ("auto", "exact"):
        full = viewed is not None or n <= EVERY or method == "exact"
        for v in asked:
            part = ancestry(net.ip, net.ix, t, v, hops, CUT if full else CUT_UNVIEWED)
            found = None if part is None else exact(part, t, p, hops, ENUMERATED if full else UNVIEWED)
            if found is not None:
                value[v] = low[v] = high[v] = found
                how[v] = _EXACT
        if method == "exact":
            left = how != _EXACT
            value[left] = low[left] = high[left] = np.nan
            how[left] = _NONE
            return Estimate(value, low, high, how)
    left = how != _EXACT
    if len(t) > SAMPLED:
        chosen = np.zeros(n, np.bool_)
        chosen[list(viewed or ())] = True
        left &= chosen
    if left.any():
        share = _sampled(net, t, p, options, np.flatnonzero(left))
        under, over = wilson(share, options.worlds)
        low[left] = np.maximum(low, under)[left]
        high[left] = np.minimum(high, np.maximum(over, low))[left]
        value[left] = np.clip(share, low, high)[left]
        how[left] = _SAMPLED
    return Estimate(value, low, high, how)


def _sampled(net: Network, t: Floats, p: Matrix, options: LinkedOptions, rows: NDArray[np.intp]) -> Matrix:
    """Share of worlds in which a harm reaches each of `rows`; the others stay 0."""
    if len(t) <= SAMPLED:
        return sample(net.layout, t, p, options.worlds, options.seed, hops=options.hops)
    limit = -1 if options.hops is None else options.hops
    keep = np.zeros(net.n, np.bool_)
    for v in rows:
        keep[ancestors(net.ip, net.ix, t, v, limit, 1 << 62)[0]] = True
    kept = np.flatnonzero(keep)
    place = np.full(net.n, -1, np.int64)
    place[kept] = np.arange(len(kept))
    links = np.flatnonzero(keep[net.buyer] & keep[net.ix])
    ip = np.zeros(len(kept) + 1, np.int64)
    np.cumsum(np.bincount(place[net.buyer[links]], minlength=len(kept)), out=ip[1:])
    part = layout(ip, place[net.ix[links]].astype(np.int32))
    out = np.zeros_like(p)
    out[kept] = sample(
        part,
        t[links],
        p[kept],
        options.worlds,
        options.seed,
        hops=options.hops,
        link_id=links.astype(np.uint64),
        row_id=kept.astype(np.uint64),
    )
    return out


def p_range(own: Own, p: Matrix) -> tuple[Matrix, Matrix]:
    """Low and high end of p; p itself where no range was worked out. Both indicators rise with p."""
    least = p if own.p_low is None else np.nan_to_num(own.p_low)
    most = p if own.p_high is None else np.nan_to_num(own.p_high)
    return least, most


class WithoutParts(About):
    """What linked_harm and worst_path say alike in a `Result`: they don't add up, so there are no parts."""

    values: Matrix
    low: Matrix
    high: Matrix
    evidence: Matrix
    context: Matrix
    unmapped: Matrix
    unknown: tuple[Unknown | None, ...]
    beyond_pack: Unknown


def without_parts(
    net: Network,
    snapshot: Snapshot,
    own: Own,
    options: LinkedOptions | PathOptions,
    t: Floats,
    found: tuple[Matrix, Matrix, Matrix],
) -> WithoutParts:
    """Values with their ranges: NaN where an own risk within reach is unknown, unless unknown counts as 0."""
    value, low, high = found
    unknown = beyond(own)
    if options.unmapped == "prior" and bool(unknown.any()):
        reach = strongest(net.layout, t, unknown.astype(np.float64), options.hops)
        value, low, high = (np.where(reach > 0, np.nan, x) for x in found)
    nothing = np.full_like(value, np.nan)
    counted = Unknown.AS_ZERO if options.unmapped == "none" else Unknown.OPEN
    return {
        **about(net, snapshot, own, options),
        "values": value,
        "low": low,
        "high": high,
        "evidence": nothing,
        "context": nothing,
        "unmapped": nothing,
        "unknown": unknown_of(unknown, counted),
        "beyond_pack": counted,
    }


def score(
    net: Network, snapshot: Snapshot, own: Own, options: LinkedOptions, viewed: Sequence[int] | None = None
) -> Result:
    """Score a network, which a what-if may have edited; `viewed` are places of parties."""
    p = np.nan_to_num(own.p)
    t, weak = transmission(net, options.materiality)
    found = estimate(net, t, p, options, viewed)
    value, low, high = found.value, found.low, found.high
    least, most = p_range(own, p)
    if least is not p or (weak is not t and bool((weak != t).any())):
        low = np.fmin(estimate(net, weak, least, options, viewed).low, value)
    if most is not p:
        high = np.fmax(estimate(net, t, most, options, viewed).high, value)
    return Result(
        indicator="linked_harm",
        method=found.method,
        intervals=INTERVALS,
        worlds=options.worlds if bool((found.method == _SAMPLED).any()) else None,
        **without_parts(net, snapshot, own, options, t, (value, low, high)),
    )
