"""worst_path: ties and cycles."""

from __future__ import annotations

from headwater.graph.risk.indicators import WorstPath
from headwater.graph.risk.values.params import PathOptions
from headwater.graph.risk.values.result import Result
from headwater.graph.snapshot import Snapshot
from tests import worlds as made


def _names(snap: Snapshot, result: Result, name: str) -> str:
    route = result.routes.route(snap.index[f"name:{name}"], 0)
    return "".join(snap.parties[i].name for i in route)


def test_worst_paths_tie_to_the_fewest_hops_then_the_smallest_id() -> None:
    snap, own = made.world("A 0\nB 0\nC 0\nD .5\nE .5\nB->A 1 .1\nC->A 1 .1\nE->B 1 .1\nD->C 1 .1\nE->A 1 .1")
    worst = WorstPath().score(snap, own, None)
    assert _names(snap, worst, "A") == "AE"
    snap, own = made.world("A 0\nB 0\nC 0\nD .5\nE .5\nB->A 1 .1\nC->A 1 .1\nE->B 1 .1\nD->C 1 .1")
    assert _names(snap, WorstPath().score(snap, own, None), "A") == "ABE"
    # the longer way is met first
    snap, own = made.world("A .5\nB 0\nC 0\nM 0\nY 0\nA->B 1 .1\nB->C 1 .1\nC->M 1 .1\nY->M 1 .1\nA->Y 1 .1")
    assert _names(snap, WorstPath().score(snap, own, None), "M") == "MYA"


def test_worst_paths_leave_a_cycle_of_certain_links() -> None:
    snap, own = made.world("A 0\nB 0\nC 0\nD .3\nB->A 1 .1\nC->B 1 .1\nB->C 1 .1\nA->B 1 .1\nD->C 1 .1")
    worst = WorstPath().score(snap, own, None)
    assert _names(snap, worst, "A") == "ABCD"
    assert _names(snap, WorstPath().score(snap, own, PathOptions(hops=2)), "A") == ""
    assert _names(snap, WorstPath().score(snap, own, PathOptions(hops=3)), "A") == "ABCD"
