"""One party and issue of upstream_risk, ready to be taken apart: where its value comes from, and with which weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.graph import numbers
from headwater.graph.documents import SourceRow, source_rows
from headwater.graph.risk.explain.grounds import link_rows, own_rows
from headwater.graph.risk.explain.parts import Part
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.upstream_risk import System
from headwater.graph.snapshot import Snapshot

Floats = NDArray[np.float64]
UNMAPPED = "unmapped"


@dataclass(frozen=True, eq=False)
class Case:
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
        """What a party is called."""
        return self.snapshot.parties[i].name

    def part(self, kind: str, parties: Sequence[int], amounts: Floats, what: str, **more: object) -> Part:
        """One line of a list; `amounts` (3,) are evidence, context and unmapped."""
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
        """The rows that say that a supplier delivers to a buyer."""
        return link_rows(self.snapshot, self.net, pair)

    def about(self, i: int) -> tuple[SourceRow, ...]:
        """The rows behind a party's own risk."""
        return own_rows(self.snapshot, self.own, i, self.issue)


def case_of(snapshot: Snapshot, own: Own, sys: System, b: int, z: Floats) -> Case:
    """The case of a party: `own` and `sys` are of the one issue, z is its adjoint."""
    c = np.column_stack([m[:, 0] for m in (sys.evidence, sys.context, sys.unmapped)])
    first = c[b].copy() if sys.raw else np.array([0.0, 0.0, sys.bought[b, 0]])
    value = z @ c + (np.zeros(3) if sys.raw else first)
    return Case(snapshot, own, sys.net, sys, b, c, first, z, value)


def unnamed(case: Case) -> Floats:
    """What each party's unnamed suppliers add, (n,)."""
    amounts = case.z * case.c[:, 2]
    if not case.sys.raw:
        amounts[case.b] += case.first[2]
    return amounts


def nobody(case: Case, i: int, amounts: Floats) -> Part:
    """What a party buys from suppliers nobody named."""
    net = case.net
    share = float(net.rest[i] + net.released[i])
    return case.part(
        UNMAPPED,
        [i],
        amounts,
        f"unmapped: {case.name(i)} buys {numbers.percent(share)} from suppliers nobody named, counted at the prior.",
        share=share,
        refs=source_rows(case.snapshot.parties[i].folded.refs()),
    )


def own_operations(case: Case) -> Part | None:
    """The own risk of the party itself, on a line of its own. Source: method 5."""
    own, b = case.own, case.b
    if case.sys.raw or np.isnan(own.s[b, 0]):
        return None
    amounts = np.array([own.s_evidence[b, 0], own.s_context[b, 0], 0.0])
    held = own.log.get((b, case.issue), ())
    said = "; ".join(line.what for line in held) or "nothing is known of it"
    return case.part("own", [b], amounts, f"{case.name(b)}: {said}.", refs=case.about(b))
