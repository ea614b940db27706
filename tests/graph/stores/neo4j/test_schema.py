"""Whose database it is, of which schema, and what a new one gets."""

from __future__ import annotations

import pytest

from headwater.graph.errors import StoreMismatch
from headwater.graph.stores import open_store
from headwater.graph.stores.base import SCHEMA
from headwater.graph.stores.neo4j.picture import LABELS
from headwater.graph.stores.neo4j.schema import INDEXES, PICTURE, TEXT, UNIQUE, statements
from tests.neo4j.server import Neo4jServer

on_server = pytest.mark.neo4j


def test_each_constraint_and_index_is_made_once_under_its_own_name_and_may_be_said_again() -> None:
    said = statements()
    assert len(said) == len(UNIQUE) + len(INDEXES) + len(PICTURE) + len(TEXT)
    names = [sentence.partition(" IF NOT EXISTS ")[0].split()[-1] for sentence in said]
    assert len(set(names)) == len(said) and all(n.isidentifier() and n.islower() for n in names)
    labels = {sentence.partition(" FOR (c:")[2].partition(")")[0] for sentence in said}
    assert {label for label in labels if not label.startswith("Headwater")} == {label for label, _ in PICTURE}
    assert {label for label, _ in PICTURE} <= set(LABELS), "what a reader begins with is drawn"


@on_server
def test_a_database_with_somebody_elses_nodes_is_refused_untouched(neo4j_url: str, neo4j_server: Neo4jServer) -> None:
    with neo4j_server.driver() as driver:
        driver.execute_query("CREATE (:Movie {title: 'Heat'})", database_="neo4j")
        with pytest.raises(StoreMismatch, match="Movie") as caught:
            open_store(neo4j_url, make=True)
        assert caught.value.exit_code == 2
        held = driver.execute_query("MATCH (n) RETURN collect(labels(n))", database_="neo4j").records[0][0]
    assert held == [["Movie"]]


@on_server
def test_a_newer_schema_is_refused(neo4j_url: str, neo4j_server: Neo4jServer) -> None:
    open_store(neo4j_url, make=True).close()
    with neo4j_server.driver() as driver:
        found = driver.execute_query("MATCH (s:HeadwaterState) RETURN s.schema, s.revision", database_="neo4j")
        assert found.records[0].values() == [SCHEMA, 0]
        driver.execute_query("MATCH (s:HeadwaterState) SET s.schema = $n", n=SCHEMA + 1, database_="neo4j")
    with pytest.raises(StoreMismatch, match="newer headwater"):
        open_store(neo4j_url, make=True)


@on_server
def test_a_new_database_has_its_constraints_and_indexes_online(neo4j_url: str, neo4j_server: Neo4jServer) -> None:
    open_store(neo4j_url, make=True).close()
    with neo4j_server.driver() as driver:
        shown = driver.execute_query(
            "SHOW INDEXES YIELD name, type, state, owningConstraint", database_="neo4j"
        ).records
    ours = {r["name"]: r for r in shown if r["name"].startswith("headwater")}
    assert {r["state"] for r in ours.values()} == {"ONLINE"}
    assert ours["headwaterstatement_id"]["owningConstraint"] == "headwaterstatement_id"
    assert ours["headwaterstatement_look"]["type"] == "TEXT"
