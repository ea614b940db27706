"""Pictures: one file that needs nothing from elsewhere."""

from __future__ import annotations

import re

import networkx as nx
import pytest

from headwater.door import Door
from headwater.graph.errors import UnknownName
from tests.headwater.questions.small import chain


def drawn(door: Door, party: str, **given: object) -> str:
    file = door.view(party, **given)
    assert file.framed and file.media_type.startswith("text/html")
    return b"".join(file.chunks).decode()


@pytest.mark.parametrize("view", ["tiers", "network"])
def test_everybody_upstream_is_in_the_table_beside_the_picture(view: str, door: Door) -> None:
    page = drawn(door, "Ada", view=view)
    said = set(re.findall(r">\u2068?([A-Z][a-z]+)\u2069?<", page))
    assert said & set(chain()) == nx.ancestors(chain(), "Ada") | {"Ada"}
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert door.view("Ada", view=view).name == f"headwater-{view}.html"


def test_depth_narrows_and_another_view_is_refused(door: Door) -> None:
    near = drawn(door, "Ada", depth=1)
    assert "Tailor" in near and "Gin" not in near
    with pytest.raises(UnknownName, match="no view named 'map'; known: tiers, network"):
        door.view("Ada", view="map")
