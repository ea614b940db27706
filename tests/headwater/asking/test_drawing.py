"""The subgraph of pictures and files: who stands upstream, with the recipe of the question that asked."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from headwater.asking.drawing import subgraph
from headwater.door import Door
from headwater.graph.errors import NotFound, UnknownName, UsageError
from headwater.questions.export import ExportAsk
from headwater.visualizations.subgraph import Subgraph
from tests.headwater.questions.small import chain

ASK = ExportAsk(root=("Ada",), format="json")


def drawn(door: Door, *roots: str, **given: Any) -> Subgraph:
    return subgraph(door, "export", ASK, roots=roots, **{"depth": None, "issue": None, **given})


def names(found: Subgraph) -> set[str]:
    return {n.name for n in found.nodes}


def test_it_holds_everybody_upstream_of_each_root(door: Door) -> None:
    for roots in (("Ada",), ("Bo",), ("Ada", "Bo")):
        upstream = {x for r in roots for x in nx.ancestors(chain(), r)}
        assert names(drawn(door, *roots)) == upstream | set(roots)
    near = nx.single_source_shortest_path_length(chain().reverse(), "Ada", cutoff=2)
    assert names(drawn(door, "Ada", depth=2)) == set(near)


def test_what_was_asked_and_the_recipe_are_inside(door: Door) -> None:
    meta = drawn(door, "Ada", depth=1, issue="osh", country="BD").meta
    recipe = meta.recipe
    assert recipe is not None and (recipe.question, recipe.ask) == ("export", {"root": ["Ada"], "format": "json"})
    assert {"depth": 1, "issue": "osh", "country": "BD"}.items() <= dict(meta.parameters).items()
    assert "since" not in meta.parameters


def test_what_is_mapped_is_said_of_one_root_only(door: Door) -> None:
    tiers = {t.tier: t.mapped for t in door.trace("Ada").tiers if t.mapped is not None}
    assert tiers and dict(drawn(door, "Ada").meta.mapped) == tiers
    assert not drawn(door, "Ada", "Bo").meta.mapped


def test_no_root_and_unknown_words_are_refused(door: Door) -> None:
    with pytest.raises(UsageError, match="at least one"):
        drawn(door)
    with pytest.raises(NotFound):
        drawn(door, "Nobody Ltd")
    with pytest.raises(UnknownName):
        drawn(door, "Ada", issue="nope")
