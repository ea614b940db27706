"""Node-link JSON read back equals what was written."""

from __future__ import annotations

import json

import networkx as nx

from headwater.visualizations.exports.nodelink import NodeLink
from headwater.visualizations.subgraph import Subgraph
from tests.visualizations.exports.reading import rendered, whole_world


def test_json_reads_back_as_the_same_subgraph(world: Subgraph) -> None:
    assert NodeLink.read(rendered("json", world)) == world


def test_json_opens_in_networkx(world: Subgraph) -> None:
    graph = nx.node_link_graph(json.loads(rendered("json", world)), edges="edges")
    assert isinstance(graph, nx.MultiDiGraph)
    assert set(graph) == set(world.by_id)
    assert sorted((a, b, d["kind"]) for a, b, d in graph.edges(data=True)) == sorted(
        (e.start, e.end, e.kind) for e in world.edges
    )
    assert graph.graph["revision"] == 7


def test_records_and_parents_are_in_it_and_come_back() -> None:
    whole = whole_world()
    content = rendered("json", whole)
    assert NodeLink.read(content) == whole
    graph = nx.node_link_graph(json.loads(content), edges="edges")
    assert len(graph) == len(whole.nodes) + len(whole.records)
    action = graph.nodes["action:act1"]
    assert (action["record"], action["due"], action["party"]) == ("action", "2026-03", whole.actions[0].party)
    assert "verified_effect" not in action
    assert graph.nodes["action:act2"]["verified_effect"] == 0.5
    hangs = {(a, b, d["kind"]) for a, b, d in graph.edges(data=True) if b.startswith("finding:")}
    assert {(f.party, f.id, "HAS_FINDING") for f in whole.findings} <= hangs
    assert ("action:act1", f"finding:{whole.actions[0].finding}", "ANSWERS") in hangs
    assert graph.nodes["name:top"]["name"] == "Top of it"


def test_it_is_what_json_would_write_with_sorted_keys(world: Subgraph) -> None:
    for sub in (world, whole_world()):
        content = rendered("json", sub)
        again = json.dumps(json.loads(content), sort_keys=True, ensure_ascii=False, indent=1) + "\n"
        assert content == again.encode("utf-8", "backslashreplace")


def test_a_subgraph_of_one_node_is_a_document_too(world: Subgraph) -> None:
    alone = world.model_copy(update={"nodes": world.nodes[:1], "edges": ()})
    assert json.loads(rendered("json", alone))["edges"] == []
