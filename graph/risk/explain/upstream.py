"""A value taken apart: by direct supplier, by origin, by path, by finding; every list adds up.

Let f(X) = Σ a(u,b) X(u) be the buyer's functional and X = c + W X. The adjoint z = g + W' z gives
value = Σ z(i) c(i): exact by origin, for every part and every issue at once. A path b ← u1 ← … ← uj
adds its weights times c(uj); the largest are found best first, so that no path left out can exceed the
bound printed. Paths that meet a party twice are genuine parts; they are also shown folded into the
route they are without their rounds. Source: `reference/engine.md` 1 (b); method 1, 5 and 11.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.graph import numbers
from headwater.graph.documents import SourceRow
from headwater.graph.engines import sums
from headwater.graph.engines.walks import completion, fold_walk, largest_walks
from headwater.graph.risk.explain.asked import Asked, Explained
from headwater.graph.risk.explain.grounds import link_rows, own_rows, ref_order
from headwater.graph.risk.explain.issues import OneIssue, worst_of
from headwater.graph.risk.explain.parts import ROUNDING, Part, Parts, listed
from headwater.graph.risk.explain.width import Width, width
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators.base import Params
from headwater.graph.risk.indicators.options import UpstreamOptions, narrow
from headwater.graph.risk.indicators.upstream_risk import EXACT, INTERVAL, System, blind_at, bounds, states, system
from headwater.graph.risk.network.coverage import coverage, looked_at
from headwater.graph.risk.network.data_dates import data_dates
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.risk.own_risk.own import Own, known
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

Floats = NDArray[np.float64]
UNMAPPED = "unmapped"
LOOKED = 400
"""Origins whose findings are looked through for the largest; the bound holds for all others. Assumed: fast."""


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
    method: str = EXACT
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


@dataclass(frozen=True, eq=False)
class _Case:
    """One party and issue: the sources c in three parts, the start weights g and the adjoint z."""

    snapshot: Snapshot
    own: Own
    """Of the one issue."""
    net: Network
    sys: System
    b: int
    c: Floats
    """(n, 3): evidence, context, unmapped terms of X."""
    first: Floats
    """(3,): what the buyer itself adds: its own risk (raw), its unnamed suppliers."""
    z: Floats
    value: Floats
    """(3,): the value's parts."""

    @property
    def issue(self) -> str:
        """The issue taken apart."""
        return self.own.issues[0]

    @property
    def lead(self) -> float:
        """Weight of the first step over the share: 1 for a buyer, alpha in the raw sum."""
        return self.sys.options.alpha if self.sys.raw else 1.0

    def name(self, i: int) -> str:
        return self.snapshot.parties[i].name

    def part(self, kind: str, parties: Sequence[int], amounts: Floats, what: str, **more: object) -> Part:
        return Part.model_validate(
            {
                "kind": kind,
                "parties": tuple(self.snapshot.ids[i] for i in parties),
                "names": tuple(self.name(i) for i in parties),
                "amount": float(amounts.sum()),
                "evidence": float(amounts[0]),
                "context": float(amounts[1]),
                "unmapped": float(amounts[2]),
                "what": what,
                **more,
            }
        )

    def link_rows(self, pair: int) -> tuple[SourceRow, ...]:
        return link_rows(self.snapshot, self.net, pair)

    def about(self, i: int) -> tuple[SourceRow, ...]:
        return own_rows(self.snapshot, self.own, i, self.issue)


