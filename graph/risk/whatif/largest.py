"""Largest change in the indicator: whose findings, remedied, would move upstream_risk of a buyer most.

upstream_risk is additive, so the change of remedying a facility is z · (s' - s), z the buyer's adjoint,
and the k largest of one issue are the exact optimum of k. With costs and a budget it is a knapsack,
solved by scipy's HiGHS. It describes an indicator and orders no work: the register does that (method 6).
linked_harm has no such list: remedies of it don't add up (`docs/method.md` U4 and (b)).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from headwater.graph.documents import Answer, Document
from headwater.graph.errors import UsageError
from headwater.graph.risk.header import header_of
from headwater.graph.risk.network.groups import alone
from headwater.graph.risk.network.named import index_of
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import STATES, Own, State
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.whatif.edits import columns_of
from headwater.graph.risk.whatif.remedies import Relief, rework
from headwater.graph.risk.whatif.update import Base, base
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

NOT_PRIORITY = "This describes an indicator and orders no work; what comes first is said by: headwater priorities"
NOT_HARM = (
    "Changes of upstream_risk add up; those of linked_harm don't: remedying one of two certain harms can change it "
    "by nothing, and both by much."
)


class Gain(Document):
    """What remedying every finding of one facility and issue takes off the buyer's upstream_risk.

    `weight` is how much of the facility's own risk reaches the buyer. `cost` None: not given.
    """

    party: str
    name: str
    country: str | None
    issue: str
    issue_title: str
    change: float
    weight: float
    own_before: float
    own_after: float
    cost: float | None


class Chosen(Document):
    """The set of the largest change within a budget. `bound`: no set within it can change more."""

    budget: float
    parties: tuple[str, ...]
    cost: float
    change: float
    bound: float
    exact: bool
    without_cost: int
    """Facilities with a finding whose cost isn't given; they can't be chosen."""


class Largest(Answer):
    """The largest changes, by issue, each list the exact optimum for its length; nothing is saved."""

    party: str
    name: str
    alpha: float
    rows: tuple[Gain, ...]
    more: int
    together: dict[str, float]
    """By issue, the change of remedying all its rows."""
    chosen: Chosen | None
    notes: tuple[str, ...]


def largest(
    snapshot: Snapshot,
    own: Own,
    pack: Pack,
    buyer: str,
    *,
    issue: str | None = None,
    top: int = 10,
    costs: Mapping[str, float] | None = None,
    budget: float | None = None,
    options: UpstreamOptions | None = None,
) -> Largest:
    """Find the remedies that would move upstream_risk of a buyer most.

    Args:
        snapshot: The graph.
        own: Own risks.
        pack: The vocabulary: what a remedy leaves.
        buyer: Id or source key.
        issue: One issue; None: each of them, a list each. A budget needs one.
        top: Rows of each issue.
        costs: By party, in the user's unit, 0 or more.
        budget: What the chosen set may cost together.
        options: Parameters of upstream_risk; a limit of hops isn't taken.

    Raises:
        NotFound: A party isn't in the graph.
        UsageError: An unknown issue, a cost that is no cost, a budget without costs or issue, or a group that buys
            nothing itself.
    """
    asked = {own.issues[k] for k in columns_of(own, issue)}
    if budget is not None and (costs is None or issue is None or not budget >= 0.0):
        raise UsageError("a budget is 0 or more, and needs --costs and one --issue: changes aren't added over issues")
    up = options or UpstreamOptions()
    if up.hops is not None:
        raise UsageError("the largest change is found over all steps: leave hops out")
    b = alone(snapshot, index_of(snapshot, buyer))
    price = _prices(snapshot, costs or {})
    rows = _gains(snapshot, own, pack, base(network(snapshot), own, up), b, price)
    rows = {name: mine for name, mine in rows.items() if name in asked}
    shown = {name: mine[:top] for name, mine in rows.items() if mine}
    return Largest(
        header=header_of(snapshot, own),
        party=snapshot.ids[b],
        name=snapshot.parties[b].name,
        alpha=up.alpha,
        rows=tuple(r for mine in shown.values() for r in mine),
        more=sum(len(mine) - len(shown[name]) for name, mine in rows.items() if mine),
        together={name: math.fsum(r.change for r in mine) for name, mine in shown.items()},
        chosen=None if budget is None or issue is None else choose(rows[issue], budget),
        notes=(f'{NOT_PRIORITY} "{snapshot.parties[b].name}".', NOT_HARM),
    )


def _prices(snapshot: Snapshot, costs: Mapping[str, float]) -> dict[int, float]:
    """Costs by the index of a party."""
    price = {index_of(snapshot, name): cost for name, cost in costs.items()}
    for at, cost in price.items():
        if not (math.isfinite(cost) and cost >= 0.0):
            raise UsageError(f"cost {cost!r} of {snapshot.parties[at].name}: write a number of 0 or more")
    return price


def _gains(
    snapshot: Snapshot, own: Own, pack: Pack, start: Base, b: int, price: Mapping[int, float]
) -> dict[str, list[Gain]]:
    """Every remedy that moves a buyer's value, the largest change first, then by id; by issue."""
    weight = start.adjoint(b) * start.sys.own
    known = (own.given & (own.s > 0)) | (own.state == STATES.index(State.EVIDENCE))
    parties = np.flatnonzero((weight > 0) & known.any(axis=1))
    gone = rework(snapshot, own, pack, [Relief(parties=frozenset(parties.tolist()))])
    rows: dict[str, list[Gain]] = {name: [] for name in own.issues}
    for i, k, s in zip(gone.party.tolist(), gone.column.tolist(), gone.values["s"].tolist(), strict=True):
        change = float(weight[i] * (own.s[i, k] - s))
        if change > 0.0:
            p = snapshot.parties[i]
            rows[own.issues[k]].append(
                Gain(
                    party=p.id,
                    name=p.name,
                    country=p.country,
                    issue=own.issues[k],
                    issue_title=pack.issue_title(own.issues[k]),
                    change=change,
                    weight=float(weight[i]),
                    own_before=float(own.s[i, k]),
                    own_after=s,
                    cost=price.get(i),
                )
            )
    for mine in rows.values():
        mine.sort(key=lambda r: (-r.change, r.party))
    return rows


