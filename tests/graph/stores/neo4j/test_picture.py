"""The picture for Cypher readers: the patterns of the design, with written values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from headwater.graph.records import Complaint, Visibility
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import of
from headwater.graph.stores.base import Store
from headwater.graph.stores.neo4j.picture import LABELS, TYPES, Picture
from headwater.graph.stores.neo4j.store import Neo4jStore
from tests.graph.making import (
    DAY,
    action,
    assessment,
    brand,
    facility,
    finding,
    load,
    prov,
    source_line,
    supplies,
)
from tests.graph.stores.contract.test_level_worlds import build, step
from tests.graph.stores.neo4j.drawings import drawn, expected, plain

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
    finding("ngo", "f1", "oshub:D", row=5, observed="2022-03", scale=4, scope=2, affected=12),
]
WORK = [
    source_line("audits"),
    finding("audits", "f2", "oshub:D", row=2, status="closed", reported="2023", event="passports-2023"),
    finding("audits", "f3", "oshub:D", row=3, irremediability=5, event="fees-2024"),
    assessment("audits", "a1", "oshub:D", row=4, outcome="not checked", method="announced", date="2024-02"),
    action("audits", "t1", "oshub:D", "Give the passports back", row=5, issue="forced_labour", due="2024"),
    action("audits", "t2", "oshub:D", "Pay the fees back", row=6, issue="forced_labour", event="fees-2024"),
    action("audits", "t3", "oshub:D", "Mend the stairs", row=7, issue="osh", status="done", date="2024-05-06"),
    action("audits", "t4", "oshub:D", "Talk", row=8, finding="f1"),
]


def complaint(**more: Any) -> Complaint:
    said = {"key": "c1", "party": "oshub:D", "issue": "forced_labour", "raised": "2024", "text": "Sewing line 4"}
    return Complaint.model_validate({**said, **more, "provenance": prov("voices", 9)})


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
        "Türkiye": {"Country"},
        "Vietnam": {"Country"},
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


def of_kind(drawn: Picture, label: str) -> dict[str, dict[str, Any]]:
    return {n.props["key"]: dict(n.props) for n in drawn.nodes if label in n.labels}


def test_a_finding_says_its_severity_by_its_stated_parts_and_nothing_where_none_is_stated() -> None:
    found = of_kind(picture(WORLD + REPORT + WORK), "Finding")
    parts = ("severity", "scale", "scope", "irremediability", "likelihood", "first_day", "last_day", "date")
    assert {k: tuple(p.get(x) for x in parts) for k, p in found.items()} == {
        "f1": (4, 4, 2, None, None, "2022-03-01", "2022-03-31", "2022-03"),
        "f2": (None, None, None, None, None, "2023-01-01", "2023-12-31", "2023"),
        "f3": (5, None, None, 5, None, None, None, None),
    }
    assert not any(x in found["f2"] for x in parts[:5]), "unknown is absent"
    assert [(found[k]["status"], found[k]["state"]) for k in ("f1", "f2")] == [
        ("unknown", "actual"),
        ("closed", "actual"),
    ]


def test_assessments_and_actions_are_nodes_of_their_own_with_their_source_rows() -> None:
    drawn = picture(WORLD + REPORT + WORK)
    (looked,) = of_kind(drawn, "Assessment").values()
    assert looked | {"outcome": "not checked", "method": "announced", "last_day": "2024-02-29", "row": 4} == looked
    done = of_kind(drawn, "Action")
    assert (done["t1"]["due"], done["t1"]["due_day"], "status" in done["t1"]) == ("2024", "2024-12-31", False)
    assert (done["t3"]["status"], done["t3"]["date"], "due_day" in done["t3"]) == ("done", "2024-05-06", False)
    name = {n.view_id: n.props.get("key", n.props["name"]) for n in drawn.nodes}
    ends = {(name[e.start], e.type, name[e.end]) for e in drawn.edges if e.type in ("FROM", "HAS_ACTION")}
    assert {("a1", "FROM", "audits"), ("t3", "FROM", "audits"), ("Dark Dye House", "HAS_ACTION", "t3")} <= ends


def test_an_action_answers_what_it_names_else_what_is_not_closed_at_its_party_and_issue() -> None:
    drawn = picture(WORLD + REPORT + WORK)
    name = {n.view_id: n.props.get("key") for n in drawn.nodes}
    answers = {(name[e.start], name[e.end]) for e in drawn.edges if e.type == "ANSWERS"}
    assert answers == {("t1", "f1"), ("t1", "f3"), ("t2", "f3"), ("t4", "f1")}


def test_two_rows_under_one_key_are_two_findings() -> None:
    twice = [finding("ngo", "f1", "oshub:D", row=n, text=f"Report {n}") for n in (5, 9)]
    drawn = picture([*WORLD, *twice])
    assert sorted(n.props["row"] for n in drawn.nodes if "Finding" in n.labels) == [5, 9]


def test_a_link_of_a_declared_tier_2_is_told_from_a_direct_one() -> None:
    links = [
        supplies("list", "oshub:S", "brand:alma", tier=1),
        supplies("list", "oshub:D", "brand:alma", tier=2),
        supplies("list", "oshub:D", "oshub:S"),
    ]
    told = {(e.start, e.end): (e.props.get("tier"), e.props["steps"]) for e in picture(links).edges}
    assert told == {
        ("party oshub:S", "party brand:alma"): (1, 1),
        ("party oshub:D", "party brand:alma"): (2, 2),
        ("party oshub:D", "party oshub:S"): (None, 1),
    }


def test_a_complaint_and_who_raised_it_are_never_drawn() -> None:
    named = complaint(release="named")
    assert (named.visibility, of(named).level) == (Visibility.PUBLIC, 0)
    assert picture([*WORLD, named]) == picture(WORLD)


def test_what_is_sealed_has_no_part_in_the_picture(fresh: Callable[[], Store]) -> None:
    """The stores' master test, held for the picture: two worlds that differ in what isn't public are drawn alike."""
    server = not fresh().url.startswith("sqlite")

    def look(store: Store) -> Any:
        if not isinstance(store, Neo4jStore):
            return expected(store, DAY)
        store.project(as_of=DAY)
        assert drawn(store) == plain(expected(store, DAY))
        return drawn(store), store._connection.read("MATCH (p:HeadwaterProjection) RETURN properties(p)")

    def holds(steps: list[Any]) -> None:
        seen = []
        for level in (int(Visibility.SEALED), int(Visibility.PUBLIC)):
            store = fresh()
            if isinstance(store, Neo4jStore):
                store._drawn = False
            build(store, steps, level, bare=True)
            seen.append(look(store))
        assert seen[0] == seen[1]

    worlds = some.lists(step(), min_size=3, max_size=8)
    check = settings(
        max_examples=2 if server else 40, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    check(given(worlds)(holds))()


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