def explain(
    snapshot: Snapshot,
    own: Own,
    party: str,
    issue: str | None = None,
    params: Params | None = None,
    top: int = 10,
    *,
    pack: Pack | None = None,
) -> Explanation:
    """Take upstream_risk of one party apart.

    Args:
        snapshot: The graph.
        own: Own risks on the day asked about.
        party: Canonical id or source key.
        issue: One of `own.issues`; None: the one with the largest value.
        params: alpha, unmapped, hops.
        top: Lines per list; what they leave out is the list's `rest`.
        pack: What issues are called; None: their ids stand.

    Raises:
        NotFound: No such party.
        UsageError: No such issue, or the value isn't known.

    Cost: one adjoint for all issues, then six solves of the one issue; documents for `top` lines only.
    """
    options = narrow(UpstreamOptions, params)
    asked = Asked.of(snapshot, own, party, issue, top, pack)
    net, b = network(snapshot), asked.b
    g = _start(net, options.unmapped == "none", b)
    whole = system(net, own, options)
    z, mass = sums.adjoint(net.layout, whole.w, g, hops=whole.inner)
    by_issue = _by_issue(asked, whole, z)
    issue = own.issues[asked.choose(by_issue, "upstream_risk")]
    one = own.only(issue)
    sys = system(net, one, options)
    case = _case(snapshot, one, net, sys, b, z)
    x = np.column_stack([m[:, 0] for m in states(sys)[:3]])
    value = float(case.value.sum())
    low, high = (float(m[b, 0]) for m in bounds(sys, one))
    low, high = min(low, value), max(high, value)
    mapped, assessed = coverage(net.ix, net.buyer.astype(np.int32), net.share, looked_at(snapshot, own.today))
    by_path, by_route = _by_path(case, top)
    return Explanation(
        header=header_of(snapshot, own),
        party=snapshot.ids[b],
        name=asked.name,
        issue=issue,
        issue_title=asked.title(issue),
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
        data_date=data_dates(snapshot)[b],
        by_issue=by_issue,
        worst_issue=worst_of(by_issue),
        by_supplier=_by_supplier(case, x, top),
        by_origin=_by_origin(case, top),
        by_path=by_path,
        by_route=by_route,
        by_finding=_by_finding(case, top),
        by_unmapped=_by_unmapped(case, top),
        own_operations=_own_operations(case),
        width=width(snapshot, one, sys, b, z, x.sum(axis=1), low, high, top),
        notes=net.notes,
    )


def _error(case: _Case, mass: float) -> float:
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


def _start(net: Network, raw: bool, b: int) -> Floats:
    """The weights g of the buyer's functional: its row of shares, or itself in the raw sum."""
    g = np.zeros(net.n)
    if raw:
        g[b] = 1.0
    else:
        row = net.row(b)
        g[net.ix[row.start : row.stop]] = net.share[row.start : row.stop]
    return g


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


def _case(snapshot: Snapshot, own: Own, net: Network, sys: System, b: int, z: Floats) -> _Case:
    c = np.column_stack([m[:, 0] for m in (sys.evidence, sys.context, sys.unmapped)])
    first = c[b].copy() if sys.raw else np.array([0.0, 0.0, sys.bought[b, 0]])
    value = z @ c + (np.zeros(3) if sys.raw else first)
    return _Case(snapshot, own, net, sys, b, c, first, z, value)


def _nobody(case: _Case, i: int, amounts: Floats) -> Part:
    net = case.net
    share = float(net.rest[i] + net.released[i])
    return case.part(
        UNMAPPED,
        [i],
        amounts,
        f"unmapped: {case.name(i)} buys {numbers.percent(share)} from suppliers nobody named, counted at the prior.",
        share=share,
        refs=tuple(SourceRow.of(r) for r in sorted(set(case.snapshot.parties[i].folded.refs()), key=ref_order)),
    )


def _own_operations(case: _Case) -> Part | None:
    """The own risk of the party itself, on a line of its own. Source: method 5."""
    own, b = case.own, case.b
    if case.sys.raw or np.isnan(own.s[b, 0]):
        return None
    amounts = np.array([own.s_evidence[b, 0], own.s_context[b, 0], 0.0])
    held = own.log.get((b, case.issue), ())
    said = "; ".join(line.what for line in held) or "nothing is known of it"
    return case.part("own", [b], amounts, f"{case.name(b)}: {said}.", refs=case.about(b))


def _by_supplier(case: _Case, x: Floats, top: int) -> Parts:
    net, b = case.net, case.b
    if case.sys.inner is not None:
        # With a limit on hops the supplier's state has one step less; the raw sum's own step is the first.
        steps = case.sys.inner - (1 if case.sys.raw else 0)
        x = sums.solve(net.layout, case.sys.w, case.c, hops=steps).x
    row = net.row(b)
    theirs = case.lead * net.share[row.start : row.stop, None] * x[net.ix[row.start : row.stop]]

    def make(place: int, amounts: Floats) -> Part:
        if place == 0:
            if case.sys.raw:
                return case.part("own", [b], amounts, f"own: {case.name(b)} itself.", refs=case.about(b))
            return _nobody(case, b, amounts)
        j = row.start + place - 1
        share, assumed = float(net.share[j]), bool(net.assumed[j] > 0)
        return case.part(
            "supplier",
            [int(net.ix[j])],
            amounts,
            f"from {case.name(int(net.ix[j]))}: {numbers.percent(share)} of the purchases"
            f"{', assumed' if assumed else ''}.",
            share=share,
            assumed=assumed,
            refs=case.link_rows(j),
        )

    return listed(np.vstack([case.first, theirs]), make, case.value, top)


