"""An indicator taken apart: each list adds up to the value."""

from __future__ import annotations

import math

import pytest

from headwater.door import Door
from headwater.graph.errors import UnknownName


@pytest.mark.parametrize("top", [10, 1])
def test_each_list_adds_up_to_the_value(top: int, door: Door) -> None:
    got = door.explain("Ada", issue="osh", top=top)
    (scored,) = [r.value for r in door.score(issue="osh", kind="brand").rows if r.name == "Ada"]
    assert got.value == pytest.approx(scored) and got.header == door.header()
    for name in ("by_supplier", "by_origin", "by_path"):
        held = getattr(got, name)
        assert math.fsum([*(p.amount for p in held.parts), held.rest]) == pytest.approx(got.value), name
        assert len([p for p in held.parts if p.kind != "unmapped"]) <= top, name


def test_shares_and_rows_are_those_that_were_loaded(door: Door) -> None:
    parts = {p.names: p for p in door.explain("Ada", issue="osh").by_supplier.parts}
    assert (parts["Tailor",].share, [r.row for r in parts["Tailor",].refs]) == (0.4, [2])


def test_without_an_issue_it_is_the_worst_and_a_group_is_its_brands(door: Door) -> None:
    got = door.explain("Ada")
    assert got.issue == max(got.by_issue, key=lambda x: x.value).issue
    assert [(b.name, b.value) for b in door.explain("House").brands] == [("Ada", got.value)]


def test_other_indicators_and_other_words(door: Door) -> None:
    # Confirmed at Tailor, from whom Ada buys with confidence 0.9.
    assert door.explain("Ada", indicator="worst_path", issue="osh").value == pytest.approx(0.9 * 1.0)
    with pytest.raises(UnknownName, match=r"no indicator named 'best'; known: .*worst_path"):
        door.explain("Ada", indicator="best")
