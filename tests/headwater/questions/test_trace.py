"""The tiers: shortest ways upstream, and what of the purchases is mapped on them."""

from __future__ import annotations

import networkx as nx
import pytest

from headwater.door import Door
from headwater.graph.errors import HeadwaterError
from tests.headwater.questions.small import chain


@pytest.mark.parametrize("root", ["Ada", "Bo", "Weaver"])
def test_each_stands_on_the_tier_of_its_shortest_way(root: str, door: Door) -> None:
    away = dict(nx.shortest_path_length(chain(), target=root))
    got = door.trace(root)
    assert {p.name: p.tier for t in got.tiers for p in t.parties} == {n: k for n, k in away.items() if k}
    assert all(t.counts.total == len(t.parties) for t in got.tiers) and got.beyond == 0


def test_mapped_is_the_product_of_stated_shares(door: Door) -> None:
    one, two, three = door.trace("Ada").tiers[:3]
    assert [t.mapped for t in (one, two, three)] == pytest.approx([0.4 + 0.2, 0.4 * 0.6, 0.4 * 0.6 * 0.5])


def test_depth_and_issue_narrow_and_unknown_stays_unknown(door: Door) -> None:
    got = door.trace("Ada", depth=2, issue="osh")
    known = {p.name: (p.severity, p.workers) for t in got.tiers for p in t.parties}
    assert known == {"Tailor": (5, 400), "Knitter": (None, None), "Weaver": (3, 250)}
    assert got.beyond == 2 and got.header == door.header()
    assert [t.parties for t in door.trace("Ada", as_of="2023-12-31").tiers[2:]] == []
    with pytest.raises(HeadwaterError, match="depth"):
        door.trace("Ada", depth=0)
