"""What every export promises, whichever is added."""

from __future__ import annotations

import pytest

from headwater.visualizations.registry import EXPORTS, get_export
from headwater.visualizations.subgraph import Subgraph
from tests.visualizations.exports.reading import rendered, whole_records, whole_world
from tests.visualizations.world import made_up, subgraph


@pytest.mark.parametrize("name", [e.NAME for e in EXPORTS])
def test_equal_subgraphs_give_equal_files(name: str, world: Subgraph) -> None:
    assert rendered(name, world) == rendered(name, subgraph(list(reversed(made_up()))))
    assert rendered(name, whole_world()) == rendered(name, subgraph(list(reversed(whole_records())), whole=True))


@pytest.mark.parametrize("name", [e.NAME for e in EXPORTS])
def test_a_file_can_be_named_and_sent(name: str) -> None:
    made = get_export(name)
    kind, _, form = made.MEDIA_TYPE.partition("/")
    assert kind in {"application", "text"} and form
    assert made.SUFFIX.startswith(".") and made.SUFFIX not in {x.SUFFIX for x in EXPORTS if name != x.NAME}
    assert made.TITLE
