"""The update behind `whatif` on a made-up network: edits of a few suppliers, everybody's value after.

Timed is the whole update: the edit laid over the network, its differences, and the push. Not timed: what
stands before (solved once, then kept) and the documents around it (ranges, linked_harm, worst_path),
which are worked out over the whole network. Bars: set before the code was written.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.engines.network import Made, make
from benchmarks.timing import machine, say
from headwater.graph.engines import sums
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.values.upstream_risk import states, system
from headwater.graph.risk.whatif.draft import Draft
from headwater.graph.risk.whatif.exits import Fill, leave
from headwater.graph.risk.whatif.remedies import FIELDS, Reworked
from headwater.graph.risk.whatif.update import Base, base, difference, update

TOLERANCE = 1e-4
BARS = {
    "remedy, random: 99 %": 10.0,
    "remedy, random: all": 50.0,
    "remedy, top hub": 150.0,
    "leave and respread, random: all": 50.0,
    "leave and respread, top hub": 1_500.0,
}
"""CPU milliseconds. Assumed: what a person at a screen doesn't notice."""
NONE = np.empty(0, np.int64)


def _world(made: Made) -> tuple[Network, Own]:
    """The made-up network as the product holds it; priors of 0.1, nothing else known."""
    n, m = made.n, len(made.ix)
    total = np.zeros(n)
    filled = np.flatnonzero(np.diff(made.ip))
    total[filled] = np.add.reduceat(made.share, made.ip[filled])
    net = Network(
        ip=made.ip,
        ix=made.ix,
        known=made.share,
        assumed=np.zeros(m),
        loose=np.zeros(m, np.bool_),
        flow=np.ones(m, np.bool_),
        q=made.q,
        lp=np.arange(m + 1, dtype=np.int64),
        li=np.arange(m, dtype=np.int64),
        completeness=np.full(n, np.nan),
        rest=np.maximum(1.0 - total, 0.0),
        kept=np.zeros(n),
        released=np.zeros(n),
    )
    s, prior = made.p, np.full(made.p.shape, 0.1)
    own = Own(
        issues=tuple(f"issue {k}" for k in range(s.shape[1])),
        today="2026-01-01",
        pack="made up",
        p=s,
        severity=np.full(s.shape, 5.0),
        s=s,
        s_evidence=np.where(s > 0.3, s, 0.0),
        s_context=np.where(s > 0.3, 0.0, s),
        low=s,
        high=s,
        unmapped=prior,
        unmapped_low=prior,
        unmapped_high=prior,
        state=np.zeros(s.shape, np.uint8),
        given=np.zeros(s.shape, np.bool_),
    )
    return net, own


def _remedied(own: Own, i: int) -> Reworked:
    """Four fifths of the own risk of one facility taken away, for every issue."""
    width = len(own.issues)
    held = {f: getattr(own, f) for f in FIELDS}
    values = {f: 0.2 * x[i] for f, x in held.items() if x is not None}
    return Reworked(np.full(width, i), np.arange(width), values)


def _edit(start: Base, own: Own, fill: Fill, i: int, *, drop: bool) -> tuple[Draft, Reworked]:
    draft = Draft.of(start.sys.net, len(own.issues))
    if drop:
        return leave(draft, np.array([i]), fill, respread=True), Reworked(NONE, NONE, {f: np.empty(0) for f in FIELDS})
    return draft, _remedied(own, i)


def _timed(start: Base, own: Own, fill: Fill, who: NDArray[np.int64], *, drop: bool) -> dict[str, Any]:
    """CPU milliseconds of the update for each of some suppliers."""
    spent, error, swept = [], 0.0, 0
    for i in who.tolist():
        began = time.process_time()
        draft, changed = _edit(start, own, fill, i, drop=drop)
        got = update(start, difference(start, own, draft, changed), tol=TOLERANCE)
        spent.append(1e3 * (time.process_time() - began))
        error, swept = max(error, got.error), swept + got.swept
    return {
        "edits": len(spent),
        "ms_median": float(np.median(spent)),
        "ms_99": float(np.percentile(spent, 99)),
        "ms_most": max(spent),
        "error": error,
        "swept": swept,
    }


