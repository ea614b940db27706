"""What nodes and relations say: scalars and lists of text, unknown absent, words and days as written."""

from __future__ import annotations

import pytest

from headwater.graph.records import Source
from headwater.graph.statements import of, party
from headwater.graph.stores.neo4j import properties
from headwater.graph.stores.neo4j.store import Neo4jStore
from tests.graph.making import action, facility, load, prov


@pytest.mark.parametrize(("code", "name"), [("BD", "Bangladesh"), ("TR", "Türkiye"), ("ZZ", "ZZ")])
def test_a_country_is_called_by_its_name_and_keeps_its_code(code: str, name: str) -> None:
    assert properties.of_country(code) == {"code": code, "name": name}


def test_only_what_neo4j_holds_and_what_is_known_stands() -> None:
    said = {"a": 0, "b": None, "c": False, "d": [], "e": ("x", 1), "f": {"k": "v"}, "g": "", "h": 0.5}
    assert properties.flat(said) == {"a": 0, "c": False, "e": ["x", "1"], "g": "", "h": 0.5}


def test_a_party_says_what_is_folded_of_it_and_no_other_columns() -> None:
    said = of(facility("list", "oshub:S", "Sunrise", "TR", workers=0, extra={"contact": "A. Person"}))
    got = properties.of_party(party("oshub:S", [said]))
    assert (got["workers"], got["country"], got["keys"], got["sources"]) == (0, "TR", ["oshub:S"], ["list"])
    assert "extra" not in got and "women_share" not in got


@pytest.mark.neo4j
def test_the_indexes_of_names_take_the_longest_name(neo4j_url: str) -> None:
    with Neo4jStore(neo4j_url, make=True) as store:
        load(store, "list", [facility("list", "oshub:S", "𝔰" * 5_000, "TR")])
        query = "MATCH (f:Facility) WHERE f.name CONTAINS $part RETURN size(f.name)"
        assert store._connection.read(query, part="𝔰" * 100) == [[properties.NAME_CHARS]]


def test_a_source_says_its_terms_without_where_it_was_read() -> None:
    said = Source(provenance=prov("list", 0), key="list", title="A list", licence="CC0-1.0", completeness=0.8)
    assert properties.of_source("list", said) == {
        "name": "list", "title": "A list", "licence": "CC0-1.0", "completeness": 0.8, "redistributable": "unknown",
    }  # fmt: skip


def test_a_due_month_ends_with_its_last_day_and_an_undated_action_has_no_day() -> None:
    ref = of(action("list", "t", "oshub:S", "Mend it")).ref
    dated = properties.of_evidence(action("list", "t", "oshub:S", "Mend it", due="2024-02"), ref)
    assert (dated["due"], dated["due_day"]) == ("2024-02", "2024-02-29")
    assert not {"date", "first_day", "last_day", "issue", "severity"} & dated.keys()
