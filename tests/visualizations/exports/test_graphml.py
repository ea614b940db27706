"""GraphML read back by networkx and by its schema."""

from __future__ import annotations

import json

from defusedxml import ElementTree

from headwater.visualizations.exports.graphml import token
from headwater.visualizations.subgraph import Subgraph
from tests.visualizations.exports.reading import graphml, rendered, whole_world, xml_text
from tests.visualizations.world import PACK


def test_graphml_opens_in_networkx_with_every_value(world: Subgraph) -> None:
    graph = graphml(world)
    by_id = {d["id"]: d for _, d in graph.nodes(data=True)}
    assert set(by_id) == set(world.by_id)
    for n in world.nodes:
        got = by_id[n.id]
        assert got["name"] == xml_text(n.name)
        assert got["label"] == got["name"]
        assert got.get("country") == n.country
        assert got.get("severity") == n.severity
        assert got.get("workers") == n.workers
        assert got["root"] is n.root
        assert got["state"] == n.state.value
        assert json.loads(got.get("findings", "{}")) == n.findings
        assert json.loads(got["refs"]) == [r.words() for r in n.refs]
        assert got.get("fact.address") == n.facts.get("address")
    edges = sorted((d["kind"], a, b, d.get("share"), d.get("product")) for a, b, d in graph.edges(data=True))
    assert edges == sorted((e.kind, token(e.start), token(e.end), e.share, e.product) for e in world.edges)
    about = json.loads(graph.graph["about"])
    assert about["pack"] == PACK.version
    assert about["method"] == "0.1"
    assert {s["key"] for s in about["sources"]} == {"made-list", "audits", "goods"}


def test_graphml_leaves_what_is_unknown_absent_and_says_so(world: Subgraph) -> None:
    root = ElementTree.fromstring(rendered("graphml", world))
    ns = {"g": "http://graphml.graphdrawing.org/xmlns"}
    desc = root.findtext("g:desc", namespaces=ns)
    for said in (
        "Lists and mappings are JSON text",
        "has no data element",
        "2 control characters",
        "FICTIONAL",
        "CC-BY-SA",
    ):
        assert said in desc
    keys = {k.get("id"): (k.get("for"), k.get("attr.name"), k.get("attr.type")) for k in root.findall("g:key", ns)}
    types = {(scope, name): kind for scope, name, kind in keys.values()}
    assert types["node", "workers"] == "long"
    assert types["edge", "share"] == "double"
    assert types["node", "root"] == "boolean"
    assert "".join(t.text or "" for t in root.iter("{http://graphml.graphdrawing.org/xmlns}data")).count("None") == 0
    assert all(
        d.text for d in root.iter("{http://graphml.graphdrawing.org/xmlns}data") if keys[d.get("key")][1] != "warnings"
    )


def test_graphml_has_the_shape_its_schema_asks_for(world: Subgraph) -> None:
    """Order desc, key*, graph; ids are name tokens and unique; edges join declared nodes."""
    root = ElementTree.fromstring(rendered("graphml", world))
    tags = [c.tag.rpartition("}")[2] for c in root]
    assert tags == ["desc", *["key"] * tags.count("key"), "graph"]
    graph = root[-1]
    inner = [c.tag.rpartition("}")[2] for c in graph]
    assert inner == sorted(inner, key=("data", "node", "edge").index)
    ids = [n.get("id") for n in graph if n.tag.endswith("}node")]
    assert len(set(ids)) == len(ids) == len(world.nodes)
    assert all(
        i and not set(i) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:") for i in ids
    )
    assert {e.get(end) for e in graph if e.tag.endswith("}edge") for end in ("source", "target")} <= set(ids)


def test_different_ids_give_different_tokens() -> None:
    hard = ["name:a b", "name:a_b", "name:a_x0020_b", "name:a_x005F_x0020_b", "name:é", "name:e"]
    assert len({token(h) for h in hard}) == len(hard)


def test_records_are_nodes_with_typed_columns_of_their_own_and_hang_on_their_party() -> None:
    whole = whole_world()
    graph = graphml(whole)
    by_id = {d["id"]: d for _, d in graph.nodes(data=True)}
    assert len(by_id) == len(whole.nodes) + len(whole.records)
    for f in whole.findings:
        got = by_id[f.id]
        assert (got["kind"], got["finding.kind"], got["finding.point"]) == ("finding", f.kind.value, f.point)
        assert got.get("finding.scale") == f.scale
        assert got.get("finding.text") == f.text
        assert json.loads(got["refs"]) == [r.words() for r in f.refs]
        assert "severity" not in got and "finding.record" not in got
    action = by_id["action:act1"]
    assert action["action.what"] == "=Open the doors"
    assert (action["action.status"], action["label"]) == ("under way", f"action, under way: {whole.actions[0].issue}")
    assert by_id["action:act2"]["action.verified_effect"] == 0.5
    ends = {(a, b, d["kind"]) for a, b, d in graph.edges(data=True)}
    finding = f"finding:{whole.actions[0].finding}"
    assert (token("action:act1"), token(finding), "ANSWERS") in ends
    assert (token(whole.actions[0].party), token(finding), "HAS_FINDING") in ends
    assert ("name:t1-0", "name:weir", "MEMBER_OF") in ends
    root = ElementTree.fromstring(rendered("graphml", whole))
    keys = {k.get("attr.name"): k.get("attr.type") for k in root.findall("{http://graphml.graphdrawing.org/xmlns}key")}
    assert keys["finding.scale"] == "long" and keys["action.verified_effect"] == "double"
    assert keys["finding.text"] == "string" if "finding.text" in keys else True
    assert keys["assessment.outcome"] == "string"
