"""Companies and facilities by name."""

import pytest

from headwater.graph.errors import NotFound
from headwater.graph.risk.network.named import Named, by_name, index_of, named
from tests.graph.risk.rows import brand, facility, snap

WORLD = snap(facility("Mill", source="b"), brand("Ash"), facility("Bay"))


def test_a_party_is_found_by_its_id_and_nobody_is_refused_by_name():
    at = index_of(WORLD, "name:Mill")
    assert named(WORLD, at) == Named(id="name:Mill", name="Mill", kind="facility")
    with pytest.raises(NotFound, match="Nobody"):
        index_of(WORLD, "name:Nobody")


def test_the_order_of_names_then_ids():
    twins = snap(facility("b"), facility("a"), facility("B"))
    assert [twins.parties[i].name for i in by_name(twins, range(3))] == ["B", "a", "b"]
