"""One party and issue ready to be taken apart: against a case worked by hand, and dense linear algebra."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headwater.graph.risk.explain.case import Case, case_of, nobody, own_operations, unnamed
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.values.upstream_risk import functional, system
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.brute import draw

U2 = "A .1\nB .4 end\nB->A 1 .5"


def case(snapshot: Snapshot, own: Own, **params: object) -> Case:
    """The case of A, its adjoint solved densely: z = g + W' z."""
    net = network(snapshot)
    sys = system(net, own, UpstreamOptions.model_validate(params))
    b = snapshot.index["name:A"]
    w = np.zeros((net.n, net.n))
    w[net.buyer, net.ix] = sys.w
    z = np.linalg.solve(np.eye(net.n) - w.T, functional(net, b, raw=sys.raw))
    return case_of(snapshot, own, sys, b, z)


def test_u2_half_is_bought_from_a_chain_end_and_half_from_nobody_known() -> None:
    got = case(*made.world(U2, prior=0.2))
    assert got.value == pytest.approx([0.5 * 0.4, 0.0, 0.5 * 0.2])
    assert got.z == pytest.approx([0.0, 0.5])
    assert (got.issue, got.lead, got.name(1)) == (made.ISSUE, 1.0, "B")
    assert unnamed(got) == pytest.approx([0.1, 0.0])
    mine = own_operations(got)
    assert mine is not None
    assert (mine.amount, mine.evidence, mine.names) == (0.1, 0.1, ("A",))
    said = nobody(got, 0, np.array([0.0, 0.0, 0.1]))
    assert (said.share, said.amount, said.unmapped) == (0.5, 0.1, 0.1)
    assert said.what == "unmapped: A buys 50 % from suppliers nobody named, counted at the prior."
    assert [r.row for r in said.refs] == [2]
    assert [r.row for r in got.link_rows(0)] == [4]


def test_the_raw_sum_holds_the_own_risk_and_nothing_unmapped() -> None:
    got = case(*made.world(U2, prior=0.2), unmapped="none")
    assert got.value == pytest.approx([0.1 + 0.85 * 0.5 * 0.4, 0.0, 0.0])
    assert got.z == pytest.approx([1.0, 0.85 * 0.5])
    assert got.lead == 0.85
    assert not unnamed(got).any()
    assert own_operations(got) is None


def test_an_own_risk_that_nobody_knows_has_no_line() -> None:
    snapshot, own = made.world(U2)
    dark = own.s.copy()
    dark[0] = np.nan
    assert own_operations(case(snapshot, dataclasses.replace(own, s=dark))) is None


@pytest.mark.parametrize("seed", range(8))
def test_the_sources_times_the_adjoint_are_the_dense_solution(seed: int) -> None:
    drawn = draw(seed)
    snapshot, own = made.drawn(drawn)
    assert case(snapshot, own, unmapped="none").value.sum() == pytest.approx(drawn.burden()[0], abs=1e-12)
    rest = 1 - drawn.a.sum(axis=1)
    x = np.linalg.solve(np.eye(drawn.n) - 0.85 * drawn.a, 0.15 * drawn.p + 0.85 * rest * 0.1)
    assert case(snapshot, own).value.sum() == pytest.approx((drawn.a @ x + rest * 0.1)[0], abs=1e-12)
