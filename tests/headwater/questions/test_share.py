"""Shared facilities: what stands upstream of all who are named."""

from __future__ import annotations

import networkx as nx
import pytest

from headwater.door import Door
from headwater.graph.errors import UsageError
from tests.headwater.questions.small import chain


def test_what_is_shared_is_upstream_of_both(door: Door) -> None:
    got = door.share("Ada", "Bo")
    ada, bo = (nx.ancestors(chain(), x) for x in ("Ada", "Bo"))
    assert {f.name for f in got.facilities} == ada & bo
    assert got.only == {"name:Ada": len(ada - bo), "name:Bo": len(bo - ada)}
    away = nx.shortest_path_length(chain(), source="Gin")
    gin = next(f for f in got.facilities if f.name == "Gin")
    assert [h.steps for h in gin.holds] == [away["Ada"], away["Bo"]]
    assert got.header == door.header()


def test_shares_are_stated_ones_and_depth_narrows(door: Door) -> None:
    (knitter,) = door.share("Ada", "Bo", depth=1).facilities
    assert knitter.name == "Knitter" and [h.share for h in knitter.holds] == [0.2, 0.5]
    assert (knitter.known_buyers, knitter.asked_buyers) == (2, 2)
    weaver = next(f for f in door.share("Ada", "Bo").facilities if f.name == "Weaver")
    assert {h.share for h in weaver.holds} == {None} and {o.name for o in weaver.others} == {"Tailor", "Dyer"}


def test_one_company_is_refused(door: Door) -> None:
    with pytest.raises(UsageError, match="two or more"):
        door.share("Ada", "Ada")
