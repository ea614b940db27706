"""From what the range of a value comes, and what would narrow it most.

With the shares as they are assumed the value is linear in its own terms, so the adjoint z splits the range of
own risks and of what nobody named exactly: Σ z · (high − low), by company and by what the range comes from. Where
unknown shares may lie is not linear; its part is what the sharp bounds add to all the others.
Source: `docs/method.md` 5 and (b).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from headwater.graph import numbers
from headwater.graph.documents import Document
from headwater.graph.risk.explain.parts import ROUNDING, largest
from headwater.graph.risk.own_risk.intervals import End, own_at
from headwater.graph.risk.own_risk.log import Log
from headwater.graph.risk.own_risk.own import STATES, Own, State
from headwater.graph.risk.values.upstream_risk import System, bounds
from headwater.graph.snapshot import Snapshot

Floats = NDArray[np.float64]
Kind = Literal["prior", "own", "unnamed", "event", "severity", "share"]

TITLES: dict[Kind, str] = {
    "prior": "from priors: what is assumed of companies and facilities where little is known",
    "own": "from the ranges of own risks, as they were given",
    "unnamed": "from the priors of suppliers nobody named",
    "event": "from how sure the events are: weak or old reports",
    "severity": "from how grave the events are: scale, scope or irremediability unknown",
    "share": "from how unknown shares may lie",
}
_WHY: dict[State, str] = {
    State.EVIDENCE: "beside its findings the prior stands",
    State.LOOKED: "what was checked leaves this much open",
    State.CONTEXT: "only the context of its country and goods is known",
    State.UNKNOWN: "nothing is known of it",
}


class WidthPart(Document):
    """One source of a range's width: `amount` in the order of the list, `alone` with all other ranges closed."""

    kind: Kind
    amount: float
    alone: float
    what: str


class Narrower(Document):
    """What to find out, where, and how much of the width goes by it: weighed at the shares as they are assumed."""

    kind: Kind
    party: str
    name: str
    amount: float
    what: str


class Width(Document):
    """The width of a range: `parts` add up to it, each what it adds to those before it. `narrow`: largest first."""

    total: float
    parts: tuple[WidthPart, ...]
    narrow: tuple[Narrower, ...]
    left_out: int
    """How many more there are to find out, each less than those listed."""


@dataclass(frozen=True, eq=False)
class _Opened:
    """Widths of each party's own risk by what they come from, (n,): in order, and alone."""

    first: Floats
    event: Floats
    severity: Floats
    event_alone: Floats
    severity_alone: Floats
    kind: Kind
    """What `first` is: priors, or own risks given with a range by other means than a pack."""


def _opened(own: Own) -> _Opened:
    """Split the range of the one issue: the prior first, then events, then severity. O(parties + evidence)."""
    wide = np.nan_to_num(own.high[:, 0] - own.low[:, 0])
    if not isinstance(own.log, Log):
        none = np.zeros_like(wide)
        return _Opened(wide, none, none, none, none, "own")
    first, event, severity, event_alone, severity_alone = wide.copy(), *(np.zeros_like(wide) for _ in range(4))
    for i, points in own.log.ranges(own.issues[0]).items():
        opened = own_at(points, End.HIGH)
        louder = own_at(points, End.HIGH, events=True)
        value = own_at(points, End.MEAN)
        first[i] = opened - own.low[i, 0]
        event[i] = louder - opened
        severity[i] = own.high[i, 0] - louder
        event_alone[i] = own_at(points, End.MEAN, events=True) - value
        severity_alone[i] = own_at(points, End.MEAN, severity=True) - value
    return _Opened(first, event, severity, event_alone, severity_alone, "prior")


