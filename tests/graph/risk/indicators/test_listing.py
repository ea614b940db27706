"""The indicators as a document: each with exactly its own parameters, in its own order."""

from __future__ import annotations

from headwater.graph.documents import Header
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators import INDICATORS
from headwater.graph.risk.indicators.listing import list_indicators
from tests import worlds as made


def _header() -> Header:
    return header_of(*made.world(made.G2))


def test_each_has_its_own_parameters_and_no_others() -> None:
    listed = {x.name: x for x in list_indicators(_header()).indicators}
    assert list(listed) == [x.name for x in INDICATORS]
    for name, line in listed.items():
        assert {p.name for p in line.parameters} == set(line.params["properties"]), name  # type: ignore[arg-type]
    assert [p.name for p in listed["upstream_risk"].parameters] == ["alpha", "unmapped", "hops", "method"]
    assert "worlds" not in listed["worst_path"].params["properties"]  # type: ignore[operator]


def test_a_question_is_the_title_behind_the_name() -> None:
    listed = {x.name: x for x in list_indicators(_header()).indicators}
    assert listed["worst_path"].question == "the single strongest route to a harm"
    hops = {n: p.default for n, x in listed.items() for p in x.parameters if p.name == "hops"}
    assert hops["upstream_risk"] == "none" and hops["linked_harm"] == "1"
