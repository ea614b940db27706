"""How findings, assessments and actions hang on their companies and facilities, as a graph."""

from __future__ import annotations

import networkx as nx

from headwater.visualizations.exports.links import ANSWERS, HAS, edges
from tests.visualizations.exports.reading import whole_world


def test_each_record_hangs_on_its_party_once_and_an_action_on_the_finding_it_answers() -> None:
    whole = whole_world()
    graph = nx.MultiDiGraph()
    for e in edges(whole):
        graph.add_edge(e.start, e.end, key=e.kind)
    for r in whole.records:
        assert list(graph.in_edges(r.id, keys=True))[:1] == [(r.party, r.id, HAS[r.record])]
    answers = [(a, b) for a, b, k in graph.edges(keys=True) if k == ANSWERS]
    assert answers == [("action:act1", f"finding:{whole.actions[0].finding}")]
    assert {x.id for x in whole.records} <= nx.descendants(graph.to_undirected(), "name:halden")


def test_the_relations_stand_first_as_they_are() -> None:
    whole = whole_world()
    got = list(edges(whole))
    assert tuple(got[: len(whole.edges)]) == whole.edges
    assert len(got) == len(whole.edges) + len(whole.records) + 1


def test_an_answer_to_a_finding_that_is_not_there_points_nowhere() -> None:
    whole = whole_world().model_copy(update={"findings": ()})
    got = list(edges(whole))
    assert all(e.kind != ANSWERS for e in got)
    known = set(whole.by_id) | {r.id for r in whole.records}
    assert {x for e in got for x in (e.start, e.end)} <= known
