"""A value taken apart: by direct supplier, by origin, by path, by finding; every list adds up.

Let f(X) = Σ a(u,b) X(u) be the buyer's functional and X = c + W X. The adjoint z = g + W' z gives
value = Σ z(i) c(i): exact by origin, for every part and every issue at once. A path b ← u1 ← … ← uj
adds its weights times c(uj); the largest are found best first, so that no path left out can exceed the
bound printed. Paths that meet a party twice are genuine parts; they are also shown folded into the
route they are without their rounds. Source: `docs/method.md` 1, 5, 11 and (b).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines import sums
from headwater.graph.risk.explain.asked import BEYOND_PACK, Asked, Explained, OneIssue
from headwater.graph.risk.explain.case import Case, case_of, own_operations
from headwater.graph.risk.explain.origins import by_finding, by_origin, by_supplier, by_unmapped
from headwater.graph.risk.explain.parts import Part, Parts
from headwater.graph.risk.explain.paths import by_path
from headwater.graph.risk.explain.width import Width, width
from headwater.graph.risk.network.coverage import coverage_of
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import known
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.values.result import Method, Unknown
from headwater.graph.risk.values.upstream_risk import INTERVAL, System, blind_at, bounds, functional, states, system

Floats = NDArray[np.float64]


class IssueValue(OneIssue):
    """The value of one issue with its three parts. None: unknown to the pack."""

    evidence: float | None
    context: float | None
    unmapped: float | None


class Explanation(Explained):
    """upstream_risk of one party and issue, taken apart."""

    indicator: str = "upstream_risk"
    params: UpstreamOptions
    evidence: float
    context: float
    unmapped: float
    mapped: float | None
    assessed: float | None
    method: Method = Method.EXACT
    unknown_to_pack: Unknown | None = None
    interval: str = INTERVAL
    error: float
    """Proven bound on the solver's error in `value`, rounding included; 0 only where nothing was rounded."""
    by_issue: tuple[IssueValue, ...]
    by_supplier: Parts
    by_origin: Parts
    by_path: Parts
    by_route: Parts
    """The paths of `by_path` with their rounds folded in: one line a route."""
    by_finding: Parts
    by_unmapped: Parts
    own_operations: Part | None
    """The party's own risk, in no list above: what is upstream doesn't hold it. None: unknown, or counted above
    (`unmapped=none`)."""
    width: Width
    """From what the range comes, and what would narrow it most."""


def explain(asked: Asked, options: UpstreamOptions) -> Explanation:
    """Take upstream_risk of one party apart.

    Cost: one adjoint for all issues, then six solves of the one issue; documents for `top` lines only.
    """
    snapshot, own, b, top = asked.snapshot, asked.own, asked.b, asked.top
    net = network(snapshot)
    whole = system(net, own, options)
    z, mass = sums.adjoint(net.layout, whole.w, functional(net, b, raw=whole.raw), hops=whole.inner)
    by_issue = _by_issue(asked, whole, z)
    k = asked.choose(by_issue, "upstream_risk", BEYOND_PACK)
    one = own.only(own.issues[k])
    sys = system(net, one, options)
    case = case_of(snapshot, one, sys, b, z)
    x = np.column_stack([m[:, 0] for m in states(sys)[:3]])
    value = float(case.value.sum())
    low, high = (float(m[b, 0]) for m in bounds(sys, one))
    low, high = min(low, value), max(high, value)
    mapped, assessed = coverage_of(net, snapshot, own.today)
    paths, routes = by_path(case, top)
    return Explanation(
        **asked.about(k, by_issue),
        params=options,
        value=value,
        low=low,
        high=high,
        evidence=float(case.value[0]),
        context=float(case.value[1]),
        unmapped=float(case.value[2]),
        mapped=known(mapped[b]),
        assessed=known(assessed[b]),
        error=_error(case, mass),
        by_issue=by_issue,
        by_supplier=by_supplier(case, x, top),
        by_origin=by_origin(case, top),
        by_path=paths,
        by_route=routes,
        by_finding=by_finding(case, top),
        by_unmapped=by_unmapped(case, top),
        own_operations=own_operations(case),
        width=width(snapshot, one, sys, b, z, x.sum(axis=1), low, high, top),
        notes=net.notes,
    )


def _error(case: Case, mass: float) -> float:
    """Bound on the error of the value: what the adjoint's error weighs at most, and rounding.

    The adjoint's error has a 1-norm of at most `mass`, so the value's is at most that times the largest own
    term. Sums of d float64 terms round by at most d · eps of their size: those of the adjoint over the buyers
    of a party, step by step (1 / (1 - rho) steps in all), those of the value over the terms that aren't 0.
    """
    net, terms = case.net, case.c.sum(axis=1)
    largest = float(terms.max(initial=0.0))
    eps = float(np.finfo(np.float64).eps)
    buyers = float(np.bincount(net.ix, minlength=1).max())
    steps = 1.0 / (1.0 - sums.row_sum(net.ip, case.sys.w))
    rounding = (buyers + 3.0) * steps * float(case.z.sum()) * largest
    summed = (float(np.count_nonzero(case.z)) + 3.0) * float(case.value.sum())
    return mass * largest + eps * (rounding + summed)


def _by_issue(asked: Asked, sys: System, z: Floats) -> tuple[IssueValue, ...]:
    """Every issue's value at once: the adjoint doesn't know the issue."""
    own, b = asked.own, asked.b
    parts = np.array([z @ m for m in (sys.evidence, sys.context, sys.unmapped)])
    if not sys.raw:
        parts[2] += sys.bought[b]
    dark = blind_at(sys, own, z, b)
    out = []
    for k, issue in enumerate(own.issues):
        said = [None] * 4 if dark[k] else [float(parts[:, k].sum()), *map(float, parts[:, k])]
        title = asked.title(issue)
        out.append(
            IssueValue(issue=issue, title=title, value=said[0], evidence=said[1], context=said[2], unmapped=said[3])
        )
    return tuple(out)
