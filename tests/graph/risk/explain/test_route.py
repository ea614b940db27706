"""worst_path taken apart: the product is the value, every link has its row, ties are said."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from headwater.graph.risk.explain.route import PathExplanation
from headwater.graph.risk.indicators import WorstPath
from headwater.graph.risk.own_risk.evidence import own as own_risk
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import PathOptions
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, snap, supplies
from tests.running import lines, said


def asked(snapshot: Snapshot, own: Own, **params: object) -> PathExplanation:
    return WorstPath().explain(snapshot, own, "name:A", made.ISSUE, PathOptions.model_validate(params))


def product(e: PathExplanation) -> float:
    assert e.end is not None
    return math.prod(s.carries for s in e.steps) * e.end.p


@pytest.mark.parametrize(
    ("world", "value", "route", "routes"),
    [
        ("g1", 0.16, "ABC", 1),
        ("g2", 0.162, "ABD", 1),
        ("g3", 0.36, "ABD", 2),
        ("g4", 0.189, "ABC", 1),
        ("g5", 0.192, "ABD", 1),
        ("g6", 1.0, "AB", 2),
    ],
)
def test_the_worked_cases_link_by_link(world: str, value: float, route: str, routes: int) -> None:
    e = asked(*made.world(made.WORLDS[world]))
    assert e.value == pytest.approx(value, abs=1e-12)
    assert product(e) == pytest.approx(value, abs=1e-15)
    assert "".join([e.name, *(s.supplier_name for s in e.steps)]) == route
    assert e.routes == routes
    rows = {(s.supplier_name, s.buyer_name): [r.row for r in s.refs] for s in e.steps}
    lines = made.WORLDS[world].splitlines()
    for (supplier, buyer), found in rows.items():
        assert found == [next(i for i, x in enumerate(lines, 2) if x.startswith(f"{supplier}->{buyer} "))]


def test_ties_are_said_and_name_the_other_ends() -> None:
    # G3: two ways to one end; G6: two ends.
    same = said(asked(*made.world(made.G3)))
    assert "2 routes of 2 links are as strong; all end there; shown is the one through the smallest ids." in same
    two = asked(*made.world(made.G6))
    assert [t.name for t in two.tied] == ["C"]
    assert "2 routes of 1 link are as strong; the others end at C;" in said(two)
    assert "No other route of 2 links or fewer is as strong." in lines(asked(*made.world(made.G1)))
    many = "A 0\n" + "".join(f"S{i:05} .5\nS{i:05}->A 1 ?\n" for i in range(12))
    few = WorstPath().explain(*made.world(many), "name:A", made.ISSUE, top=3)
    assert (few.routes, len(few.tied), few.tied_more) == (12, 3, 8)
    assert "S00001, S00002, S00003 and 8 more" in said(few)


def brute(
    case: list[tuple[str, str, float]], p: dict[str, float], hops: int | None
) -> tuple[float, set[tuple[str, ...]]]:
    """The strongest value from A, and the shortest simple routes that have it."""
    found: dict[tuple[str, ...], float] = {}

    def go(route: tuple[str, ...], strength: float) -> None:
        found[route] = strength * p[route[-1]]
        for u, v, q in case:
            if v == route[-1] and u not in route and (hops is None or len(route) <= hops):
                go((*route, u), strength * q)

    go(("A",), 1.0)
    best = max(found.values())
    tied = [r for r, x in found.items() if x >= best * (1 - 1e-12) and x > 0]
    short = min(map(len, tied), default=0)
    return best, {r for r in tied if len(r) == short}


@pytest.mark.parametrize("seed", range(40))
def test_value_route_and_ties_are_those_of_all_routes(seed: int) -> None:
    rng = np.random.default_rng([21, seed])
    names = "ABCDEF"[: int(rng.integers(2, 7))]
    p = {x: float(rng.choice([0.0, 0.25, 0.5, 1.0])) for x in names}
    links = [
        (u, v, float(rng.choice([0.5, 1.0, 0.25]))) for u, v in itertools.permutations(names, 2) if rng.random() < 0.5
    ]
    hops = None if seed % 2 else int(rng.integers(1, 4))
    text = "\n".join([*(f"{x} {p[x]}" for x in names), *(f"{u}->{v} {q} ?" for u, v, q in links)])
    e = asked(*made.world(text), hops=hops)
    best, routes = brute(links, p, hops)
    assert e.value == pytest.approx(best, abs=1e-15)
    if not routes:
        assert (e.end, e.routes, e.steps) == (None, 0, ())
        assert "That is not a clean record" in lines(e)[0]
        return
    assert product(e) == pytest.approx(best, abs=1e-15)
    assert (e.name, *(s.supplier_name for s in e.steps)) in routes
    assert e.routes == len(routes)
    assert e.end is not None
    assert {e.end.name, *(t.name for t in e.tied)} == {r[-1] for r in routes}


def test_a_weakened_link_says_why_and_recruitment_has_no_share() -> None:
    weak = asked(*made.world("A 0\nB .5\nB->A .8 .05"), materiality=0.1)
    assert weak.value == pytest.approx(0.2)
    assert weak.steps[0].confidence == 0.8
    assert "0.4000, the confidence that this link is real, 0.8000, weakened since 5 % of the purchases is less" in (
        said(weak)
    )
    recruited = asked(*made.world("A 0\nR .5\nR=>A .8"))
    assert (recruited.steps[0].share, recruited.steps[0].assumed) == (None, False)


def test_the_end_says_what_is_known_there_with_its_rows() -> None:
    snapshot = snap(
        brand("A"),
        facility("Mill", "BD", "garments"),
        finding("Mill", "coercion", "audit", observed="2025-01-01", row=7),
        supplies("Mill", "A", 0.6, confidence=0.5),
    )
    e = WorstPath().explain(snapshot, own_risk(snapshot, PACK, TODAY), "name:A", "forced_labour")
    assert e.end is not None
    assert (e.end.name, e.end.state) == ("Mill", "evidence")
    assert e.end.p_low is not None and e.end.p_low < e.end.p < (e.end.p_high or 0.0)
    assert [r.row for r in e.end.grounds[0].refs] == [7]
    words = said(e)
    assert "    audit finding: " in words and "[made-up.csv row 7 (made-up)]." in words
    assert "(known of it: evidence)." in words
