"""A statement as a node and back; what is None is no property; no value is ever part of a text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from headwater.graph.records import Finding, Party, Record, Relation, Source
from headwater.graph.resolution.linker import strong
from headwater.graph.statements import PARTY_KINDS, Statement, dumps, of
from headwater.graph.stores.base import OPEN, OWNER, PUBLIC
from headwater.graph.stores.model import search
from headwater.graph.stores.model.rows import Row, Where
from headwater.graph.stores.neo4j import cypher
from tests.graph.drawing import any_record
from tests.graph.making import facility, finding, source_line, supplies

RECORD = some.one_of(*(any_record(kind, "list") for kind in (Party, Relation, Finding, Source)))


def row(said: Statement) -> Row:
    props = dumps(said.props)
    norm, text = search.columns(said)
    party = said.kind in PARTY_KINDS
    linked = (said.props.get("country"), *strong(said.kind, said.key, said.props)) if party else ()
    return Row(said.digest(props), "2024-01-01", None, said.kind, said.key, said.a, said.b, props, said.source,
               said.file, said.sha256, said.row, said.valid_from, said.valid_to, said.level, norm, text,
               *linked)  # fmt: skip


@given(RECORD)
@settings(max_examples=60, deadline=None)
def test_any_statement_comes_back_from_its_node(record: Record) -> None:
    said = of(record)
    node = cypher.node(row(said), 3)
    asked = [name.strip().removeprefix("c.") for name in cypher.BACK.strip("[]").split(",")]
    assert cypher.statement([node.get(name) for name in asked]) == said
    assert None not in node.values() and (node["opened"], node["closed"]) == (3, OPEN)


@pytest.mark.parametrize(
    ("record", "has", "lacks"),
    [
        (facility("l", "row:1", "Mill", "TR", os_id="X1"), {"party": "row:1", "country": "TR", "os_id": "X1",
                                                            "start": "mill", "look": "mill\nx1"}, {"sort", "lei", "a"}),
        (supplies("l", "row:1", "brand:a"), {"a": "row:1", "b": "brand:a"}, {"party", "sort", "look"}),
        (finding("l", "f1", "row:1"), {"a": "row:1", "sort": "finding"}, {"party", "b", "look"}),
        (source_line("l"), {"sort": "source"}, {"party", "a", "b"}),
        (facility("l", "row:1", None), {"party": "row:1"}, {"start", "look", "country"}),
    ],
)  # fmt: skip
def test_a_node_has_what_its_kind_is_found_by(record: Record, has: dict[str, str], lacks: set[str]) -> None:
    node = cypher.node(row(of(record)), 3)
    assert {k: node.get(k) for k in has} == has and not lacks & set(node)


def test_what_the_index_can_not_hold_is_cut_between_characters() -> None:
    node = cypher.node(row(of(facility("l", "row:1", "恒" * 20_000))), 3)
    assert len(node["look"].encode()) <= cypher.TEXT < len(node["text"].encode())
    assert set(node["look"]) == {"恒"} and len(node["start"]) == cypher.NORM


def test_one_content_in_two_versions_or_revisions_is_two_nodes() -> None:
    one = row(of(facility("l", "row:1", "Mill")))
    ids = {cypher.node(x, r)["id"] for x in (one, one._replace(version="")) for r in (1, 2)}
    assert len(ids) == 4 and cypher.node(one, 1) == cypher.node(one, 1)


def test_a_read_gives_every_parameter_that_its_text_names() -> None:
    where = Where(4, PUBLIC, "2026-01-01", source="l", kinds=["facility", "brand"])
    for text in (cypher.WHERE, cypher.WHERE + cypher.NO_PERSONS):
        assert set(re.findall(r"\$(\w+)", text)) <= set(cypher.given_by(where))
    assert cypher.given_by(where) == {
        "r": 4, "level": 0, "guarded": 2, "day": "2026-01-01", "source": "l", "kinds": ["brand", "facility"],
    }  # fmt: skip
    bare = cypher.given_by(replace(where, viewer=OWNER, as_of=None, source=None, kinds=None))
    assert (bare["level"], bare["guarded"], bare["day"], bare["source"], bare["kinds"]) == (3, 3, None, None, None)


def test_unknown_is_no_property() -> None:
    assert cypher.known({"a": None, "b": 0, "c": "", "d": False}) == {"b": 0, "c": "", "d": False}
