"""A network with edits laid over it: against plain dictionaries of its pairs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from headwater.graph.risk.network.shares import network
from headwater.graph.risk.whatif.draft import ASSUMED, HELD, KNOWN, Draft, Patch, Q, spans
from tests import worlds as made

WORLD = "A 0\nB .1\nC .2\nD .3\nB->A .9 .5\nC->A .8 ?\nC->B .7 .4\nD->B 1 .2\nD->C .6 1"
"""Pairs in the order of the network: AB, AC, BC, BD, CD (buyer first)."""


@over(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 6)), max_size=6))
def test_ranges_are_laid_one_after_the_other(ranges: list[tuple[int, int]]) -> None:
    start = np.array([a for a, _ in ranges], np.int64)
    places, of = spans(start, start + np.array([n for _, n in ranges], np.int64))
    assert places.tolist() == [x for a, n in ranges for x in range(a, a + n)]
    assert of.tolist() == [i for i, (_, n) in enumerate(ranges) for _ in range(n)]


@over(st.lists(st.dictionaries(st.integers(0, 9), st.floats(0, 1), max_size=5), max_size=4))
def test_a_place_written_again_takes_the_new_value_and_one_never_written_keeps_the_old(
    writes: list[dict[int, float]],
) -> None:
    patch, held = Patch.empty(1), dict.fromkeys(range(10), -1.0)
    for values in writes:
        patch = patch.write(np.array(list(values), np.int64), np.array(list(values.values())).reshape(-1, 1))
        held |= values
    read = patch.read(np.arange(10, dtype=np.int64), np.full((10, 1), -1.0))
    assert dict(enumerate(read[:, 0].tolist())) == held
    assert patch.at.tolist() == sorted({x for values in writes for x in values})


def test_without_edits_it_is_the_network_itself() -> None:
    snapshot, _ = made.world(WORLD)
    net = network(snapshot)
    same = Draft.of(net, 1).network()
    for name in ("ip", "ix", "known", "assumed", "loose", "flow", "q", "lp", "li", "released"):
        assert getattr(same, name).tolist() == getattr(net, name).tolist(), name
    assert Draft.of(net, 1).shift()[0].tolist() == []


def test_a_pair_taken_out_and_one_put_in_are_so_in_the_network_and_the_draft_before_stays() -> None:
    snapshot, _ = made.world(WORLD)
    net = network(snapshot)
    a, b, c, d = (snapshot.index[f"name:{x}"] for x in "ABCD")
    first = Draft.of(net, 1)
    columns = first.read(np.array([0, 3]))
    assert columns[:, [KNOWN, ASSUMED, Q, HELD]].tolist() == [[0.5, 0.0, 0.9, 1.0], [0.2, 0.0, 1.0, 1.0]]
    assert [x.tolist() for x in first.ends(np.array([0, 3]))] == [[a, b], [b, d]]
    moved = replace(
        first,
        buyer=np.array([a]),
        supplier=np.array([d]),
        pairs=first.pairs.write(np.array([0, 5]), np.array([[0.0] * 6, columns[0]])),
    ).release(np.array([b]), np.array([0.25]), np.array([[0.4]]))
    got = moved.network()
    row = {int(got.ix[j]): float(got.known[j]) for j in got.row(a)}
    assert row == {c: 0.0, d: 0.5}
    assert (got.released.tolist(), got.fill is not None and got.fill[:, 0].tolist()) == (
        [0.0, 0.25, 0.0, 0.0],
        [0.0, 0.1, 0.0, 0.0],
    )
    assert [got.links_of(j) for j in got.row(a)][1] in ((), [])
    told = {(int(v), int(u)): float(x) for v, u, x in zip(*moved.shift(), strict=True)}
    assert told == {(a, b): -0.5, (a, d): 0.5}
    assert first.network().known.tolist() == net.known.tolist()


@pytest.mark.parametrize("only", [None, "A"])
def test_who_still_holds_a_supplier_is_found_among_old_and_new_pairs(only: str | None) -> None:
    snapshot, _ = made.world(WORLD)
    index = {x: snapshot.index[f"name:{x}"] for x in "ABCD"}
    first = Draft.of(network(snapshot), 1)
    gone = replace(
        first,
        buyer=np.array([index["A"]]),
        supplier=np.array([index["D"]]),
        pairs=first.pairs.write(np.array([3, 5]), np.array([[0.0] * 6, [0.1, 0, 0, 1, 1, 1]])),
    )
    places = gone.sales(np.array([index["C"], index["D"]]), None if only is None else index[only])
    found = {(int(v), int(u)) for v, u in zip(*gone.ends(places), strict=True)}
    wanted = {("A", "C"), ("B", "C"), ("C", "D"), ("A", "D")}
    assert found == {(index[v], index[u]) for v, u in wanted if only in (None, v)}
    places, whose = gone.row_places(np.array([index["A"], index["C"]]))
    assert sorted(zip(whose.tolist(), gone.ends(places)[1].tolist(), strict=True)) == [
        (0, index["B"]), (0, index["C"]), (0, index["D"]), (1, index["D"]),
    ]  # fmt: skip