def _by_origin(case: _Case, top: int) -> Parts:
    n = case.net.n
    amounts = np.zeros((2 * n, 3))
    np.multiply(case.z[:, None], case.c[:, :2], out=amounts[:n, :2])
    amounts[n:, 2] = _unnamed(case)

    def make(place: int, mine: Floats) -> Part:
        if place >= n:
            return _nobody(case, place - n, mine)
        weight = numbers.value(float(case.z[place] * case.sys.own[place]))
        what = f"arises at {case.name(place)}, which weighs {weight} here."
        return case.part("origin", [place], mine, what, refs=case.about(place))

    return listed(amounts, make, case.value, top)


def _unnamed(case: _Case) -> Floats:
    """What each party's unnamed suppliers add, (n,)."""
    amounts = case.z * case.c[:, 2]
    if not case.sys.raw:
        amounts[case.b] += case.first[2]
    return amounts


def _by_finding(case: _Case, top: int) -> Parts:
    """The lines of the largest origins, until no origin left can hold a larger line."""
    size = np.abs(case.z[:, None] * case.c[:, :2]).sum(axis=1)
    by = np.argsort(-size, kind="stable")
    by = by[: np.count_nonzero(size)]
    out: list[Part] = []
    if unmapped := float(case.value[2]):
        out.append(
            case.part(UNMAPPED, [], np.array([0.0, 0.0, unmapped]), "unmapped: suppliers nobody named, at their prior.")
        )
    seen, ahead, most = 0, 0.0, max(LOOKED, 4 * top)
    for i in by.tolist():
        ahead = float(size[i])
        # Lines of equal origins differ by rounding, and those of one origin may all be smaller than it.
        if seen >= most or (seen >= top and sum(1 for p in out if p.amount >= ahead * (1.0 - ROUNDING)) >= top):
            break
        out += _lines_of(case, i)
        seen += 1
    out = [p for p in out if p.amount != 0.0]
    out.sort(key=lambda p: -p.amount)
    if seen == len(by):
        return Parts.of(out[:top], case.value, left_out=len(out) - len(out[:top]))
    return Parts.of(out[:top], case.value, bound=max([ahead, *(p.amount for p in out[top:])]))


def _lines_of(case: _Case, i: int) -> list[Part]:
    """What the log says of one origin, weighed, and what it doesn't say."""
    weight = float(case.z[i] * case.sys.own[i])
    left = case.z[i] * case.c[i, :2]
    out = []

    def part(which: int, amount: float, what: str, refs: tuple[SourceRow, ...]) -> Part:
        amounts = np.zeros(3)
        amounts[which] = amount
        return case.part(("finding", "context")[which], [i], amounts, f"{case.name(i)}: {what}", refs=refs)

    for line in case.own.log.get((i, case.issue), ()):
        which = 0 if line.part == "evidence" else 1
        left[which] -= weight * line.amount
        out.append(part(which, weight * line.amount, line.what, tuple(SourceRow.of(r) for r in line.refs)))
    for which, word in enumerate(("finding", "context")):
        if abs(left[which]) > 1e-15:
            what = "own risk as given." if case.own.given[i, 0] else f"own risk from {word}."
            out.append(part(which, float(left[which]), what, case.about(i)))
    return out


def _by_unmapped(case: _Case, top: int) -> Parts:
    amounts = np.zeros((case.net.n, 3))
    amounts[:, 2] = _unnamed(case)
    return listed(amounts, lambda i, mine: _nobody(case, i, mine), np.array([0.0, 0.0, case.value[2]]), top)


def _by_path(case: _Case, top: int) -> tuple[Parts, Parts]:
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


def _path_part(case: _Case, kind: str, rows: tuple[int, ...], amounts: Floats, rounds: float) -> Part:
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
