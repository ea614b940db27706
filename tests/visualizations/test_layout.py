"""Where things stand: lanes by tier, the worst first, few crossings, and no two on one spot."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.graph.risk.own_risk.own import State
from headwater.visualizations.layout import STEP_X, STEP_Y, barycentres, lanes, positions
from headwater.visualizations.subgraph import Edge, Node, Subgraph
from tests.visualizations.world import fan


def world(*nodes: Node, links: list[tuple[str, str]] | None = None) -> Subgraph:
    edges = tuple(Edge(start=a, end=b, kind="SUPPLIES") for a, b in links or [])
    return Subgraph(meta=fan(0).meta, nodes=nodes, edges=edges, sources=())


def node(name: str, tier: int | None = 1, **of: object) -> Node:
    return Node.model_validate({"id": name, "name": name, "kind": "facility", "tier": tier, **of})


def open_(severity: int | None) -> dict[str, object]:
    return {"state": State.EVIDENCE, "severity": severity}


def test_a_lane_has_the_gravest_first_unknown_severity_after_high_and_then_names() -> None:
    nodes = [
        node("z", **open_(5)), node("a", **open_(3)), node("m", **open_(None)), node("y", **open_(4)), node("B"),
        node("c", state=State.LOOKED),
    ]  # fmt: skip
    assert [n.name for n in lanes(world(*nodes))[1]] == ["z", "y", "m", "a", "B", "c"]


def test_lanes_run_from_buyers_on_and_what_has_no_tier_stands_last() -> None:
    nodes = (node("none", None), node("two", 2), node("who buys", -1), node("root", 0, root=True))
    assert {k: [n.name for n in v] for k, v in lanes(world(*nodes)).items()} == {
        -1: ["who buys"], 0: ["root"], 2: ["two"], 3: ["none"],
    }  # fmt: skip
    assert list(lanes(world(*nodes))) == [-1, 0, 2, 3]


def crossings(columns: list[list[str]], pairs: list[tuple[str, str]]) -> int:
    """Counted one pair of links at a time, between neighbouring columns."""
    at = {n: (i, j) for i, c in enumerate(columns) for j, n in enumerate(c)}
    links = [sorted((at[a], at[b])) for a, b in pairs if abs(at[a][0] - at[b][0]) == 1]
    return sum(x[0][0] == y[0][0] and (x[0][1] - y[0][1]) * (x[1][1] - y[1][1]) < 0 for x, y in combinations(links, 2))


def test_links_that_need_not_cross_do_not() -> None:
    left, right = [f"a{i}" for i in range(6)], [f"b{i}" for i in range(6)]
    pairs = list(zip(left, reversed(right), strict=True))
    assert crossings([left, right], pairs) == 15
    got = barycentres([left, right], pairs)
    assert crossings(got, pairs) == 0
    assert barycentres([left, right], []) == [left, right], "ties keep the order given"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=40), st.integers(1, 4))
def test_every_column_keeps_its_members_and_every_node_has_a_spot_of_its_own(
    pairs: list[tuple[int, int]], columns: int
) -> None:
    nodes = [node(f"n{i:02}", i % columns) for i in range(20)]
    links = [(f"n{a:02}", f"n{b:02}") for a, b in pairs]
    held = [[n.id for n in nodes if n.tier == t] for t in range(columns)]
    assert [sorted(c) for c in barycentres(held, links)] == held
    spots = positions(world(*nodes, links=links))
    assert set(spots) == {n.id for n in nodes}
    for a, b in combinations(spots.values(), 2):
        assert abs(a[0] - b[0]) >= STEP_X / 2 or abs(a[1] - b[1]) >= STEP_Y / 2
    for near, far in pairwise(range(columns)):
        assert max(spots[n][0] for n in held[near]) < min(spots[n][0] for n in held[far])


def test_a_crowded_lane_is_folded_into_the_shape_of_a_screen() -> None:
    spots = positions(fan(400)).values()
    width = max(x for x, _ in spots) - min(x for x, _ in spots)
    height = max(y for _, y in spots) - min(y for _, y in spots)
    assert 1.0 < width / height < 2.5
    assert positions(world(node("one", 0))) == {"one": (0.0, 0.0)}