def width(
    snapshot: Snapshot, own: Own, sys: System, b: int, z: Floats, x: Floats, low: float, high: float, top: int
) -> Width:
    """Take the width of one party's range apart.

    Args:
        snapshot: The graph.
        own: Own risks of the one issue.
        sys: Its linear system.
        b: Place of the party.
        z: Its adjoint, (n,).
        x: The state X at its value, (n,).
        low: Low end of the range, as it is printed.
        high: High end of it.
        top: How many lines of what would narrow it.

    Cost: two solves of the bounds, with own risks at their value; O(parties + links) besides.
    """
    net = sys.net
    opened = _opened(own)
    weight = z * sys.own
    unnamed = np.zeros(net.n)
    if not sys.raw:
        span = np.nan_to_num(own.unmapped_high[:, 0] - own.unmapped_low[:, 0])
        unnamed = z * sys.options.alpha * sys.scale * net.rest * span
        unnamed[b] += net.rest[b] * span[b]
    by_party: dict[Kind, Floats] = {
        opened.kind: weight * opened.first,
        "unnamed": unnamed,
        "event": weight * opened.event,
        "severity": weight * opened.severity,
    }
    alone = {kind: float(a.sum()) for kind, a in by_party.items()}
    alone["event"] = float((weight * opened.event_alone).sum())
    alone["severity"] = float((weight * opened.severity_alone).sum())
    amounts = {kind: float(a.sum()) for kind, a in by_party.items()}
    amounts["share"] = high - low - sum(amounts.values())
    still = replace(
        own, low=own.s, high=own.s, unmapped_low=own.unmapped, unmapped_high=own.unmapped, p_low=None, p_high=None
    )
    least, most = (float(m[b, 0]) for m in bounds(sys, still))
    alone["share"] = most - least
    by_party["share"] = _shares(sys, b, z, x)
    kinds = list(by_party)
    places, left = largest(np.concatenate([np.where(a > ROUNDING, a, 0.0) for a in by_party.values()]), top)
    return Width(
        total=high - low,
        parts=tuple(WidthPart(kind=k, amount=amounts[k], alone=alone[k], what=TITLES[k]) for k in kinds),
        narrow=tuple(
            _narrower(snapshot, own, sys, kinds[j // net.n], j % net.n, float(by_party[kinds[j // net.n]][j % net.n]))
            for j in places
        ),
        left_out=left,
    )


def _shares(sys: System, b: int, z: Floats, x: Floats) -> Floats:
    """How far the value moves while one buyer's unknown shares lie anywhere, all others as assumed, (n,)."""
    net = sys.net
    at = np.flatnonzero(net.loose)
    out = np.zeros(net.n)
    if len(at):
        most, least = np.full(net.n, -np.inf), np.full(net.n, np.inf)
        np.maximum.at(most, net.buyer[at], x[net.ix[at]])
        np.minimum.at(least, net.buyer[at], x[net.ix[at]])
        held = np.isfinite(most)
        reach = z * sys.options.alpha * sys.scale
        if not sys.raw:
            reach[b] += 1.0
        out[held] = (reach * net.mass)[held] * (most - least)[held]
    return out


def _narrower(snapshot: Snapshot, own: Own, sys: System, kind: Kind, i: int, amount: float) -> Narrower:
    name, net = snapshot.parties[i].name, sys.net
    if kind in ("prior", "own"):
        what = f"an assessment of {name}: {_WHY[STATES[own.state[i, 0]]]}"
    elif kind == "unnamed":
        what = f"who supplies {name}: {numbers.percent(float(net.rest[i]))} is bought from suppliers nobody named"
    elif kind == "event":
        what = f"a check on site of what is reported of {name}: the reports are weak or old"
    elif kind == "severity":
        what = f"how grave it is at {name}: scale, scope or irremediability isn't stated"
    else:
        row = net.row(i)
        loose = int(net.loose[row.start : row.stop].sum())
        what = (
            f"what {name} buys from whom: {numbers.count(loose, 'supplier')} without a share together have "
            f"{numbers.percent(float(net.mass[i]))}"
        )
    return Narrower(kind=kind, party=snapshot.ids[i], name=name, amount=amount, what=what)
