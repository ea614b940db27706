"""Who can reach one party: against networkx."""

from __future__ import annotations

import dataclasses

import networkx as nx
import numpy as np
import pytest

from headwater.graph.risk.explain.asked import Asked
from headwater.graph.risk.explain.reach import Reach
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import LinkedOptions
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.brute import draw


def reach(snapshot: Snapshot, own: Own, **params: object) -> Reach:
    asked = Asked.of(snapshot, own, "name:A", None, 5, None)
    return Reach.of(asked, network(snapshot), LinkedOptions.model_validate(params), 0)


@pytest.mark.parametrize("seed", range(10))
def test_it_holds_everybody_upstream_over_links_that_may_carry_however_few_hops_are_asked_for(seed: int) -> None:
    case = draw(seed)
    got = reach(*made.drawn(case), hops=1)
    buys = nx.DiGraph((v, u) for u, v, q, _ in case.edges if q > 0)
    buys.add_node(0)
    far = nx.single_source_shortest_path_length(buys, 0)
    assert dict(zip(got.whole.rows.tolist(), got.whole.distance.tolist(), strict=True)) == far
    assert got.whole.rows[0] == 0


def test_a_weak_share_carries_less_and_an_unknown_chance_of_harm_counts_as_none() -> None:
    snapshot, own = made.world("A 0\nB .5\nC .5\nB->A .8 .05\nC->A .8 .5")
    p = own.p.copy()
    p[snapshot.index["name:B"]] = np.nan
    got = reach(snapshot, dataclasses.replace(own, p=p), materiality=0.2)
    assert got.t == pytest.approx([0.8 * 0.05 / 0.2, 0.8])
    assert got.p[:, 0].tolist() == [0.0, 0.0, 0.5]
    assert reach(snapshot, own).t == pytest.approx([0.8, 0.8])
