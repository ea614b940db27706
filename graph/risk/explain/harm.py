"""linked_harm taken apart: how far one looks, and what it would lose without one party.

It isn't additive: of two certain harms neither changes it alone, both together do. So nothing here sums to the
value. What one party adds is the value less the value with its chance of harm set to 0: exactly where the value is
exact, else by the same sampled worlds (`graph.engines.sole`), with Wilson's interval. Source: method 1 and U4.
"""

from __future__ import annotations

from headwater.graph.errors import UsageError
from headwater.graph.risk.explain.adding import Adding, Found, adding, find
from headwater.graph.risk.explain.asked import BEYOND_PACK, Asked, Explained, side_by_side
from headwater.graph.risk.explain.distances import Distance, by_distance
from headwater.graph.risk.explain.reach import Reach
from headwater.graph.risk.network.distances import upstream
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import known_at
from headwater.graph.risk.own_risk.states import StateCounts, count, open_events
from headwater.graph.risk.values import linked_harm as linked
from headwater.graph.risk.values.params import LinkedOptions
from headwater.graph.risk.values.result import Method


class HarmExplanation(Explained):
    """linked_harm of one party and issue, taken apart. None of its lists adds up."""

    indicator: str = "linked_harm"
    params: LinkedOptions
    n: int | None
    """Sampled worlds; None: none were."""
    own_p: float
    """Chance of harm at the party itself, which counts too."""
    known: StateCounts | None
    """What is known of each who supplies it, directly or not; None: no pack to read findings by."""
    by_distance: tuple[Distance, ...]
    adding: tuple[Adding, ...]
    """Largest first; of equals the one with the strongest route."""
    left_out: int
    """How many more could add something."""
    untried: int
    """How many of them weren't tried."""
    why_none: str | None
    """Why `adding` is empty; None: it isn't."""


def explain(asked: Asked, options: LinkedOptions) -> HarmExplanation:
    """Take linked_harm of one party apart."""
    snapshot, own, b = asked.snapshot, asked.own, asked.b
    net = network(snapshot)
    result = linked.score(net, snapshot, own, options, [b])
    method = result.method_of(b)
    by_issue = side_by_side(own.issues, result.values[b], asked.title)
    if method is Method.NOT_COMPUTED:
        raise UsageError(
            f"{asked.name}: linked_harm is not computed: over 20 uncertain links; leave `--param method=exact` out"
        )
    k = asked.choose(by_issue, "linked_harm", BEYOND_PACK)
    reach = Reach.of(asked, net, options, k)
    found = find(reach, method)
    return HarmExplanation(
        **asked.solved(result, k, by_issue),
        params=options,
        low=known_at(result.low, b, k),
        high=known_at(result.high, b, k),
        interval=result.interval_of(b),
        n=result.sampled(b),
        own_p=float(reach.p[b, k]),
        known=_known(asked, own.issues[k]),
        by_distance=by_distance(reach),
        adding=() if found is None else adding(reach, found),
        left_out=0 if found is None else max(len(found.rows) + found.untried - asked.top, 0),
        untried=0 if found is None else found.untried,
        why_none=None if found is not None and len(found.rows) else _why_none(found),
    )


def _known(asked: Asked, issue: str) -> StateCounts | None:
    if asked.pack is None:
        return None
    events = open_events(asked.snapshot, asked.pack, asked.own.today, issue=issue)
    return count(upstream(asked.snapshot, [asked.b]), asked.own, events, issue=issue)


def _why_none(found: Found | None) -> str:
    if found is None:
        return (
            "What each adds isn't worked out: the value is a bound, and differences of bounds say nothing; leave "
            "`--param method=bound` out."
        )
    return "Nobody within reach has a chance of harm that is known. That is not a clean record."
