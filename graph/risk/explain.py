"""A value taken apart: by direct supplier, by origin, by path, by finding; every list adds up.

Let f(X) = Σ a(u,b) X(u) be the buyer's functional and X = c + W X. The adjoint z = g + W' z gives
value = Σ z(i) c(i): exact by origin, for every part. A path b ← u1 ← … ← uj adds its weights times
c(uj); the largest are found best first with the exact completion bound m(u) = max(c(u), max w m), so
that no path left out can exceed the bound printed. Source: `reference/engine.md` 1 (b).
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from headwater.graph.engines import sums
from headwater.graph.engines.maxima import strongest
from headwater.graph.errors import NotFound, UsageError
from headwater.graph.risk.base import Own, Params
from headwater.graph.risk.options import UpstreamOptions, narrow
from headwater.graph.risk.shares import Network, network
from headwater.graph.risk.upstream import System, UpstreamRisk, states, system
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import Ref

Floats = NDArray[np.float64]
UNMAPPED = "unmapped"


class Row(BaseModel):
    """A source row."""

    model_config = ConfigDict(frozen=True)

    source: str
    file: str
    row: int
    dated: str | None
    sha256: str

    @staticmethod
    def of(ref: Ref) -> Row:
        """Turn a reference into its document."""
        return Row(source=ref.source, file=ref.file, row=ref.row, dated=ref.dated, sha256=ref.sha256)


class Part(BaseModel):
    """One line of a list: `amount` of the value, 0 to 1.

    `kind`: own, supplier, origin, path, finding, context or unmapped. `parties` are ids, for a path
    from the buyer on. `share` is the supplier's share, None elsewhere. `refs` are the rows it rests
    on. `cyclic` marks a path that meets a party twice; it is a genuine part.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    parties: tuple[str, ...]
    names: tuple[str, ...]
    amount: float
    evidence: float
    context: float
    unmapped: float
    share: float | None = None
    assumed: bool = False
    cyclic: bool = False
    what: str
    refs: tuple[Row, ...] = ()


class Parts(BaseModel):
    """A list whose amounts and `rest` sum to `total`; no single part left out exceeds `bound`."""

    model_config = ConfigDict(frozen=True)

    parts: tuple[Part, ...]
    rest: float
    total: float
    bound: float | None = None
    left_out: int | None = None
    """How many parts the rest holds; None where they have no number (paths)."""


class Explanation(BaseModel):
    """upstream_risk of one party and issue, taken apart; `lines()` says it in words."""

    model_config = ConfigDict(frozen=True)

    indicator: str = "upstream_risk"
    party: str
    name: str
    issue: str
    today: str
    params: UpstreamOptions
    value: float
    low: float | None
    high: float | None
    evidence: float
    context: float
    unmapped: float
    mapped: float | None
    assessed: float | None
    by_supplier: Parts
    by_origin: Parts
    by_path: Parts
    by_finding: Parts
    by_unmapped: Parts
    notes: tuple[str, ...]

    def lines(self) -> list[str]:
        """One plain sentence a line; each list says what it leaves out."""
        out = [
            f"{self.name}: upstream risk of {self.issue} is {self.value:.4f}: evidence {self.evidence:.4f}, "
            f"context {self.context:.4f}, unmapped {self.unmapped:.4f}."
        ]
        titles = (
            ("By direct supplier", self.by_supplier),
            ("By origin", self.by_origin),
            ("By path", self.by_path),
            ("By finding and context", self.by_finding),
            ("Bought from suppliers nobody named", self.by_unmapped),
        )
        for title, block in titles:
            out.append(f"{title}, together {block.total:.4f}:")
            for part in block.parts:
                rows = "; ".join(f"{r.file} row {r.row} ({r.source})" for r in part.refs[:3])
                more = f" and {len(part.refs) - 3} more rows" if len(part.refs) > 3 else ""
                out.append(f"  {part.amount:.4f} {part.what}" + (f" [{rows}{more}]" if rows else ""))
            out.append(_tail(block))
        return [*out, *self.notes]