def _gap(start: Base, own: Own, fill: Fill, i: int, *, drop: bool) -> float:
    """Largest difference of an update from the edited network solved anew."""
    draft, changed = _edit(start, own, fill, i, drop=drop)
    got = update(start, difference(start, own, draft, changed), tol=TOLERANCE)
    x_e, x_c, x_u, _ = states(system(draft.network(), changed.on(own), start.sys.options))
    return float(np.abs(got.on(start.x) - (x_e + x_c + x_u)).max())


def run(parties: int = 1_000_000, links: int = 5_000_000, seed: int = 1, edits: int = 3_000) -> dict[str, Any]:
    """Measure remedies and leavings of random suppliers and of the one with most customers."""
    net, own = _world(make(parties, links, seed))
    say("whatif: solves what stands before")
    began = time.process_time()
    start = base(net, own, UpstreamOptions())
    solved = time.process_time() - began
    fill = Fill(own, start.sys, start.x)
    customers = np.diff(net.sold[0])
    rng = np.random.default_rng(seed)
    sellers = np.flatnonzero(customers)
    who = rng.choice(sellers, min(edits, len(sellers)), replace=False)
    hub = np.array([int(np.argmax(customers))])
    say(f"whatif: {len(who):,} edits")
    for drop in (False, True):
        _timed(start, own, fill, who[:1], drop=drop)  # compile
    figures = {
        "remedy, random": _timed(start, own, fill, who, drop=False),
        "remedy, top hub": _timed(start, own, fill, np.repeat(hub, 5), drop=False),
        "leave and respread, random": _timed(start, own, fill, who[: max(edits // 50, 1)], drop=True),
        "leave and respread, top hub": _timed(start, own, fill, hub, drop=True),
    }
    took = {
        "remedy, random: 99 %": figures["remedy, random"]["ms_99"],
        "remedy, random: all": figures["remedy, random"]["ms_most"],
        "remedy, top hub": figures["remedy, top hub"]["ms_median"],
        "leave and respread, random: all": figures["leave and respread, random"]["ms_most"],
        "leave and respread, top hub": figures["leave and respread, top hub"]["ms_median"],
    }
    say("whatif: solves edited networks anew, to compare")
    gap = max(_gap(start, own, fill, int(i), drop=drop) for i in (who[0], hub[0]) for drop in (False, True))
    worst = max(f["error"] for f in figures.values())
    return {
        "benchmark": "whatif",
        "parties": parties,
        "links": links,
        "issues": len(own.issues),
        "seed": seed,
        "precision": "float32 before, float64 moved" if links > sums.SINGLE_ABOVE else "float64",
        "machine": machine(),
        "before_cpu_s": solved,
        "hub_customers": int(customers[hub[0]]),
        "figures": figures,
        "bars": [{"test": k, "bar_ms": v, "ms": took[k], "met": took[k] <= v} for k, v in BARS.items()],
        "largest_difference": gap,
        "agree": gap <= worst + 1e-6,
    }


def lines(got: dict[str, Any]) -> list[str]:
    """Say it in words."""
    out = [
        f"what-if, {got['parties']:,} parties, {got['links']:,} links, {got['issues']} issues, everybody updated "
        f"(CPU milliseconds; what stands before took {got['before_cpu_s']:.1f} s once):"
    ]
    for name, f in got["figures"].items():
        out.append(
            f"  {name} ({f['edits']} edits, {f['swept']} swept): median {f['ms_median']:.2f}, 99 % {f['ms_99']:.2f}, "
            f"most {f['ms_most']:.2f}; error at most {f['error']:.1e}"
        )
    for b in got["bars"]:
        out.append(f"  {b['test']}: {b['ms']:.2f} ms, bar {b['bar_ms']:g} ms: {'met' if b['met'] else 'NOT met'}")
    out.append(f"  largest difference from the edited network solved anew {got['largest_difference']:.1e}")
    return out
