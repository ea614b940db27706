"""upstream_risk: how much of what a buyer buys leads back to harm or risk.

X(v) = (1 - alpha) s(v) + alpha (Σ a(u,v) X(u) + rest(v) prior(v)); a declared chain end keeps what
isn't bought as a share of its own, so that X = s. For a buyer the value is Σ a X(u) + rest · prior.
With `unmapped=none` the raw x = s + alpha Σ a x is given, own risk included. Source: method 5.

The value is linear in its sources, so it is solved once each for evidence, context and unmapped, and
the three add up to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines import sums
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Matrix, Own
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.values.result import Method, Result, Unknown, about, beyond, unknown_of
from headwater.graph.snapshot import Snapshot

INTERVAL = "range of priors, events, severity and unknown shares"
"""What low and high are."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class System:
    """The linear system of one set of parameters.

    Attributes:
        net: Who buys what from whom.
        options: The parameters.
        w: Weight of each pair in the recursion, alpha · share (scaled at chain ends), (m,).
        scale: 1 / (1 - alpha · kept), what closes a chain end, (n,).
        own: Weight of a party's own risk in X, (n,).
        evidence, context, unmapped: Own terms of the three parts, (n, K).
        bought: What the buyer's unnamed suppliers add to its value: rest · prior + fill, (n, K).
    """

    net: Network
    options: UpstreamOptions
    w: Floats
    scale: Floats
    own: Floats
    evidence: Matrix
    context: Matrix
    unmapped: Matrix
    bought: Matrix

    @property
    def raw(self) -> bool:
        """Whether the raw x of `unmapped=none` is asked for."""
        return self.options.unmapped == "none"

    @property
    def inner(self) -> int | None:
        """Hops left to the recursion: for a buyer's value its own step is the first."""
        hops = self.options.hops
        return hops if hops is None or self.raw else hops - 1

    def value(self, x: Matrix, bought: Matrix | None = None) -> Matrix:
        """A party's value from the recursion's state."""
        if self.raw:
            return x
        start = np.zeros_like(x) if bought is None else bought
        return sums.apply(self.net.layout, self.net.share, start, x)


def system(net: Network, own: Own, options: UpstreamOptions) -> System:
    """Set up the recursion; what isn't known counts as 0 here, `blind` finds whom that touches."""
    alpha = options.alpha
    s_e, s_c = np.nan_to_num(own.s_evidence), np.nan_to_num(own.s_context)
    if options.unmapped == "none":
        one, none = np.ones(net.n), np.zeros_like(s_e)
        return System(net, options, alpha * net.share, one, one, s_e, s_c, none, none)
    scale = 1.0 / (1.0 - alpha * net.kept)
    weight = (1.0 - alpha) * scale
    bought = net.rest[:, None] * np.nan_to_num(own.unmapped)
    if net.fill is not None:
        bought = bought + net.fill
    return System(
        net=net,
        options=options,
        w=alpha * net.share * scale[net.buyer],
        scale=scale,
        own=weight,
        evidence=weight[:, None] * s_e,
        context=weight[:, None] * s_c,
        unmapped=(alpha * scale)[:, None] * bought,
        bought=bought,
    )


def functional(net: Network, b: int, *, raw: bool) -> Floats:
    """The weights of a buyer's value over the states X: its row of shares, or itself in the raw sum, (n,)."""
    g = np.zeros(net.n)
    if raw:
        g[b] = 1.0
    else:
        row = net.row(b)
        g[net.ix[row.start : row.stop]] = net.share[row.start : row.stop]
    return g


def _dark(sys: System, own: Own) -> tuple[Matrix, Matrix]:
    """What the pack doesn't know, weighed: own terms of X, and of the buyer's unnamed suppliers, (n, K)."""
    rest = (np.isnan(own.unmapped) & (sys.net.rest + sys.net.released > 0)[:, None]).astype(np.float64)
    return beyond(own) * sys.own[:, None] + rest, rest