def _tail(block: Parts) -> str:
    """What a list leaves out, in words."""
    rest = block.rest if abs(block.rest) >= 5e-5 else 0.0
    if block.left_out == 0 or (block.left_out is None and block.bound == 0.0):
        return "  Nothing is left out."
    text = f"  {rest:.4f} is the rest"
    if block.left_out is not None:
        text += f": {block.left_out} smaller part{'s' if block.left_out > 1 else ''}"
    if block.bound is not None:
        text += f"; no path left out adds more than {math.ceil(block.bound * 1e6) / 1e6:.6f}"
    return text + "."


@dataclass(frozen=True, eq=False)
class _Case:
    """One party and issue: the sources c in three parts, the start weights g and the adjoint z."""

    snapshot: Snapshot
    own: Own
    net: Network
    sys: System
    b: int
    k: int
    c: Floats
    """(n, 3): evidence, context, unmapped terms of X."""
    first: Floats
    """(3,): what the buyer itself adds: its own risk (raw), its unnamed suppliers."""
    z: Floats
    value: Floats
    """(3,): the value's parts."""

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

    def link_rows(self, pair: int) -> tuple[Row, ...]:
        refs = {r for e in self.net.links_of(pair) for r in self.snapshot.links[e].folded.refs()}
        return tuple(Row.of(r) for r in sorted(refs, key=_ref_key))

    def about(self, i: int) -> tuple[Row, ...]:
        """Rows behind a party's own risk; where the log has none, the rows that name the party."""
        refs = {r for line in self.own.log.get((i, self.own.issues[self.k]), ()) for r in line.refs}
        for e in (*self.snapshot.risks, *self.snapshot.findings):
            if e.party == i and e.record.issue == self.own.issues[self.k] and not refs:
                refs = {e.ref}
        found = refs or set(self.snapshot.parties[i].folded.refs())
        return tuple(Row.of(r) for r in sorted(found, key=_ref_key))


def _ref_key(r: Ref) -> tuple[str, str, int]:
    return (r.source, r.file, r.row)


def explain(
    snapshot: Snapshot,
    own: Own,
    party: str,
    issue: str | None = None,
    params: Params | None = None,
    top: int = 10,
) -> Explanation:
    """Take upstream_risk of one party apart.

    Args:
        snapshot: The graph.
        own: Own risks on the day asked about.
        party: Canonical id or source key.
        issue: One of `own.issues`; None: the one with the largest value.
        params: alpha, unmapped, hops.
        top: Lines per list; what they leave out is the list's `rest`.

    Raises:
        NotFound: No such party.
        UsageError: No such issue, or the value isn't known.
    """
    options = narrow(UpstreamOptions, params)
    b = snapshot.find(party)
    if b is None:
        raise NotFound(party)
    result = UpstreamRisk().score(snapshot, own, options)
    if issue is None:
        row = np.where(np.isnan(result.values[b]), -1.0, result.values[b])
        issue = own.issues[int(np.argmax(row))]
    k = own.column(issue)
    if k is None:
        raise UsageError(f"no issue named {issue!r}; known: {', '.join(own.issues)}")
    value = float(result.values[b, k])
    if np.isnan(value):
        raise UsageError(
            f"{snapshot.parties[b].name}: upstream_risk of {issue} isn't known to the pack; "
            "try `--param unmapped=none`, which counts what isn't known as 0"
        )
    net = network(snapshot)
    sys = system(net, own, options)
    case = _case(snapshot, own, net, sys, b, k)
    x_e, x_c, x_u, _ = states(sys)
    x = np.column_stack([m[:, k] for m in (x_e, x_c, x_u)])
    parts = [float(m[b, k]) for m in (result.evidence, result.context, result.unmapped)]

    def known(v: float) -> float | None:
        return None if np.isnan(v) else float(v)

    return Explanation(
        party=snapshot.ids[b],
        name=snapshot.parties[b].name,
        issue=issue,
        today=own.today,
        params=options,
        value=value,
        low=known(result.low[b, k]),
        high=known(result.high[b, k]),
        evidence=parts[0],
        context=parts[1],
        unmapped=parts[2],
        mapped=known(result.mapped[b]),
        assessed=known(result.assessed[b]),
        by_supplier=_by_supplier(case, x, value, top),
        by_origin=_by_origin(case, value, top),
        by_path=_by_path(case, value, top),
        by_finding=_by_finding(case, value, top),
        by_unmapped=_by_unmapped(case, parts[2], top),
        notes=net.notes,
    )


