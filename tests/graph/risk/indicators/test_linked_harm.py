"""linked_harm: one minus the chance that no harm reaches the buyer, worked by hand, and taken apart to the same."""

from __future__ import annotations

import pytest

from headwater.graph.risk.indicators import LinkedHarm, get_indicator
from headwater.graph.risk.values.params import LinkedOptions
from headwater.graph.risk.values.result import Method
from tests import worlds as made

TWO = "A 0\nB .5\nC .4\nB->A .8 .5\nC->A .5 .5"
DEEP = "A 0\nB 0\nC .4\nC->B .5 .5\nB->A .5 .5"


def test_it_is_found_by_its_name_with_its_parameters() -> None:
    found = get_indicator("linked_harm")
    assert isinstance(found, LinkedHarm) and found.params is LinkedOptions


def test_two_suppliers_are_independent() -> None:
    snapshot, own = made.world(TWO)
    value = LinkedHarm().score(snapshot, own).values[snapshot.index["name:A"], 0]
    assert value == pytest.approx(1 - (1 - 0.8 * 0.5) * (1 - 0.5 * 0.4), abs=1e-12)


def test_it_looks_one_step_unless_more_is_asked_for() -> None:
    snapshot, own = made.world(DEEP)
    at = snapshot.index["name:A"]
    assert LinkedHarm().score(snapshot, own).values[at, 0] == 0.0
    deep = LinkedHarm().score(snapshot, own, LinkedOptions(hops=None)).values[at, 0]
    assert deep == pytest.approx(0.5 * 0.5 * 0.4, abs=1e-12)


def test_in_a_large_graph_who_is_viewed_is_worked_out_exactly_and_the_others_are_sampled() -> None:
    strangers = "\n".join(f"N{i} 0" for i in range(2_100))
    snapshot, own = made.world(f"{DEEP}\n{strangers}")
    at = snapshot.index["name:A"]
    given = LinkedOptions(hops=None, worlds=640)
    viewed, nobody = (LinkedHarm().score(snapshot, own, given, viewed=v) for v in (["name:A"], None))
    assert (viewed.method_of(at), nobody.method_of(at)) == (Method.EXACT, Method.MONTECARLO)
    assert viewed.values[at, 0] == pytest.approx(0.1, abs=1e-12)


def test_taken_apart_it_is_the_same_number_of_the_same_parameters() -> None:
    snapshot, own = made.world(DEEP)
    given = LinkedOptions(hops=2)
    told = LinkedHarm().explain(snapshot, own, "name:A", made.ISSUE, given)
    assert (told.value, told.params, told.method) == (pytest.approx(0.1, abs=1e-12), given, Method.EXACT)
