"""The same network as other programs want it."""

from __future__ import annotations

import numpy as np

from benchmarks.engines.candidates.work import in_networkx, rows, with_sink, with_start
from tests.benchmarks.engines.networks import MADE, dense


def test_the_buyer_of_each_link_and_the_graph_of_networkx_are_those_of_the_network() -> None:
    share = dense(MADE, MADE.share)
    assert np.array_equal(share[rows(MADE), MADE.ix], MADE.share)
    graph = in_networkx(MADE, MADE.share)
    assert graph.number_of_nodes() == MADE.n
    assert {(v, u): d["weight"] for v, u, d in graph.edges(data=True)} == {
        (int(v), int(u)): float(share[v, u]) for v, u in np.argwhere(share > 0)
    }


def test_a_start_leads_to_every_party_by_its_own_risk_and_goods_flow_on_from_there() -> None:
    u, v, probability = with_start(MADE, 2)
    out = np.zeros((MADE.n + 1, MADE.n + 1))
    out[u, v] = probability
    assert np.array_equal(out[MADE.n, : MADE.n], MADE.p[:, 2])
    assert np.array_equal(out[: MADE.n, : MADE.n], dense(MADE, MADE.q).T)
    assert not out[:, MADE.n].any()


def test_a_sink_takes_what_is_not_mapped_so_that_every_row_sums_to_1() -> None:
    b, u, share = with_sink(MADE)
    out = np.zeros((MADE.n + 1, MADE.n + 1))
    out[b, u] = share
    assert np.allclose(out.sum(axis=1), 1.0, rtol=0, atol=1e-12)
    assert np.array_equal(out[: MADE.n, : MADE.n], dense(MADE, MADE.share))
    assert out[MADE.n, MADE.n] == 1.0
