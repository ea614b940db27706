"""Edits of a network: leave a supplier, replace it, remedy its findings. Nothing is saved.

A left supplier's share is lost to unmapped and takes the old row's mean prior, or what lies behind
the supplier if that is more: leaving never lowers an indicator by more than the facility's own part
(method 6). Spread again, it goes to the row's other suppliers in proportion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from headwater.graph.errors import Ambiguous, NotFound, UsageError
from headwater.graph.records import Assessment, Outcome
from headwater.graph.risk.base import Matrix, Own
from headwater.graph.risk.options import UpstreamOptions
from headwater.graph.risk.shares import Network
from headwater.graph.risk.upstream import states, system
from headwater.graph.snapshot import Snapshot

Reown = Callable[[Snapshot], Own]
"""Works out own risks again: `lambda snapshot: own(snapshot, pack, today)`."""


class Edit(BaseModel):
    """One change that a what-if asks for; parties are ids or names that only one party has.

    `by` is the supplier taken instead (replace), `issue` what is remedied (None: every issue),
    `respread` whether a left supplier's share goes to the buyers' other suppliers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["leave", "replace", "remedy"]
    party: str
    by: str | None = None
    issue: str | None = None
    respread: bool = False


def parse_edits(
    issues: Sequence[str],
    *,
    drop: Sequence[str] = (),
    replace: Sequence[str] = (),
    remediate: Sequence[str] = (),
    respread: bool = False,
) -> tuple[Edit, ...]:
    """Read the command line's words: `X`, `X=Y`, `X` or `X:ISSUE`.

    Raises:
        UsageError: A replacement has no `=`.
    """
    out = [Edit(kind="leave", party=x, respread=respread) for x in drop]
    for text in replace:
        old, equals, new = text.partition("=")
        if not (equals and old.strip() and new.strip()):
            raise UsageError(f"--replace {text!r}: write OLD=NEW")
        out.append(Edit(kind="replace", party=old.strip(), by=new.strip()))
    for text in remediate:
        name, colon, issue = text.rpartition(":")
        known = bool(colon) and issue in issues
        out.append(Edit(kind="remedy", party=name if known else text, issue=issue if known else None))
    return tuple(out)


def place(snapshot: Snapshot, text: str) -> int:
    """Place of a party by id, source key, or a name that only one party has.

    Raises:
        NotFound: None has it.
        Ambiguous: Several have it.
    """
    at = snapshot.find(text)
    if at is not None:
        return at
    wanted = text.casefold()
    named = [i for i, p in enumerate(snapshot.parties) if p.name.casefold() == wanted]
    if not named:
        raise NotFound(text)
    if len(named) > 1:
        raise Ambiguous(text, [(snapshot.ids[i], snapshot.parties[i].name) for i in named])
    return named[0]


@dataclass(frozen=True, eq=False)
class Fill:
    """What a released share is counted at: per buyer the old row's mean prior, per supplier what lies behind it."""

    mean: Matrix
    behind: Matrix

    @staticmethod
    def of(net: Network, own: Own, alpha: float) -> Fill:
        """Read both from the network before any edit."""
        prior = np.nan_to_num(np.where(own.given, own.s, own.s_context))
        # Where evidence has taken the prior's place, the row's other suppliers speak for it.
        counts = (own.given | (np.nan_to_num(own.s_evidence) == 0.0)).astype(np.float64)
        total, weight = net.rest[:, None] * np.nan_to_num(own.unmapped), np.repeat(net.rest[:, None], prior.shape[1], 1)
        part = net.share[:, None] * counts[net.ix]
        np.add.at(total, net.buyer, part * prior[net.ix])
        np.add.at(weight, net.buyer, part)
        mean = np.where(weight > 0, total / np.where(weight > 0, weight, 1.0), np.nan_to_num(own.unmapped))
        sys = system(net, own, UpstreamOptions(alpha=alpha))
        x_e, x_c, x_u, _ = states(sys)
        behind = x_e + x_c + x_u - sys.evidence - sys.context
        return Fill(mean, np.maximum(behind, 0.0))

    def value(self, buyer: int, supplier: int) -> NDArray[np.float64]:
        """What a share of `supplier` that `buyer` sets free is counted at, per issue, (K,)."""
        out: NDArray[np.float64] = np.maximum(self.mean[buyer], self.behind[supplier])
        return out


def leave(net: Network, out: int, fill: Fill, *, respread: bool = False) -> Network:
    """Take a supplier out of every row that holds it."""
    gone = np.flatnonzero(net.ix == out)
    keep = net.ix != out
    known, assumed = net.known.copy(), net.assumed.copy()
    released, value = net.released.copy(), _fill(net, fill)
    for j in gone.tolist():
        v, share = int(net.buyer[j]), float(net.share[j])
        others = [i for i in net.row(v) if i != j]
        left = float(net.share[others].sum()) if others else 0.0
        if respread and left > 0:
            known[others] *= (left + share) / left
            assumed[others] *= (left + share) / left
        else:
            released[v] += share
            value[v] += share * fill.value(v, out)
    return _assemble(replace(net, known=known, assumed=assumed, released=released, fill=value), keep, [])


