"""Steps up and down the links; a declared tier counts its steps, and cycles end."""

import networkx as nx
import numpy as np
import pytest

from headwater.graph.errors import NotFound
from headwater.graph.ids import name_key
from headwater.graph.records import Relation, RelationKind
from headwater.graph.risk.network.distances import distances, links_at, steps, upstream, with_members
from tests.graph.risk.rows import brand, facility, prov, snap, supplies


def member(name, group):
    return Relation(provenance=prov(), kind=RelationKind.MEMBER_OF, start=name_key(name), end=name_key(group))


WORLD = snap(
    brand("Brand"), *(facility(x) for x in ("Sewer", "Mill", "Farm", "Trader", "Alone")),
    supplies("Sewer", "Brand"), supplies("Mill", "Sewer"), supplies("Farm", "Mill"), supplies("Sewer", "Farm"),
    supplies("Trader", "Brand", tier=3), supplies("Mill", "Trader"),
)  # fmt: skip


def named(found):
    return {WORLD.parties[i].name: d for i, d in found.items()}


def test_upstream_by_the_shortest_way_where_a_declared_tier_counts_its_steps():
    root = WORLD.index["name:Brand"]
    assert named(distances(WORLD, [root])) == {"Brand": 0, "Sewer": 1, "Mill": 2, "Farm": 3, "Trader": 3}
    assert named(distances(WORLD, [root], depth=1)) == {"Brand": 0, "Sewer": 1}
    assert {WORLD.parties[i].name for i in upstream(WORLD, [root], depth=2)} == {"Sewer", "Mill"}


def test_downstream_goes_the_other_way():
    at = WORLD.index["name:Mill"]
    found = named(distances(WORLD, [at], side="buyers"))
    assert found == {"Mill": 0, "Sewer": 1, "Trader": 1, "Brand": 2, "Farm": 2}


def test_links_of_a_party_on_each_side_and_the_steps_of_one():
    at = WORLD.index["name:Brand"]
    held = links_at(WORLD, at, "suppliers")
    assert {WORLD.parties[int(WORLD.supplier[e])].name: steps(WORLD, e) for e in held} == {"Sewer": 1, "Trader": 3}
    assert links_at(WORLD, at, "buyers") == []


def test_groups_bring_their_members_and_members_of_those():
    s = snap(brand("Ash"), brand("Bay"), member("Ash", "Inner"), member("Inner", "Outer"), member("Bay", "Outer"))
    assert {s.parties[i].name for i in with_members(s, ["name:Outer"])} == {"Ash", "Bay", "Inner", "Outer"}
    with pytest.raises(NotFound):
        with_members(s, ["name:Nobody"])


@pytest.mark.parametrize("seed", range(10))
def test_random_graphs_agree_with_networkx(seed):
    rng = np.random.default_rng(seed)
    names = [f"P{i}" for i in range(12)]
    pairs = sorted({(int(a), int(b)) for a, b in rng.integers(0, 12, (25, 2)) if a != b})
    tiers = {p: int(rng.integers(1, 4)) for p in pairs}
    s = snap(*map(facility, names), *(supplies(names[a], names[b], tier=tiers[a, b]) for a, b in pairs))
    graph = nx.DiGraph()
    graph.add_nodes_from(range(12))
    graph.add_weighted_edges_from((b, a, tiers[a, b]) for a, b in pairs)
    found = distances(s, [s.index["name:P0"]])
    want = nx.single_source_dijkstra_path_length(graph, 0)
    assert {int(s.parties[i].name[1:]): d for i, d in found.items()} == want
