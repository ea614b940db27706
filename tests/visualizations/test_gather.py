"""The walk around the roots, on worlds small enough to see."""

from __future__ import annotations

from random import Random

import networkx as nx
import pytest

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.records import Party, Provenance, Record, Relation
from headwater.graph.risk.own_risk.own import State
from headwater.visualizations.subgraph import Subgraph
from tests.visualizations.world import HOSTILE, subgraph


def prov(row: int = 1) -> Provenance:
    return Provenance(source="s", file="s.csv", sha256="0" * 64, row=row, dated="2025-01-01")


def link(text: str, row: int = 1, **props: object) -> Relation:
    start, end = text.split(">")
    return Relation.model_validate(
        {"provenance": prov(row), "kind": "SUPPLIES", "start": f"name:{start}", "end": f"name:{end}", **props}
    )


def party(name: str, kind: str = "facility", row: int = 1, **props: object) -> Party:
    return Party.model_validate({"provenance": prov(row), "kind": kind, "key": f"name:{name}", "name": name, **props})


def tiers(sub: Subgraph) -> dict[str, int | None]:
    return {n.name: n.tier for n in sub.nodes}


def around(records: list[Record], *roots: str, **kw: object) -> Subgraph:
    return subgraph(records, roots=tuple(f"name:{r}" for r in roots), **kw)


#   D ──▶ C ──▶ B ──▶ A      and a shortcut D ──▶ A
CHAIN: list[Record] = [link("B>A"), link("C>B"), link("D>C"), link("E>D"), link("A>Z")]


def test_tiers_are_shortest_supply_distances_and_buyers_of_a_company_stay_out() -> None:
    assert tiers(around(CHAIN, "A")) == {"A": 0, "B": 1, "C": 2, "D": 3, "E": 4}
    assert tiers(around([*CHAIN, link("D>A")], "A")) == {"A": 0, "B": 1, "D": 1, "C": 2, "E": 2}


def test_a_link_of_declared_tier_counts_that_many_steps() -> None:
    assert tiers(around([link("B>A", tier=3), link("C>B")], "A")) == {"A": 0, "B": 3, "C": 4}


def test_depth_stops_the_walk_and_the_node_still_says_who_it_names() -> None:
    sub = around(CHAIN, "A", depth=2)
    assert tiers(sub) == {"A": 0, "B": 1, "C": 2}
    assert sub.by_id["name:C"].suppliers_named == 1


def test_around_a_facility_its_buyers_come_along_one_step() -> None:
    sub = around([*CHAIN, party("C"), link("C>X")], "C")
    assert tiers(sub) == {"B": -1, "X": -1, "C": 0, "D": 1, "E": 2}
    assert {(e.start, e.end) for e in sub.edges} == {
        ("name:C", "name:B"), ("name:C", "name:X"), ("name:D", "name:C"), ("name:E", "name:D"),
    }  # fmt: skip


def test_a_group_stands_for_its_members_and_several_roots_share_the_picture() -> None:
    member = Relation.model_validate({"provenance": prov(), "kind": "MEMBER_OF", "start": "name:A", "end": "name:G"})
    sub = around([*CHAIN, member, party("G", "group")], "G")
    assert tiers(sub) == {"A": 0, "G": 0, "B": 1, "C": 2, "D": 3, "E": 4}
    assert sub.meta.roots == ("name:G", "name:A")
    assert sub.meta.title == "G"
    both = around([link("B>A"), link("B>H"), link("C>H")], "A", "H")
    assert tiers(both) == {"A": 0, "H": 0, "B": 1, "C": 1}
    assert both.meta.title == "A and H"


def test_a_cycle_ends() -> None:
    assert tiers(around([link("B>A"), link("A>B")], "A")) == {"A": 0, "B": 1}


def test_natural_persons_are_left_out_unless_asked_for() -> None:
    records: list[Record] = [link("P>A"), link("Q>P"), party("P", "person")]
    assert tiers(around(records, "A")) == {"A": 0}
    assert tiers(around(records, "A", persons=True)) == {"A": 0, "P": 1, "Q": 2}
    with pytest.raises(NotFound):
        around(records, "P")


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(NotFound, match="Nobody"):
        around(CHAIN, "Nobody")
    with pytest.raises(UsageError, match="depth is 0"):
        around(CHAIN, "A", depth=0)
    with pytest.raises(UsageError, match="no issue named 'weather'"):
        around(CHAIN, "A", issue="weather")


def test_tiers_agree_with_networkx_on_random_graphs() -> None:
    for seed in range(20):
        random = Random(seed)
        pairs = {(random.randrange(12), random.randrange(12)) for _ in range(25)}
        weights = {p: random.choice((1, 1, 2, 3)) for p in sorted(pairs) if p[0] != p[1]}
        graph = nx.DiGraph()
        graph.add_weighted_edges_from((b, a, w) for (a, b), w in weights.items())
        if 0 not in graph:
            continue
        records: list[Record] = [link(f"{a}>{b}", tier=w) for (a, b), w in weights.items()]
        expected = nx.single_source_dijkstra_path_length(graph, 0)
        assert tiers(around(records, "0")) == {str(k): int(v) for k, v in expected.items()}, seed


def test_states_and_severities_of_the_made_up_world(world: Subgraph) -> None:
    by = {n.name: n for n in world.nodes}
    worst = by["Sandbar Garments Ltd Unit 1"]
    assert (worst.state, worst.severity, worst.issue) == (State.EVIDENCE, 5, "forced_labour")
    assert worst.findings == {"allegation": 1, "audit finding": 1}
    assert by[HOSTILE[0]].severity == 4
    assert by["縫製工場株式会社"].severity_assumed
    looked = [n for n in world.nodes if n.state is State.LOOKED]
    assert len(looked) == 9
    assert all(n.looked and n.severity is None and not n.findings for n in looked)
    assert all(n.severity is None for n in world.nodes if n.state is not State.EVIDENCE)
    assert sum(n.state is State.UNKNOWN for n in world.nodes) == 37 + 1
    assert any("listed for garments" in c for n in world.nodes for c in n.context)


def test_one_issue_shows_that_issue_only() -> None:
    sub = subgraph(issue="working_time")
    assert {i for n in sub.nodes for i in n.issues} == {"working_time"}
    assert max(n.severity or 0 for n in sub.nodes) == 3
    assert sub.meta.issues == {"working_time": "Working time"}


def test_every_node_and_edge_leads_to_source_rows_and_their_sources_are_named(world: Subgraph) -> None:
    assert all(n.refs for n in world.nodes)
    assert all(e.refs for e in world.edges)
    named = {s.key for s in world.sources}
    assert {r.source for x in (*world.nodes, *world.edges) for r in x.refs} <= named
    assert "goods" in named
