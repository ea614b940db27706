"""Who buys from a facility: everybody downstream, with the steps to each."""

from __future__ import annotations

import networkx as nx
import pytest

from headwater.door import Door
from headwater.graph.errors import NotFound
from tests.headwater.questions.small import chain, rows


@pytest.mark.parametrize("facility", ["Weaver", "Knitter", "Gin"])
def test_everybody_downstream_is_there_by_the_shortest_way(facility: str, door: Door) -> None:
    away = dict(nx.shortest_path_length(chain(), source=facility))
    got = door.buyers(facility)
    assert {r.name: r.steps for r in got.rows} == {n: k for n, k in away.items() if k}
    assert [r.steps for r in got.rows] == sorted(r.steps for r in got.rows)
    assert all(r.direct == (r.steps == 1) == (not r.through) for r in got.rows)


def test_a_direct_buyer_has_the_rows_confidence_and_goods(door: Door) -> None:
    got = door.buyers("Weaver")
    said = {r["buyer"]: (float(r["confidence"]), (r["product"],)) for r in rows("edges") if r["supplier"] == "Weaver"}
    assert {r.name: (r.confidence, r.products) for r in got.rows if r.direct} == said
    assert all(r.confidence is None for r in got.rows if not r.direct)
    assert {x.row for r in got.rows if r.direct for x in r.refs} == {6, 7}
    assert got.header == door.header()


def test_who_sells_to_nobody_has_no_buyers_and_a_stranger_is_refused(door: Door) -> None:
    assert door.buyers("Ada").rows == ()
    with pytest.raises(NotFound, match="Nobody"):
        door.buyers("Nobody")
