"""The indicators before and after: the worked cases of remedied harm, and what stays unknown."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headwater.graph.risk.indicators import INDICATORS
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import LinkedOptions, Params, UpstreamOptions
from headwater.graph.risk.whatif.changes import Change, State, Updated, compare, update_upstream
from headwater.graph.risk.whatif.draft import Draft
from headwater.graph.risk.whatif.plan import Plan
from headwater.graph.risk.whatif.remedies import FIELDS, Reworked
from headwater.graph.risk.whatif.update import base
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.graph.risk.rows import PACK

# case, who is remedied: linked_harm over all steps, the raw sum and the strongest route of A, after and before
REMEDIED = {
    ("g1", "C"): ((2 / 25, 17 / 400, 0.08), (28 / 125, 323 / 2500, 0.16)),
    ("g2", "D"): ((1492247 / 6250000, 22853 / 200000, 0.112), (112726657 / 312500000, 31523 / 200000, 0.162)),
    ("g4", "C"): ((9 / 100, 102 / 1711, 0.09), (2601 / 10000, 4641 / 34220, 0.189)),
    ("g5", "D"): ((6133 / 50000, 24463 / 382660, 0.06), (458281 / 1250000, 3770107 / 19133000, 0.192)),
    ("g6", "B"): ((1.0, 119 / 400, 1.0), (1.0, 51 / 100, 1.0)),
}


def remedied(snapshot: Snapshot, own: Own, who: str, hops: int | None) -> tuple[Updated, tuple[Change, ...]]:
    """The indicators of A before and after everything at one party is remedied."""
    net, b, at = network(snapshot), snapshot.index["name:A"], snapshot.index[f"name:{who}"]
    gone = Reworked(np.array([at]), np.array([0]), {f: np.zeros(1) for f in FIELDS})
    start = base(net, own, UpstreamOptions(unmapped="none"))
    first, second = State(snapshot, net, own), State(snapshot, net, gone.on(own))
    params: dict[str, Params] = {x.name: x.params() for x in INDICATORS}
    params["linked_harm"] = LinkedOptions(hops=None)
    updated = update_upstream(first, second, start, Plan(Draft.of(net, 1)), gone, b, hops)
    return updated, compare(first, second, updated, params, PACK, b, [0])


@pytest.mark.parametrize("hops", [None, 50])
@pytest.mark.parametrize(("case", "who"), REMEDIED)
def test_the_worked_cases_remedied(case: str, who: str, hops: int | None) -> None:
    updated, changes = remedied(*made.world(made.WORLDS[case]), who, hops)
    got = {c.indicator: (c.after, c.before) for c in changes}
    (harm, burden, route), (harm_before, burden_before, route_before) = REMEDIED[case, who]
    assert got["linked_harm"] == pytest.approx((harm, harm_before), abs=1e-12)
    assert got["worst_path"] == pytest.approx((route, route_before), abs=1e-12)
    assert got["upstream_risk"] == pytest.approx((burden, burden_before), abs=1e-3 if hops else 1e-12)
    assert updated.error <= 1e-10
    assert updated.how.startswith("worked out again over 50 steps" if hops else "updated by what changes alone")


def test_what_is_not_known_before_is_not_known_after() -> None:
    snapshot, own = made.world(made.G1)
    nan = np.full_like(own.unmapped, np.nan)
    dark = dataclasses.replace(own, unmapped=nan, unmapped_low=nan, unmapped_high=nan, given=np.zeros_like(own.given))
    net, b = network(snapshot), snapshot.index["name:A"]
    nothing = Reworked(np.empty(0, np.int64), np.empty(0, np.int64), {f: np.empty(0) for f in FIELDS})
    state = State(snapshot, net, dark)
    updated = update_upstream(
        state, state, base(net, dark, UpstreamOptions()), Plan(Draft.of(net, 1)), nothing, b, None
    )
    params: dict[str, Params] = {x.name: x.params() for x in INDICATORS}
    resting = {x.name for x in INDICATORS if "unmapped" in x.params.model_fields}
    found = [c for c in compare(state, state, updated, params, PACK, b, [0]) if c.indicator in resting]
    assert len(found) == len(resting) >= 3
    for change in found:
        assert (change.before, change.after, change.unknown_to_pack) == (None, None, "unknown"), change.indicator