def blind(sys: System, own: Own) -> NDArray[np.bool_]:
    """Whether a value rests on something the pack doesn't know, (n, K)."""
    c, rest = _dark(sys, own)
    if sys.raw or not c.any():
        return np.zeros(own.s.shape, np.bool_)
    x = sums.solve(sys.net.layout, sys.w, c, hops=sys.inner, tol=1e-6, single=False).x
    return sys.value(x, rest) > 0


def blind_at(sys: System, own: Own, z: Floats, party: int) -> NDArray[np.bool_]:
    """The same of one party by its adjoint z, (K,)."""
    c, rest = _dark(sys, own)
    return np.zeros(c.shape[1], np.bool_) if sys.raw else z @ c + rest[party] > 0


def bounds(sys: System, own: Own) -> tuple[Matrix, Matrix]:
    """The least and largest value, over the own risks' ranges and over where unknown shares may lie."""
    net = sys.net
    fill = np.zeros_like(own.s) if net.fill is None or sys.raw else net.fill
    alpha = sys.options.alpha
    known = alpha * net.known * sys.scale[net.buyer]
    mass = alpha * net.mass * sys.scale
    out = []
    for sign, s, prior in ((-1, own.low, own.unmapped_low), (1, own.high, own.unmapped_high)):
        bought = np.zeros_like(fill) if sys.raw else net.rest[:, None] * np.nan_to_num(prior) + fill
        c = sys.own[:, None] * np.nan_to_num(s) + (alpha * sys.scale)[:, None] * bought
        x = sums.solve_bounds(net.layout, known, net.loose, mass, c, sign, hops=sys.inner).x
        if not sys.raw:
            x = sums.apply_bounds(net.layout, net.known, net.loose, net.mass, bought, x, sign)
        out.append(x)
    return out[0], out[1]


def states(sys: System) -> tuple[Matrix, Matrix, Matrix, sums.Solution]:
    """X of every party in three parts: evidence, context, unmapped; and how it was solved."""
    k = sys.evidence.shape[1]
    parts = [sys.evidence, sys.context] + ([] if sys.raw else [sys.unmapped])
    done = sums.solve(sys.net.layout, sys.w, np.hstack(parts), hops=sys.inner)
    unmapped = np.zeros_like(sys.evidence) if sys.raw else done.x[:, 2 * k :]
    return done.x[:, :k], done.x[:, k : 2 * k], unmapped, done


def shown(sys: System, own: Own, value: Matrix) -> tuple[Matrix, Matrix, Matrix, NDArray[np.bool_]]:
    """Values as they are shown, their range, and where they are NaN: they rest on what the pack doesn't know."""
    low, high = bounds(sys, own)
    low, high = np.minimum(low, value), np.maximum(high, value)
    dark = blind(sys, own)
    low = np.where(dark | np.isnan(own.low), np.nan, low) if not sys.raw else low
    high = np.where(dark | np.isnan(own.high), np.nan, high) if not sys.raw else high
    return np.where(dark, np.nan, value), low, high, dark


def score(net: Network, snapshot: Snapshot, own: Own, options: UpstreamOptions) -> Result:
    """Score a network, which a what-if may have edited."""
    sys = system(net, own, options)
    x_e, x_c, x_u, done = states(sys)
    parts = [sys.value(x_e), sys.value(x_c), sys.value(x_u, sys.bought)]
    value, low, high, dark = shown(sys, own, parts[0] + parts[1] + parts[2])
    return Result(
        indicator="upstream_risk",
        values=value,
        low=low,
        high=high,
        evidence=np.where(dark, np.nan, parts[0]),
        context=np.where(dark, np.nan, parts[1]),
        unmapped=np.where(dark, np.nan, parts[2]),
        method=np.zeros(net.n, np.uint8),
        unknown=unknown_of(beyond(own), Unknown.AS_ZERO) if sys.raw else unknown_of(dark, Unknown.OPEN),
        beyond_pack=Unknown.AS_ZERO if sys.raw else Unknown.OPEN,
        intervals={Method.EXACT: INTERVAL},
        # The solver's error bounds each part, and the value is their sum.
        error=len(parts) * done.error,
        **about(net, snapshot, own, options),
    )
