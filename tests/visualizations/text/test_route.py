"""worst_path taken apart in print: the printed factors are the printed value, link by link."""

from __future__ import annotations

import math
import re

from headwater.graph.risk.explain.route import PathExplanation
from headwater.graph.risk.indicators import WorstPath
from headwater.graph.risk.values.params import PathOptions
from tests import worlds as made
from tests.visualizations.text.saying import fits, said


def asked(world: str, **params: object) -> PathExplanation:
    return WorstPath().explain(*made.world(world), "name:A", made.ISSUE, PathOptions.model_validate(params))


def test_the_factors_multiply_to_the_value_and_each_link_has_its_line() -> None:
    doc = asked("A 0\nB .1\nC .8\nB->A .5 .5\nC->B .9 .5")
    lines = said(doc)
    head = re.fullmatch(r"A: worst path of \S+ is ([\d.]+) = (.*)\.", lines[0])
    assert head is not None
    factors = [float(x) for x in head[2].split(" × ")]
    assert factors == [0.5, 0.9, 0.8]
    assert math.isclose(math.prod(factors), float(head[1]), abs_tol=5e-5)
    at = lines.index("The route, link by link:")
    assert lines[at + 1].startswith("  A ← B: 0.5000, the confidence that this link is real [world.csv row ")
    assert lines[at + 2].startswith("  B ← C: 0.9000, ")
    assert lines[at + 3].startswith("  C: 0.8000")
    assert fits(doc)


def test_a_route_weakened_by_materiality_says_so_and_an_unknown_share_is_unknown() -> None:
    doc = asked("A 0\nB .8\nB->A .5 .1", materiality=0.2)
    step = next(x for x in said(doc) if x.startswith("  A ← B: "))
    assert "0.5000, weakened since 10 % of the purchases is less than the materiality" in step
    part = doc.steps[0].model_copy(update={"share": None})
    assert "since unknown of the purchases" in next(
        x for x in said(doc.model_copy(update={"steps": (part,)})) if x.startswith("  A ← B: ")
    )


def test_where_no_route_leads_to_harm_it_is_not_called_clean() -> None:
    doc = asked("A 0\nB 0\nB->A 1 .5").model_copy(update={"end": None, "steps": ()})
    assert said(doc)[0].endswith("no route leads to a harm or a prior. That is not a clean record.")
    assert not any("The route" in x for x in said(doc))


def test_an_end_at_the_party_itself_and_ties_nobody_counted_are_said() -> None:
    doc = asked("A .9\nB .1\nB->A .5 .5")
    assert "The route ends at A itself." in said(doc)
    many = said(doc.model_copy(update={"routes": None}))
    assert "More routes than were counted are as strong; shown is the one through the smallest ids." in many
