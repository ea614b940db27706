"""The picture for Cypher readers: the patterns of the design, with written values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import of
from headwater.graph.stores.neo4j.picture import LABELS, TYPES, Picture
from headwater.graph.stores.neo4j.store import Neo4jStore
from tests.graph.making import DAY, brand, facility, finding, load, source_line, supplies

WORLD = [
    source_line("list"),
    brand("list", "Alma", row=2),
    facility("list", "oshub:S", "Sunrise Sewing", "TR", row=3, workers=120, sector=("Apparel", "Knit")),
    supplies("list", "oshub:S", "brand:alma", row=3, product="T-shirts", share=0.25, confidence=0.9, since="2020"),
    facility("list", "oshub:D", "Dark Dye House", None, row=4, country_proposed="VN", country_reason="phone code"),
    supplies("list", "oshub:D", "oshub:S", row=4, kind="SUBCONTRACTS_FOR"),
    facility("list", "lei:OWNER", "Owner Ltd", "TR", kind="organisation", row=5),
    supplies("list", "lei:OWNER", "oshub:S", kind="OPERATES", row=5),
    facility("list", "group:north", "North Group", kind="group", row=6),
    supplies("list", "group:north", "lei:OWNER", kind="OWNS", share=0.6, row=6),
    facility("list", "reg:VN:1", "Fee Taker Agency", "VN", kind="organisation", row=7),
    supplies("list", "reg:VN:1", "oshub:S", kind="RECRUITS_FOR", row=7),
    facility("list", "reg:TR:9", "Ada Person", "TR", kind="person", visibility=2, row=8),
    supplies("list", "reg:TR:9", "lei:OWNER", kind="OWNS", visibility=2, row=8),
    facility("list", "oshub:X", "Sealed Mill", "TR", visibility=3, row=9),
    supplies("list", "oshub:X", "brand:alma", visibility=3, row=9),
]
REPORT = [
    source_line("ngo"),
    finding("ngo", "f1", "oshub:D", row=5, observed="2022-03", scale=4, affected=12),
]


def picture(records: list[Any]) -> Picture:
    said = [s for s in map(of, records) if s.level == 0]
    return Picture.of(Snapshot.of(said, revision=1, as_of=DAY, canon={}))


def test_labels_follow_from_kind_and_from_relations() -> None:
    labels = {n.props["name"]: set(n.labels) - {"Party"} for n in picture(WORLD + REPORT).nodes}
    assert labels == {
        "Alma": {"Brand", "Buyer"},
        "Sunrise Sewing": {"Facility", "Supplier"},
        "Dark Dye House": {"Facility", "Subcontractor"},
        "Owner Ltd": {"Organisation", "Supplier"},
        "North Group": {"Group"},
        "Fee Taker Agency": {"Organisation", "Recruiter"},
        "list": {"Source"},
        "ngo": {"Source"},
        "TR": {"Country"},
        "VN": {"Country"},
        "coercion: allegation": {"Finding"},
    }


def test_every_label_and_type_is_a_fixed_word() -> None:
    drawn = picture(WORLD + REPORT)
    assert {label for n in drawn.nodes for label in n.labels} <= set(LABELS)
    assert {e.type for e in drawn.edges} <= set(TYPES)
    assert all(word.isidentifier() for word in (*LABELS, *TYPES))


def test_equal_snapshots_give_equal_stamps() -> None:
    one, two = picture(WORLD + REPORT), picture([*REPORT, *reversed(WORLD)])
    assert [(n.view_id, n.stamp) for n in one.nodes] == [(n.view_id, n.stamp) for n in two.nodes]
    assert [(e.view_id, e.stamp) for e in one.edges] == [(e.view_id, e.stamp) for e in two.edges]


@pytest.fixture
def store(neo4j_url: str) -> Iterator[Neo4jStore]:
    with Neo4jStore(neo4j_url, make=True) as it:
        load(it, "list", list(WORLD))
        load(it, "ngo", list(REPORT))
        yield it


def ask(store: Neo4jStore, query: str) -> list[list[Any]]:
    return store._connection.read(query)


@pytest.mark.neo4j
def test_the_patterns_of_the_design_read_naturally(store: Neo4jStore) -> None:
    assert ask(
        store,
        "MATCH (b:Brand)<-[s:SUPPLIES]-(f:Supplier)<-[:SUBCONTRACTS_FOR]-(d:Subcontractor)"
        "-[:HAS_FINDING]->(x:Finding)-[:FROM]->(src:Source) "
        "RETURN b.name, s.share, s.product, s.since, s.confidence, s.until, s.sources, f.name, d.name, "
        "x.point, x.kind, x.scale, x.affected, x.observed, x.row, src.name",
    ) == [
        [
            "Alma", 0.25, "T-shirts", "2020", 0.9, None, ["list"], "Sunrise Sewing", "Dark Dye House",
            "coercion", "allegation", 4, 12, "2022-03", 5, "ngo",
        ]
    ]  # fmt: skip
    assert ask(
        store,
        "MATCH (g:Group)-[o:OWNS]->(s:Supplier)-[:OPERATES]->(f:Facility)-[:IN]->(c:Country) "
        "RETURN g.name, o.share, s.name, f.name, f.workers, f.sector, c.code",
    ) == [["North Group", 0.6, "Owner Ltd", "Sunrise Sewing", 120, ["Apparel", "Knit"], "TR"]]
    assert ask(store, "MATCH (r:Recruiter)-[:RECRUITS_FOR]->(f:Facility) RETURN r.name, f.name") == [
        ["Fee Taker Agency", "Sunrise Sewing"]
    ]


@pytest.mark.neo4j
def test_a_proposed_country_is_no_country(store: Neo4jStore) -> None:
    query = "MATCH (f:Facility {id: 'oshub:D'}) RETURN f.country, f.country_proposed, COUNT { (f)-[:IN]->() }"
    assert ask(store, query) == [[None, "VN", 0]]


@pytest.mark.neo4j
def test_only_public_statements_are_drawn_and_no_person(store: Neo4jStore) -> None:
    names = ask(store, "MATCH (p:Party) RETURN p.name ORDER BY p.name")
    assert [n for (n,) in names] == [
        "Alma", "Dark Dye House", "Fee Taker Agency", "North Group", "Owner Ltd", "Sunrise Sewing",
    ]  # fmt: skip
    assert ask(store, "MATCH (:Headwater)-[r]->() RETURN count(r)") == [[10]]
