"""A pack as one loader sees it: what it declares says what the pack says, and the rest is closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headwater.graph.vocabulary import Pack, load_pack
from headwater.loaders.pack_parts import PARTS, PackParts, Undeclared

READ: dict[str, Callable[[PackParts], object]] = {
    "goods": lambda p: p.good_of("cotton shirts"),
    "wages": lambda p: p.wage_scale(40),
    "points": lambda p: (p.points, p.point_by_id),
    "source_types": lambda p: p.source_types,
    "methods": lambda p: (p.methods, p.method_of("survey")),
    "causes": lambda p: (p.causes, p.cause_of("late orders")),
    "confidence": lambda p: p.setting("confidence"),
}


def test_a_pack_is_a_pack_whole() -> None:
    pack: Pack = load_pack()
    parts = PackParts(pack)
    assert (parts.points, parts.methods, parts.causes) == (pack.points, pack.methods, pack.causes)
    assert set(parts.source_types) == {c.id for c in pack.credibilities if c.of == "source_type"}
    assert parts.setting("confidence") == pack.setting("confidence")


@pytest.mark.parametrize("part", READ)
def test_a_declared_part_is_read_as_the_pack_has_it_and_alone(part: str) -> None:
    whole = PackParts(load_pack())
    held = whole.only([part])
    assert READ[part](held) == READ[part](whole)
    for other in READ.keys() - {part}:
        with pytest.raises(Undeclared, match=other):
            READ[other](held)


def test_what_a_part_says_holds_all_that_is_read_of_it() -> None:
    assert READ.keys() >= PARTS.keys()
    parts = PackParts(load_pack(), [])
    assert {part for part in READ if not parts.said(part)} == set()
    assert parts.said("confidence") == load_pack().setting("confidence")


def test_parts_are_equal_where_they_make_equal_statements() -> None:
    pack = load_pack()
    titled = [p.model_copy(update={"title": "Other words"}) for p in pack.points]
    retitled = Pack(**{n: getattr(pack, n) for n in Pack.model_fields} | {"points": tuple(titled)})
    before, after = PackParts(pack), PackParts(retitled)
    assert before.said("points") != after.said("points")
    assert all(before.said(part) == after.said(part) for part in PARTS if part != "points")


def test_a_mistake_of_a_loader_says_what_to_add_where() -> None:
    with pytest.raises(Undeclared, match="'goods' is read and not declared; add it to the loader's PACK"):
        PackParts(load_pack()).only([]).good_of("shirts")
    with pytest.raises(Undeclared, match="'goods' is read by roll and not declared"):
        PackParts(load_pack()).only([], "roll").good_of("shirts")