def choose(gains: Sequence[Gain], budget: float) -> Chosen:
    """The set of the largest change within a budget, a 0/1 knapsack by scipy's HiGHS branch and bound."""
    priced = [(r, r.cost) for r in gains if r.cost is not None and r.cost <= budget]
    picked: list[int] = []
    bound, exact = 0.0, True
    if priced:
        change, cost = np.array([r.change for r, _ in priced]), np.array([c for _, c in priced])
        unit, scale = float(change.max()), max(budget, 1e-300)
        got = milp(
            -change / unit,
            constraints=LinearConstraint(cost[None, :] / scale, ub=min(budget / scale, 1.0)),
            bounds=Bounds(0, 1),
            integrality=np.ones(len(priced), np.int64),
            options={"mip_rel_gap": 0.0, "node_limit": 100_000},
        )
        x = np.zeros(len(priced)) if got.x is None else got.x
        picked = [i for i in np.argsort(-change / np.maximum(cost, 1e-300), kind="stable").tolist() if x[i] > 0.5]
        while math.fsum(cost[picked]) > budget * (1 + 1e-12):  # the solver's tolerance let one too many in
            picked.pop()
            exact = False
        exact = exact and got.status == 0
        total = math.fsum(change[picked])
        worst = math.fsum(change) if got.mip_dual_bound is None else -float(got.mip_dual_bound) * unit
        bound = total if exact else max(total, worst)
    chosen = sorted((priced[i][0] for i in picked), key=lambda r: (-r.change, r.party))
    return Chosen(
        budget=budget,
        parties=tuple(r.party for r in chosen),
        cost=math.fsum(r.cost or 0.0 for r in chosen),
        change=math.fsum(r.change for r in chosen),
        bound=bound,
        exact=exact,
        without_cost=sum(1 for r in gains if r.cost is None),
    )
