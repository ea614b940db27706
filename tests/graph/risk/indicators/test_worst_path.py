"""worst_path: the strongest product along one route, held against a search of networkx, with the route."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest

from headwater.graph.risk.indicators import WorstPath, get_indicator
from headwater.graph.risk.values.params import PathOptions
from tests import worlds as made


def test_it_is_found_by_its_name_with_its_parameters() -> None:
    found = get_indicator("worst_path")
    assert isinstance(found, WorstPath) and found.params is PathOptions


@pytest.mark.parametrize("seed", range(8))
def test_it_is_the_least_cost_way_to_a_harm(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = 8
    p = rng.random(n).round(3)
    links = {(int(u), int(v)): round(float(rng.uniform(0.1, 0.9)), 3) for u, v in rng.integers(0, n, (20, 2)) if u != v}
    nodes = [f"N{i} {x}" for i, x in enumerate(p)]
    snapshot, own = made.world("\n".join([*nodes, *(f"N{u}->N{v} {q} ?" for (u, v), q in links.items())]))
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from((v, u, -math.log(q)) for (u, v), q in links.items())
    result = WorstPath().score(snapshot, own)
    for v in range(n):
        costs = nx.single_source_dijkstra_path_length(graph, v)
        wanted = max(math.exp(-cost) * p[u] for u, cost in costs.items())
        assert result.values[snapshot.index[f"name:N{v}"], 0] == pytest.approx(wanted, abs=1e-9)


def test_the_route_is_taken_apart_link_by_link() -> None:
    snapshot, own = made.world("A 0\nB .2\nC .9\nD .3\nB->A .9 ?\nC->B .8 ?\nD->A .5 ?")
    told = WorstPath().explain(snapshot, own, "name:A", made.ISSUE)
    assert told.value == pytest.approx(0.9 * 0.8 * 0.9, abs=1e-12)
    assert math.prod(s.confidence for s in told.steps) * 0.9 == pytest.approx(told.value, abs=1e-12)
    near = WorstPath().explain(snapshot, own, "name:A", made.ISSUE, PathOptions(hops=1))
    assert (near.value, len(near.steps)) == (pytest.approx(0.9 * 0.2, abs=1e-12), 1)