def _case(snapshot: Snapshot, own: Own, net: Network, sys: System, b: int, k: int) -> _Case:
    c = np.column_stack([m[:, k] for m in (sys.evidence, sys.context, sys.unmapped)])
    g = np.zeros(net.n)
    first = np.zeros(3)
    if sys.raw:
        g[b] = 1.0
        first = c[b].copy()
    else:
        row = net.row(b)
        g[net.ix[row.start : row.stop]] = net.share[row.start : row.stop]
        first[2] = sys.bought[b, k]
    z, _ = sums.adjoint(net.layout, sys.w, g, hops=sys.inner)
    value = z @ c + (np.zeros(3) if sys.raw else first)
    return _Case(snapshot, own, net, sys, b, k, c, first, z, value)


def _pack(parts: list[Part], total: float, top: int, bound: float | None = None) -> Parts:
    """The largest parts and the exact rest; ties in the order given."""
    parts = [p for p in parts if p.amount != 0.0]
    parts.sort(key=lambda p: -p.amount)
    kept = tuple(parts[:top])
    return Parts(
        parts=kept,
        rest=total - float(np.sum([p.amount for p in kept])),
        total=total,
        bound=bound,
        left_out=len(parts) - len(kept),
    )


def _nobody(case: _Case, i: int, amount: float) -> Part:
    net = case.net
    share = float(net.rest[i] + net.released[i])
    return case.part(
        UNMAPPED,
        [i],
        np.array([0.0, 0.0, amount]),
        f"unmapped: {case.name(i)} buys {share:.0%} from suppliers nobody named, counted at the prior.",
        share=share,
        refs=tuple(Row.of(r) for r in sorted(set(case.snapshot.parties[i].folded.refs()), key=_ref_key)),
    )


def _itself(case: _Case) -> Part:
    return case.part("own", [case.b], case.first, f"own: {case.name(case.b)} itself.", refs=case.about(case.b))


def _by_supplier(case: _Case, x: Floats, value: float, top: int) -> Parts:
    net, b = case.net, case.b
    if case.sys.inner is not None:
        # With a limit on hops the supplier's state has one step less; the raw sum's own step is the first.
        steps = case.sys.inner - (1 if case.sys.raw else 0)
        x = sums.solve(net.layout, case.sys.w, case.c, hops=steps).x
    out = [_itself(case)] if case.sys.raw else [_nobody(case, b, float(case.first[2]))]
    for j in net.row(b):
        u, share = int(net.ix[j]), float(net.share[j])
        assumed = bool(net.assumed[j] > 0)
        word = ", assumed" if assumed else ""
        out.append(
            case.part(
                "supplier",
                [u],
                case.lead * share * x[u],
                f"from {case.name(u)}: {share:.2%} of the purchases{word}.",
                share=share,
                assumed=assumed,
                refs=case.link_rows(j),
            )
        )
    return _pack(out, value, top)


def _by_origin(case: _Case, value: float, top: int) -> Parts:
    out = []
    if not case.sys.raw:
        out.append(_nobody(case, case.b, float(case.first[2])))
    for i in np.flatnonzero(case.z > 0).tolist():
        amounts = case.z[i] * case.c[i]
        own = amounts.copy()
        own[2] = 0.0
        if own.any():
            what = f"arises at {case.name(i)}, which weighs {float(case.z[i] * case.sys.own[i]):.4f} here."
            out.append(case.part("origin", [i], own, what, refs=case.about(i)))
        if amounts[2]:
            out.append(_nobody(case, i, float(amounts[2])))
    return _pack(out, value, top)


def _by_finding(case: _Case, value: float, top: int) -> Parts:
    own, k = case.own, case.k
    issue = own.issues[k]
    out: list[Part] = []
    for i in np.flatnonzero(case.z > 0).tolist():
        weight = float(case.z[i] * case.sys.own[i])
        left = case.z[i] * case.c[i, :2]
        for line in own.log.get((i, issue), ()):
            amount = weight * line.amount
            which = 0 if line.part == "evidence" else 1
            left[which] -= amount
            amounts = np.zeros(3)
            amounts[which] = amount
            refs = tuple(Row.of(r) for r in line.refs)
            kind = "finding" if which == 0 else "context"
            out.append(case.part(kind, [i], amounts, f"{case.name(i)}: {line.what}", refs=refs))
        for which, kind in ((0, "finding"), (1, "context")):
            if abs(left[which]) > 1e-15:
                amounts = np.zeros(3)
                amounts[which] = left[which]
                word = "own risk as given" if own.given[i, k] else f"own risk from {kind}"
                out.append(case.part(kind, [i], amounts, f"{case.name(i)}: {word}.", refs=case.about(i)))
    unmapped = float(case.value[2])
    if unmapped:
        out.append(
            case.part(UNMAPPED, [], np.array([0.0, 0.0, unmapped]), "unmapped: suppliers nobody named, at their prior.")
        )
    return _pack(out, value, top)


