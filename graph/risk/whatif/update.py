"""A what-if's update of upstream_risk: an edit in, what it moves for every company and facility out.

The state before is solved once and kept; an edit is a difference of own terms and weights, pushed
towards the buyers (`graph.engines.push`). For a viewed buyer remedies are exact at once: its adjoint z
gives z · dc, without any push. Source: `docs/method.md` (b).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines import sums
from headwater.graph.engines.push import Change, Moved, Upward, push
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Matrix, Own
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.values.upstream_risk import System, functional, states, system
from headwater.graph.risk.whatif.draft import Draft
from headwater.graph.risk.whatif.remedies import Reworked

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Base:
    """What stands before any edit: the system, its state x (n, K) with its error, the links by supplier."""

    sys: System
    x: Matrix
    error: float
    upward: Upward
    adjoints: dict[int, NDArray[np.float64]] = field(default_factory=dict)

    def adjoint(self, b: int) -> NDArray[np.float64]:
        """Weight of every own term in the value of a buyer, (n,); kept. Without `rest` of the buyer itself."""
        if b not in self.adjoints:
            net = self.sys.net
            g = functional(net, b, raw=self.sys.raw)
            self.adjoints[b], _ = sums.adjoint(net.layout, self.sys.w, g)
        return self.adjoints[b]

    @property
    def tolerance(self) -> float:
        """Error asked of an update: as that of a solution (`docs/method.md`, Data: Precision)."""
        return 1e-6 if len(self.sys.w) > sums.SINGLE_ABOVE else 1e-12


_CACHE: WeakKeyDictionary[Own, tuple[Network, UpstreamOptions, Base]] = WeakKeyDictionary()


def base(net: Network, own: Own, options: UpstreamOptions) -> Base:
    """Solve what stands before; kept for the last network and options that were asked for."""
    unlimited = options.model_copy(update={"hops": None})
    held = _CACHE.get(own)
    if held is None or held[0] is not net or held[1] != unlimited:
        sys = system(net, own, unlimited)
        x_e, x_c, x_u, done = states(sys)
        held = net, unlimited, Base(sys, x_e + x_c + x_u, done.error, Upward.of(net.layout, sys.w))
        _CACHE[own] = held
    return held[2]


def difference(base: Base, own: Own, draft: Draft, reworked: Reworked) -> Change:
    """Say edits as differences of own terms and weights."""
    sys = base.sys
    freed = np.empty(0, np.int64) if sys.raw else draft.freed.at
    rows = np.union1d(reworked.rows, freed)
    terms = np.zeros((len(rows), len(own.issues)))
    terms[np.searchsorted(rows, reworked.rows)] += sys.own[reworked.rows, None] * reworked.change(own)
    if len(freed):
        terms[np.searchsorted(rows, freed)] += (sys.options.alpha * sys.scale[freed])[:, None] * draft.freed.value[
            :, 1:
        ]
    buyer, supplier, share = draft.shift()
    weight = sys.options.alpha * share * sys.scale[buyer]
    return Change(rows, terms, supplier, buyer, weight)


def update(base: Base, change: Change, *, tol: float | None = None) -> Moved:
    """Give what an edit moves, for every company and facility; the error includes that of the state before."""
    got = push(base.upward, base.x, change, tol=base.tolerance if tol is None else tol)
    return Moved(got.rows, got.d, got.error + base.error, got.links, got.swept)


def at_once(base: Base, change: Change, b: int) -> NDArray[np.float64] | None:
    """Change of a buyer's value by remedies alone, (K,), exact; None where links change too."""
    if len(change.buyer):
        return None
    out: NDArray[np.float64] = base.adjoint(b)[change.rows] @ change.terms
    return out
