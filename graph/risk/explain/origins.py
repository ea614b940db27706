"""Lists that add up to upstream_risk: by direct supplier, by origin, by finding, by who buys from nobody named."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headwater.graph import numbers
from headwater.graph.documents import SourceRow
from headwater.graph.engines import sums
from headwater.graph.risk.explain.case import UNMAPPED, Case, nobody, unnamed
from headwater.graph.risk.explain.parts import ROUNDING, Part, Parts, listed

Floats = NDArray[np.float64]
LOOKED = 400
"""Origins whose findings are looked through for the largest; the bound holds for all others. Assumed: fast."""


def by_supplier(case: Case, x: Floats, top: int) -> Parts:
    """By direct supplier; `x` (n, 3) is the state of every party in three parts."""
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
            return nobody(case, b, amounts)
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


def by_origin(case: Case, top: int) -> Parts:
    """By where it arises, exactly: each own term times its weight."""
    n = case.net.n
    amounts = np.zeros((2 * n, 3))
    np.multiply(case.z[:, None], case.c[:, :2], out=amounts[:n, :2])
    amounts[n:, 2] = unnamed(case)

    def make(place: int, mine: Floats) -> Part:
        if place >= n:
            return nobody(case, place - n, mine)
        weight = numbers.value(float(case.z[place] * case.sys.own[place]))
        what = f"arises at {case.name(place)}, which weighs {weight} here."
        return case.part("origin", [place], mine, what, refs=case.about(place))

    return listed(amounts, make, case.value, top)


def by_finding(case: Case, top: int) -> Parts:
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


def _lines_of(case: Case, i: int) -> list[Part]:
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


def by_unmapped(case: Case, top: int) -> Parts:
    """By who buys from suppliers nobody named."""
    amounts = np.zeros((case.net.n, 3))
    amounts[:, 2] = unnamed(case)
    return listed(amounts, lambda i, mine: nobody(case, i, mine), np.array([0.0, 0.0, case.value[2]]), top)