def _by_unmapped(case: _Case, total: float, top: int) -> Parts:
    amounts = case.z * case.c[:, 2]
    if not case.sys.raw:
        amounts[case.b] += case.first[2]
    return _pack([_nobody(case, i, float(amounts[i])) for i in np.flatnonzero(amounts > 0).tolist()], total, top)


def _by_path(case: _Case, value: float, top: int, most: int = 1_000_000) -> Parts:
    """The `top` largest path terms in order, best first (Lawler; Eppstein)."""
    net, sys, b = case.net, case.sys, case.b
    c = case.c.sum(axis=1)
    hops = sys.options.hops
    # The completion bound ignores the limit on hops: still a bound, and exact without a limit.
    m = strongest(net.layout, sys.w, c[:, None])[:, 0]
    rows: dict[int, tuple[list[int], list[float]]] = {}
    ticket = itertools.count()
    heap: list[tuple[float, int, bool, float, tuple[int, ...], int]] = []

    def ranked(v: int, start: bool) -> tuple[list[int], list[float]]:
        key = -1 if start else v
        if key not in rows:
            row = net.row(v)
            w = (net.share if start and not sys.raw else sys.w)[row.start : row.stop]
            gain = w * m[net.ix[row.start : row.stop]]
            by = np.argsort(-gain, kind="stable")
            rows[key] = ([row.start + int(i) for i in by], gain[by].tolist())
        return rows[key]

    def sibling(weight: float, path: tuple[int, ...], i: int) -> None:
        if hops is not None and len(path) > hops:
            return
        start = len(path) == 1 and not sys.raw
        _, gain = ranked(path[-1], start)
        if i < len(gain) and weight * gain[i] > 0:
            heapq.heappush(heap, (-weight * gain[i], next(ticket), False, weight, path, i))

    def visit(weight: float, path: tuple[int, ...]) -> None:
        own = float(case.first.sum()) if len(path) == 1 else weight * float(c[path[-1]])
        if own > 0:
            heapq.heappush(heap, (-own, next(ticket), True, weight, path, 0))
        sibling(weight, path, 0)

    visit(1.0, (b,))
    found: list[Part] = []
    steps = 0
    while heap and len(found) < top and steps < most:
        steps += 1
        _, _, stop, weight, path, i = heapq.heappop(heap)
        if stop:
            found.append(_path_part(case, path, weight))
            continue
        start = len(path) == 1 and not sys.raw
        pairs, _ = ranked(path[-1], start)
        j = pairs[i]
        visit(weight * float(net.share[j] if start else sys.w[j]), (*path, int(net.ix[j])))
        sibling(weight, path, i + 1)
    return Parts(
        parts=tuple(found),
        rest=value - float(np.sum([p.amount for p in found])),
        total=value,
        bound=-heap[0][0] * (1 + 1e-9) if heap else 0.0,
    )


def _path_part(case: _Case, path: tuple[int, ...], weight: float) -> Part:
    amounts = case.first if len(path) == 1 else weight * case.c[path[-1]]
    cyclic = len(set(path)) < len(path)
    words = " ← ".join(case.name(i) for i in path) + (" (cyclic)" if cyclic else "")
    if len(path) == 1 and not case.sys.raw:
        words += ", from suppliers nobody named"
    elif amounts[2]:
        words += f", of it {float(amounts[2]):.4f} from suppliers nobody named"
    pairs = [case.net.pair(u, v) for v, u in itertools.pairwise(path)]
    rows = [r for j in pairs if j is not None for r in case.link_rows(j)]
    refs = tuple(dict.fromkeys([*rows, *case.about(path[-1])]))
    return case.part("path", path, amounts, words + ".", cyclic=cyclic, refs=refs)