def swap(net: Network, out: int, new: int, fill: Fill) -> Network:
    """Put another supplier in every row that holds one; a row of the new one itself loses the share."""
    gone = np.flatnonzero(net.ix == out)
    released, value = net.released.copy(), _fill(net, fill)
    extra = []
    for j in gone.tolist():
        v = int(net.buyer[j])
        if v == new:
            released[v] += float(net.share[j])
            value[v] += float(net.share[j]) * fill.value(v, out)
        else:
            extra.append((v, j))
    return _assemble(replace(net, released=released, fill=value), net.ix != out, [(v, new, j) for v, j in extra])


def _fill(net: Network, fill: Fill) -> Matrix:
    return np.zeros_like(fill.mean) if net.fill is None else net.fill.copy()


def _assemble(net: Network, keep: NDArray[np.bool_], extra: Sequence[tuple[int, int, int]]) -> Network:
    """Build the CSR again from kept pairs and new (buyer, supplier, pair it takes after)."""
    old = np.flatnonzero(keep)
    like = np.array([j for _, _, j in extra], dtype=np.int64)
    take = np.concatenate([old, like])
    buyer = np.concatenate([net.buyer[old], np.array([v for v, _, _ in extra], dtype=np.int64)])
    supplier = np.concatenate([net.ix[old], np.array([u for _, u, _ in extra], dtype=np.int32)]).astype(np.int32)
    by = np.lexsort((np.arange(len(take)), supplier, buyer))
    buyer, supplier, take = buyer[by], supplier[by], take[by]
    is_new = by >= len(old)
    first = np.ones(len(take), np.bool_)
    first[1:] = (buyer[1:] != buyer[:-1]) | (supplier[1:] != supplier[:-1])
    start = np.flatnonzero(first)
    ip = np.zeros(net.n + 1, np.int64)
    np.cumsum(np.bincount(buyer[start], minlength=net.n), out=ip[1:])

    def add(x: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.add.reduceat(x[take], start) if len(take) else np.zeros(0)

    # The kept pair of a group comes first: its links stay; a pair made here has none.
    links = [() if is_new[i] else net.links_of(int(take[i])) for i in start.tolist()]
    lp = np.zeros(len(start) + 1, np.int64)
    np.cumsum([len(x) for x in links], out=lp[1:])
    return Network(
        ip=ip,
        ix=supplier[start],
        known=add(net.known),
        assumed=add(net.assumed),
        loose=add(net.loose.astype(np.float64)) > 0,
        flow=add(net.flow.astype(np.float64)) > 0,
        q=np.maximum.reduceat(net.q[take], start) if len(take) else np.zeros(0),
        lp=lp,
        li=np.array([e for x in links for e in x], dtype=np.int64),
        completeness=net.completeness,
        rest=net.rest,
        kept=net.kept,
        released=net.released,
        fill=net.fill,
        notes=net.notes,
    )


def remedy(snapshot: Snapshot, own: Own, party: int, issue: str | None, reown: Reown | None) -> Own:
    """Take a party's findings as remedied: what is left is its context; a given own risk becomes 0.

    With `reown` the context is worked out again without the findings; without it the context that
    the findings left stands, which is a lower end.

    Raises:
        UsageError: No such issue.
    """
    if issue is not None and own.column(issue) is None:
        raise UsageError(f"no issue named {issue!r}; known: {', '.join(own.issues)}")
    columns = range(len(own.issues)) if issue is None else [own.issues.index(issue)]
    clean = None
    if reown is not None:
        clean = reown(
            _without(snapshot, party),
        )
    fields = ["p", "severity", "s", "s_evidence", "s_context", "low", "high"]
    ends = [f for f in ("p_low", "p_high") if getattr(own, f) is not None]
    fields += ends
    new = {f: getattr(own, f).copy() for f in fields}
    for k in columns:
        at = (party, k)
        if own.given[at]:
            for f in ("p", "s", "s_evidence", "s_context", "low", "high", *ends):
                new[f][at] = 0.0
        elif clean is not None and own.issues[k] in clean.issues:
            j = clean.issues.index(own.issues[k])
            for f in fields:
                new[f][at] = getattr(clean, f)[party, j]
        else:
            left = own.s_context[at]
            new["p"][at] = min(1.0, 5.0 * left / own.severity[at]) if own.severity[at] > 0 else 0.0
            new["s"][at], new["s_evidence"][at] = left, 0.0
            for f in ends:
                new[f][at] = new["p"][at]
            new["low"][at], new["high"][at] = min(own.low[at], left), max(left, min(own.high[at], left))
    return replace(own, **new)


def _without(snapshot: Snapshot, party: int) -> Snapshot:
    """The snapshot without a party's findings and failed checks."""

    def failed(record: object) -> bool:
        return isinstance(record, Assessment) and record.outcome is Outcome.NON_COMPLIANT

    return replace(
        snapshot,
        findings=tuple(e for e in snapshot.findings if e.party != party),
        assessments=tuple(e for e in snapshot.assessments if e.party != party or not failed(e.record)),
    )
