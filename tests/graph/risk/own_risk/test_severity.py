"""How grave a finding is: the worst of what somebody states, what nobody states by name."""

from __future__ import annotations

import itertools

import pytest

from headwater.graph.risk.own_risk.severity import Grading, grade, worst
from tests.graph.risk.rows import PACK, check, finding

GRADES = (None, 1, 3, 5)


@pytest.mark.parametrize("parts", list(itertools.product(GRADES, repeat=3)))
def test_severity_is_the_largest_known_part_and_the_unknown_ones_are_named(parts):
    names = ("scale", "scope", "irremediability")
    got = grade(finding("Mill", "coercion", **dict(zip(names, parts, strict=True))), "coercion", PACK)
    known = [p for p in parts if p is not None]
    assert got.parts == parts
    assert got.unknown == tuple(n for n, p in zip(names, parts, strict=True) if p is None)
    assert got.assumed == (not known)
    assert got.value == (max(known) if known else PACK.severity_of("coercion"))
    # Only who knows all three knows that it is no worse.
    assert got.upper == (got.value if len(known) == 3 else 5)
    assert got.named == tuple(n for n, p in zip(names, parts, strict=True) if known and p == max(known))


@pytest.mark.parametrize("point", [p.id for p in PACK.points])
def test_where_nobody_states_a_part_the_packs_severity_of_the_point_stands_up_to_5(point):
    for said in (finding("Mill", point), check("Mill", point)):
        got = grade(said, point, PACK)
        assert (got.value, got.upper, got.assumed, got.named) == (PACK.severity_of(point), 5, True, ())
        assert "assumed" in got.words()


def test_words_say_what_is_known_and_what_is_not():
    got = grade(finding("Mill", scale=4, irremediability=2), "coercion", PACK)
    assert got.words() == "scale 4, irremediability 2; scope unknown"
    assert grade(finding("Mill", scale=1, scope=2, irremediability=3), "coercion", PACK).words() == (
        "scale 1, scope 2, irremediability 3"
    )


def test_ties_go_by_the_other_known_parts_and_what_is_unknown_comes_last():
    def of(*parts):
        known = [p for p in parts if p]
        return Grading(max(known), max(known) if len(known) == 3 else 5, parts, assumed=False)

    ordered = [of(5, 5, 5), of(5, 4, 4), of(4, 5, 3), of(5, 4, None), of(5, None, None), of(4, 4, 4), of(1, 1, 1)]
    for mixed in (ordered[::-1], ordered[3:] + ordered[:3]):
        assert sorted(mixed, key=lambda g: g.order) == ordered
    # Which of the three parts it is doesn't matter.
    assert of(5, 1, 2).order == of(1, 2, 5).order


def test_the_worst_of_several_reports_is_the_gravest_and_a_stated_one_before_an_assumed():
    mild, grave = Grading(2, 5, (2, None, None), False), Grading(4, 4, (4, 1, 1), False)
    assumed = Grading(4, 5, (None, None, None), True)
    for order in itertools.permutations([mild, grave, assumed]):
        assert worst(list(order)) is grave
    assert worst([mild, assumed]) is assumed
