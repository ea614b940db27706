"""Nodes, edges and records as flat cells: every known value once, unknown ones absent, each column of one type."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel

from headwater.visualizations.exports.columns import (
    EDGE_FIRST,
    FACT,
    NODE_FIRST,
    RECORD_FIRST,
    columns,
    edge_cells,
    flat,
    label,
    node_cells,
    record_cells,
)
from headwater.visualizations.subgraph import Edge, Node
from tests.visualizations.exports.reading import whole_world

WHOLE = whole_world()


def back(cell: Any) -> Any:
    """What a cell of JSON text holds."""
    return json.loads(cell) if isinstance(cell, str) and cell[:1] in "[{" else cell


def known(of: BaseModel, *without: str) -> dict[str, Any]:
    """What a model knows: no None, nothing empty."""
    held = of.model_dump(mode="json", exclude=set(without))
    return {k: v for k, v in held.items() if v is not None and v not in ([], {})}


def test_every_known_value_of_a_node_comes_back_and_zero_is_no_absence() -> None:
    for n in WHOLE.nodes:
        cells = node_cells(n)
        facts = {k.removeprefix(FACT): back(v) for k, v in cells.items() if k.startswith(FACT)}
        assert facts == {k: v for k, v in n.facts.items() if v is not None and v not in ([], {})}
        got = {k: back(v) for k, v in cells.items() if not k.startswith(FACT)}
        assert got.pop("label") == n.name
        assert got.pop("refs", []) == [r.words() for r in n.refs]
        assert got.pop("open_findings", 0) == sum(n.findings.values())
        assert got == known(n, "facts", "refs")
        assert got["suppliers_named"] == n.suppliers_named
    none = node_cells(Node(id="a", name="A", kind="facility", facts={"lat": None, "women": 0}))
    assert {"workers", "severity", "country", "refs", "open_findings", FACT + "lat"}.isdisjoint(none)
    assert none[FACT + "women"] == 0


def test_an_unknown_share_is_absent_and_a_share_of_zero_is_zero() -> None:
    edge = Edge(start="a", end="b", kind="SUPPLIES", share=0.0)
    assert edge_cells(edge) == {"kind": "SUPPLIES", "share": 0.0}
    assert edge_cells(edge.model_copy(update={"share": None})) == {"kind": "SUPPLIES"}


def test_every_known_value_of_a_record_comes_back_with_a_label() -> None:
    assert len({r.record for r in WHOLE.records}) == 3
    for r in WHOLE.records:
        got = {k: back(v) for k, v in record_cells(r).items()}
        assert got.pop("label") == label(r)
        assert got.pop("refs") == [x.words() for x in r.refs]
        assert got == known(r, "record", "refs")


def test_a_label_says_kind_outcome_or_status_and_issue_where_they_are_stated() -> None:
    assert label(WHOLE.findings[0]).startswith(f"finding, {WHOLE.findings[0].kind.value}: ")
    assert label(WHOLE.assessments[0]) == "assessment, compliant: osh"
    by = {a.what: label(a) for a in WHOLE.actions}
    assert by["Ask"] == "action"
    assert next(v for k, v in by.items() if "doors" in k).startswith("action, under way: ")


def test_columns_are_those_that_occur_the_given_first_and_the_others_by_name() -> None:
    rows = [{"z": 1, "b": "x"}, {"a": True, "z": 2}]
    assert list(columns(rows, ("z", "nobody"))) == ["z", "a", "b"]
    assert columns([], ("z",)) == {}


@pytest.mark.parametrize(
    ("values", "kind"),
    [([1, 2], int), ([1, 2.5], float), ([True, False], bool), ([True, 1], str), ([1, "x"], str), ([0.5, "x"], str)],
)
def test_a_column_has_the_one_type_that_holds_all_its_values(values: list[Any], kind: type) -> None:
    assert columns([{"x": v} for v in values], ()) == {"x": kind}


def test_lists_and_mappings_are_json_text_in_every_script_and_empty_ones_go() -> None:
    got = flat({"a": ["纺"], "b": {"y": 1, "x": None}, "c": [], "d": {}, "e": None, "f": "", "g": ()})
    assert got == {"a": '["纺"]', "b": '{"x": null, "y": 1}', "f": ""}


def test_every_field_has_its_place_in_the_order_of_its_table() -> None:
    derived = {"label", "open_findings", "party_name"}
    assert set(NODE_FIRST) - derived == set(Node.model_fields) - {"facts"}
    assert set(EDGE_FIRST) == set(Edge.model_fields) - {"start", "end"}
    fields = {name for r in WHOLE.records for name in type(r).model_fields} - {"record"}
    assert set(RECORD_FIRST) - derived == fields
