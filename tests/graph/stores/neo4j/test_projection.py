"""Drawing the picture into a database: only what differs, with a stamp that says what is shown."""

from __future__ import annotations

import pytest

from headwater.graph.stores.neo4j.picture import Picture
from headwater.graph.stores.neo4j.projection import Projection
from headwater.graph.stores.neo4j.store import Neo4jStore
from tests.graph.making import AT, DAY, load, source_line
from tests.graph.stores.neo4j.test_picture import WORLD, ask, store

__all__ = ["store"]


@pytest.mark.neo4j
def test_the_stamp_says_which_revision_and_day_are_shown(store: Neo4jStore) -> None:
    stamp = "MATCH (p:HeadwaterProjection) RETURN p.revision, p.as_of, p.drawing, p.nodes, p.relations"
    assert ask(store, stamp) == [[2, AT[:10], None, 11, 10]]
    store.retract("ngo", at=AT)
    assert ask(store, stamp) == [[3, AT[:10], None, 9, 8]]
    assert ask(store, "MATCH (x:Finding) RETURN count(x)") == [[0]]
    store.retract("list", at=AT)
    assert ask(store, stamp) == [[4, AT[:10], None, 0, 0]]
    assert ask(store, "MATCH (x:Headwater) RETURN count(x)") == [[0]]


@pytest.mark.neo4j
def test_only_what_differs_is_drawn_again(store: Neo4jStore) -> None:
    drawing = Projection(store._connection, lambda tx: None)
    same = Picture.of(store.snapshot(as_of=AT[:10]))
    assert drawing.draw(same) == 0
    store._connection.auto("MATCH (:Brand)<-[r:SUPPLIES]-() DELETE r")
    store._connection.auto("MATCH (n:Recruiter) REMOVE n:Recruiter SET n.stamp = 'half', n:Buyer")
    assert drawing.draw(same) == 2
    assert ask(store, "MATCH (:Brand)<-[:SUPPLIES]-(s) RETURN s.name") == [["Sunrise Sewing"]]
    assert ask(store, "MATCH (n:Recruiter) RETURN n.name, n:Buyer") == [["Fee Taker Agency", False]]


@pytest.mark.neo4j
def test_names_are_indexed_also_where_a_former_program_drew(store: Neo4jStore) -> None:
    shown = (
        "SHOW INDEXES YIELD name, state WHERE name IN ['party_name', 'country_code'] RETURN name, state ORDER BY name"
    )
    assert ask(store, shown) == [["country_code", "ONLINE"], ["party_name", "ONLINE"]]
    store._connection.auto("DROP INDEX party_name")
    store._connection.auto("MATCH (p:HeadwaterProjection) REMOVE p.form")
    store.project(as_of=DAY)
    assert ask(store, shown) == [["country_code", "ONLINE"], ["party_name", "ONLINE"]]


@pytest.mark.neo4j
def test_nodes_of_the_reader_stay(store: Neo4jStore) -> None:
    store._connection.auto("MATCH (b:Brand) CREATE (b)-[:NOTED]->(:Memo {text: 'mine'})")
    load(store, "more", [source_line("more")])
    assert ask(store, "MATCH (b:Brand)-[:NOTED]->(m:Memo) RETURN b.name, m.text") == [["Alma", "mine"]]


@pytest.mark.neo4j
def test_without_projection_nothing_is_drawn_until_asked(neo4j_url: str) -> None:
    with Neo4jStore(neo4j_url, projection=False, make=True) as store:
        load(store, "list", list(WORLD))
        assert ask(store, "MATCH (x) WHERE x:Headwater OR x:HeadwaterProjection RETURN count(x)") == [[0]]
        store.project(as_of=DAY)
        assert ask(store, "MATCH (p:HeadwaterProjection) RETURN p.revision, p.as_of") == [[1, DAY]]
        assert ask(store, "MATCH (:Brand)<-[:SUPPLIES]-(s:Supplier) RETURN s.name") == [["Sunrise Sewing"]]
