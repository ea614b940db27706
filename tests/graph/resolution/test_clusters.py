from __future__ import annotations

import itertools

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as some

from headwater.graph.ids import key_rank
from headwater.graph.resolution.clusters import Clusters

KEYS = ["oshub:A", "oshub:B", "lei:A", "brand:a", "name:a", "row:x:1", "row:x:2"]
PAIR = some.tuples(some.sampled_from(KEYS), some.sampled_from(KEYS)).filter(lambda p: p[0] != p[1])


def named(*keys: str) -> Clusters:
    held = Clusters()
    for key in keys:
        held.add(key, "facility", 0)
    return held


@given(joins=some.lists(PAIR), apart=some.lists(PAIR, max_size=3), seen=some.sets(some.sampled_from(KEYS)))
@settings(max_examples=200, deadline=None)
def test_clusters_are_the_components_of_what_was_joined(
    joins: list[tuple[str, str]], apart: list[tuple[str, str]], seen: set[str]
) -> None:
    held, graph = named(*sorted(seen)), nx.Graph()
    graph.add_nodes_from(KEYS)
    for a, b in apart:
        held.part(a, b)
    for a, b in joins:
        both = nx.node_connected_component(graph, a) | nx.node_connected_component(graph, b)
        allowed = nx.has_path(graph, a, b) or not any(x in both and y in both for x, y in apart)
        assert held.join(a, b, f"{a} {b}", unless=0) == allowed
        if allowed:
            graph.add_edge(a, b)
    for a, b in itertools.combinations(KEYS, 2):
        assert (held.find(a) == held.find(b)) == nx.has_path(graph, a, b)
    want = {}
    for part in nx.connected_components(graph):
        if part & seen:
            canon = min(part & seen, key=key_rank)
            want |= dict.fromkeys(part - {canon}, canon)
    joined = held.joined()
    assert {k: j.canon for k, j in joined.items()} == want
    for key, j in joined.items():
        assert j.reason in (f"{key} {j.via}", f"{j.via} {key}")
        assert j.via == j.canon or joined[j.via].canon == j.canon


def test_the_key_that_more_people_may_see_names_the_cluster() -> None:
    held = Clusters()
    held.add("oshub:A", "facility", 3)
    held.add("row:x:1", "facility", 0)
    held.join("oshub:A", "row:x:1", "same", unless=0)
    assert held.joined() == {"oshub:A": ("row:x:1", "row:x:1", "same")}
    held.add("oshub:A", "facility", 0)
    assert held.joined() == {"row:x:1": ("oshub:A", "oshub:A", "same")}


def test_keys_without_any_statement_are_nobody() -> None:
    held = Clusters()
    assert held.join("row:x:1", "row:x:2", "said so", unless=0) and held.joined() == {}


def test_a_stub_is_of_the_kind_that_another_statement_says() -> None:
    held = Clusters()
    for kind in ("stub", "facility", "organisation", "stub"):
        held.add("name:a", kind, 0)
    assert held.kind == {"name:a": "facility"}


def test_strong_ids_that_differ_keep_two_apart_and_are_said_in_words() -> None:
    held = named("row:x:1", "row:x:2", "name:a")
    for place, words in ((2, "their registry numbers differ"), (1, "their LEIs differ"), (0, "their OS IDs differ")):
        held.say("row:x:1", place, "1")
        held.say("row:x:2", place, "2")
        assert held.differ(["name:a", "row:x:1", "row:x:2"]) == words
    assert not held.join("row:x:1", "row:x:2", "name", unless=1)
    assert held.join("row:x:1", "name:a", "name", unless=3)
    assert not held.join("name:a", "row:x:2", "name", unless=3), "a cluster has the ids of its keys"
    held.say("row:x:2", 0, "1")
    assert held.join("row:x:1", "row:x:2", "OS ID", unless=1), "one in common is enough"


def test_a_decision_keeps_whole_clusters_apart() -> None:
    held = named(*KEYS)
    held.part("oshub:A", "oshub:B")
    held.join("row:x:1", "oshub:A", "a", unless=0)
    held.join("row:x:2", "oshub:B", "b", unless=0)
    assert held.apart("row:x:1", "row:x:2") and not held.apart("row:x:1", "lei:A")
    assert held.differ(["lei:A", "row:x:1", "row:x:2"]) == "a decision keeps two of them apart"
    assert held.differ(["lei:A", "row:x:1", "oshub:A"]) is None
