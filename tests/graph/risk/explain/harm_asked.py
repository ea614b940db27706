"""linked_harm of a small world: taken apart, scored, and without one party."""

from __future__ import annotations

from dataclasses import replace

from headwater.graph.risk.explain.harm import HarmExplanation
from headwater.graph.risk.indicators.linked_harm import LinkedHarm
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import LinkedOptions
from headwater.graph.snapshot import Snapshot
from tests import worlds as made


def asked(snapshot: Snapshot, own: Own, top: int = 100, **params: object) -> HarmExplanation:
    return LinkedHarm().explain(snapshot, own, "name:A", made.ISSUE, LinkedOptions.model_validate(params), top)


def scored(snapshot: Snapshot, own: Own, **params: object) -> float:
    got = LinkedHarm().score(snapshot, own, LinkedOptions.model_validate(params), viewed=["name:A"])
    return float(got.values[snapshot.index["name:A"], 0])


def without(own: Own, i: int) -> Own:
    p = own.p.copy()
    p[i, 0] = 0.0
    return replace(own, p=p)
