"""What held once: a list's rows that its newer version lacks, and what a row itself says is over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from headwater.graph.stores import open_store
from headwater.graph.stores.base import Store
from headwater.graph.stores.neo4j.picture import Picture
from headwater.graph.stores.neo4j.store import Neo4jStore
from tests.graph.making import brand, facility, load, source_line, supplies
from tests.graph.stores.neo4j.drawings import drawn, expected, plain

DAY = "2026-06-01"


def lists(store: Store) -> None:
    """Alma's list of 2021 has Old Mill and Kept Mill; that of 2024 has Kept Mill, and New Mill instead."""
    for year, mills in (("2021-06", ("Old Mill", "Kept Mill")), ("2024-06", ("Kept Mill", "New Mill"))):
        said: list[Any] = [source_line("list", year), brand("list", "Alma", dated=year)]
        for n, name in enumerate(mills, 3):
            key = f"row:list:{name[:3]}"
            said += [facility("list", key, name, "TR", row=n, dated=year)]
            said += [supplies("list", key, "brand:alma", row=n, dated=year, product="Shirts")]
        load(store, "list", said, dated=year)
    load(store, "hub", [
        facility("hub", "row:hub:1", "Kept Mill", "TR", row=2, dated="2019"),
        supplies("hub", "row:hub:1", "brand:alma", kind="SUBCONTRACTS_FOR", row=2, dated="2019", until="2020-03"),
        facility("hub", "row:hub:2", "Someone", kind="person", row=3, dated="2019"),
        supplies("hub", "row:hub:2", "row:hub:1", kind="OWNS", row=3, dated="2019", until="2020"),
    ], dated="2019")  # fmt: skip


def relations(picture: Picture) -> set[tuple[Any, ...]]:
    names = {n.view_id: n.props["name"] for n in picture.nodes}
    return {
        (names[e.start], e.type, names[e.end], e.props.get("valid_from"), e.props.get("valid_to"), e.props["steps"])
        for e in picture.edges
        if e.type.startswith("SU")
    }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(f"sqlite:{tmp_path}/lists.db", make=True)
    lists(store)
    return store


def test_what_a_newer_list_lacks_is_drawn_in_the_past_tense(store: Store) -> None:
    assert relations(expected(store, DAY)) == {
        ("Kept Mill", "SUPPLIES", "Alma", "2021-06-01", None, 1),
        ("New Mill", "SUPPLIES", "Alma", "2024-06-01", None, 1),
        ("Old Mill", "SUPPLIED", "Alma", "2021-06-01", "2024-06-01", 1),
        ("Kept Mill", "SUBCONTRACTED_FOR", "Alma", "2019-01-01", "2020-04-01", 1),
    }


def test_a_party_that_only_the_past_names_is_former_and_no_other_label_finds_it(store: Store) -> None:
    (old,) = (n for n in expected(store, DAY).nodes if n.props["name"] == "Old Mill")
    assert old.labels == ("Former",)
    assert (old.props["kind"], old.props["country"], old.props["sources"]) == ("facility", "TR", ["list"])


def test_on_a_day_of_then_it_is_no_past(store: Store) -> None:
    then = expected(store, "2022-01-01")
    assert {x[:3] for x in relations(then)} == {
        ("Old Mill", "SUPPLIES", "Alma"),
        ("Kept Mill", "SUPPLIES", "Alma"),
        ("Kept Mill", "SUBCONTRACTED_FOR", "Alma"),
    }
    assert not any("Former" in n.labels for n in then.nodes)


def test_a_person_of_the_past_is_not_drawn_either(store: Store) -> None:
    assert not any("Someone" in str(n.props) for n in expected(store, DAY).nodes)
    assert not any(e.type == "OWNED" for e in expected(store, DAY).edges)


@pytest.mark.neo4j
def test_the_server_holds_the_past_that_the_port_tells(neo4j_url: str) -> None:
    with Neo4jStore(neo4j_url, make=True, projection=False) as store:
        lists(store)
        for day in (DAY, "2022-01-01", DAY):
            store.project(as_of=day)
            assert drawn(store) == plain(expected(store, day))
        store.retract("list", at="2026-06-02T00:00:00Z")
        store.project(as_of=DAY)
        assert drawn(store) == plain(expected(store, DAY))
        assert store._connection.read("MATCH (x:Former) RETURN x.name") == [["alma"]]
