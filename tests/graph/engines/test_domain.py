"""The edges of the domain: nothing, one party, a hub, certainty, and numbers that are none."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from headwater.graph.engines import maxima, sums, unions
from headwater.graph.engines.order import layout
from headwater.graph.risk.indicators import LinkedHarm, UpstreamRisk, WorstPath
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.snapshot import Links, Snapshot
from tests import worlds as made

HUB = 1_000_000


def _empty(n: int) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros(n + 1, np.int64), np.zeros(0, np.int32)


@pytest.mark.parametrize("n", [0, 1, 5])
@pytest.mark.parametrize("hops", [None, 2])
def test_without_links_everybody_keeps_its_own(n: int, hops: int | None) -> None:
    lay, w, p = layout(*_empty(n)), np.zeros(0), np.linspace(0, 1, n)[:, None]
    assert sums.solve(lay, w, p, hops=hops).x.tolist() == p.tolist()
    assert maxima.strongest(lay, w, p, hops).tolist() == p.tolist()
    assert unions.at_most(lay, w, p, hops).tolist() == p.tolist()
    assert sums.adjoint(lay, w, p[:, 0], hops=hops)[0].tolist() == p[:, 0].tolist()
    assert sums.adjoints(lay, w, p)[0].tolist() == p.tolist()
    drawn = unions.sample(lay, w, p, 6400, 1, hops=hops)
    assert drawn == pytest.approx(p, abs=0.03)
    assert drawn[p == 0].tolist() == [0.0] * int((p == 0).sum())
    assert drawn[p == 1].tolist() == [1.0] * int((p == 1).sum())


@pytest.mark.parametrize("wrong", [np.nan, -0.1, 1.5, np.inf])
@pytest.mark.parametrize("where", ["link", "own"])
def test_a_number_that_is_none_is_refused_with_its_place(wrong: float, where: str) -> None:
    lay = layout(np.array([0, 1, 1, 1], np.int64), np.array([1], np.int32))
    w, p = np.array([0.5]), np.full((3, 2), 0.25)
    if where == "link":
        w[0] = wrong
        said = r"of link \[0\] is"
    else:
        p[2, 1] = wrong
        said = r"\[2, 1\] is"
    for work in (lambda: unions.at_most(lay, w, p), lambda: unions.sample(lay, w, p, 64, 1)):
        with pytest.raises(ValueError, match=said):
            work()
    if where == "link" or not 0 <= wrong < 2:
        with pytest.raises(ValueError, match=said):
            maxima.strongest(lay, w, p)
        with pytest.raises(ValueError, match=said):
            sums.adjoints(lay, w, p)
    if where == "link" or not np.isfinite(wrong):
        for solve in (sums.solve, lambda *x: sums.solve_bounds(x[0], x[1], np.ones(1, bool), np.zeros(3), x[2], 1)):
            with pytest.raises(ValueError, match=said):
                solve(lay, w, p)


def _hub() -> tuple[Snapshot, Own]:
    """A buyer with a million suppliers; every fourth has an own risk of .4, one is certain."""
    n = HUB + 1
    ids = ("name:A", *(f"name:S{i:07d}" for i in range(HUB)))
    one, own = made.world("A 0\nB 0.4\nB->A 0.5 0.5")
    p = np.zeros((n, 1))
    p[1::4] = 0.4
    p[2] = 1.0
    snap = Snapshot(
        revision=1,
        as_of=made.TODAY,
        ids=ids,
        parties=(one.parties[0],) * n,
        supplier=np.arange(1, n, dtype=np.int32),
        buyer=np.zeros(HUB, np.int32),
        kind=np.zeros(HUB, np.uint8),
        share=np.full(HUB, 0.9 / HUB),
        confidence=np.full(HUB, 1e-5),
        tier=np.zeros(HUB, np.int16),
        product=("",) * HUB,
        links=Links([("name:A", "name:B", "SUPPLIES", "")] * HUB, [[]] * HUB, None),
        relations=(),
        findings=(),
        assessments=(),
        risks=(),
        priors=(),
        sources=one.sources,
        keys={},
    )
    zero = np.zeros((n, 1))
    return snap, Own(
        issues=own.issues,
        today=own.today,
        pack=own.pack,
        p=p,
        severity=np.full((n, 1), 5.0),
        s=p,
        s_evidence=p,
        s_context=zero,
        low=p,
        high=p,
        unmapped=np.full((n, 1), 0.1),
        unmapped_low=zero,
        unmapped_high=np.ones((n, 1)),
        state=np.zeros((n, 1), np.uint8),
        given=np.ones((n, 1), np.bool_),
    )


def test_a_hub_with_a_million_links_is_scored_by_all_three() -> None:
    snap, own = _hub()
    p = own.p[1:, 0]
    up = UpstreamRisk().score(snap, own)
    # X of a supplier without suppliers of its own: its own risk and the prior of what it buys.
    x = 0.15 * p + 0.85 * 0.1
    assert up.values[0, 0] == pytest.approx(0.9 * x.mean() + 0.1 * 0.1, abs=1e-9)
    assert up.evidence[0, 0] + up.context[0, 0] + up.unmapped[0, 0] == pytest.approx(up.values[0, 0], abs=1e-12)
    harm = LinkedHarm().score(snap, own)
    assert harm.values[0, 0] == pytest.approx(-np.expm1(np.log1p(-1e-5 * p).sum()), rel=1e-9)
    worst = WorstPath().score(snap, own)
    assert worst.values[0, 0] == pytest.approx(1e-5, rel=1e-12)
    assert worst.routes.route(0, 0) == (0, 2)


def test_a_hub_of_a_million_buyers_is_spread_once() -> None:
    """One supplier of everybody: the transposed hub."""
    n = HUB + 1
    lay = layout(np.minimum(np.arange(n + 1), HUB).astype(np.int64), np.full(HUB, HUB, np.int32))
    p = np.zeros((n, 1))
    p[HUB] = 0.5
    w = np.full(HUB, 0.25)
    assert sums.solve(lay, w, p).x[:HUB, 0].tolist() == [0.125] * HUB
    assert maxima.strongest(lay, w, p)[:HUB, 0].tolist() == [0.125] * HUB
    assert unions.at_most(lay, w, p)[:HUB, 0] == pytest.approx(0.125, abs=1e-9)
    everybody = np.zeros(n)
    everybody[:HUB] = 1.0
    assert sums.adjoint(lay, w, everybody)[0][HUB] == HUB * 0.25
    assert unions.sample(lay, w, p, 64 * 16, 3)[:HUB, 0].mean() == pytest.approx(0.125, abs=0.1)


@pytest.mark.parametrize("prob", [0.0, 1e-12, 0.3, 1 - 1e-12, 1.0])
def test_sampled_links_and_harms_hit_their_probability(prob: float) -> None:
    """Exactly at 0 and 1, and without bias between (also just beside 0 and 1, where 32 places would lie)."""
    n = 20_000
    ip = np.concatenate([np.arange(n + 1), np.full(n, n)]).astype(np.int64)
    lay = layout(ip, np.arange(n, 2 * n, dtype=np.int32))
    p = np.concatenate([np.zeros(n), np.ones(n)])[:, None]
    worlds = 640
    by_link = unions.sample(lay, np.full(n, prob), p, worlds, 5)[:n, 0].mean()
    by_harm = unions.sample(lay, np.ones(n), p * prob, worlds, 6)[:n, 0].mean()
    error = np.sqrt(prob * (1 - prob) / (n * worlds))
    for got in (by_link, by_harm):
        assert abs(got - prob) <= 4.5 * error
        if prob in (0.0, 1.0):
            assert got == prob


def _tangle(seed: int) -> tuple[int, list[tuple[int, int, float, float]], np.ndarray]:
    """(buyer, supplier, q, w) of a graph with many cycles and certain links, and own risks of 11 columns."""
    rng = np.random.default_rng(seed)
    n = 60
    pairs = sorted({(int(b), int(u)) for b, u in rng.integers(0, n, (240, 2)) if b != u})
    q = np.where(rng.random(len(pairs)) < 0.1, rng.integers(0, 2, len(pairs)), rng.uniform(0.05, 0.95, len(pairs)))
    count = np.bincount([b for b, _ in pairs], minlength=n)
    p = rng.uniform(0, 0.4, (n, 11))
    p[rng.random(p.shape) < 0.2] = 0
    p[rng.random(p.shape) < 0.01] = 1
    return n, [(b, u, float(x), float(0.84 / count[b])) for (b, u), x in zip(pairs, q, strict=True)], p


def _csr(n: int, links: list[tuple[int, int, float, float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    by = sorted(links)
    ip = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount([b for b, *_ in by], minlength=n), out=ip[1:])
    return ip, np.array([u for _, u, *_ in by], np.int32), np.array([x[2] for x in by]), np.array([x[3] for x in by])


def _all(n: int, links: list[tuple[int, int, float, float]], p: np.ndarray) -> dict[str, np.ndarray]:
    ip, ix, q, w = _csr(n, links)
    lay = layout(ip, ix)
    return {
        "solve": sums.solve(lay, w, p).x,
        "single": sums.solve(lay, w, p, single=True).x,
        "adjoints": sums.adjoints(lay, w, p)[0],
        "strongest": maxima.strongest(lay, q, p),
        "at_most": unions.at_most(lay, q, p),
        "two hops": unions.at_most(lay, q, p, 2),
    }


@pytest.mark.parametrize("seed", range(12))
def test_new_numbers_change_no_value(seed: int) -> None:
    n, links, p = _tangle(seed)
    name = np.random.default_rng(seed + 100).permutation(n)
    before = _all(n, links, p)
    moved = np.empty_like(p)
    moved[name] = p
    after = _all(n, [(int(name[b]), int(name[u]), q, w) for b, u, q, w in links], moved)
    for what, x in before.items():
        close = {"single": 1e-6, "strongest": 1e-15}.get(what, 1e-11)
        assert after[what][name] == pytest.approx(x, abs=close), what


@pytest.mark.parametrize("seed", range(12))
def test_engines_agree_with_dense_algebra_and_networkx_on_tangled_graphs(seed: int) -> None:
    n, links, p = _tangle(seed)
    a = np.zeros((n, n))
    g = nx.DiGraph()
    g.add_nodes_from(range(n))
    for b, u, q, w in links:
        a[b, u] = w
        if q > 0:
            g.add_edge(u, b, weight=-np.log(q))
    got = _all(n, links, p)
    exact = np.linalg.solve(np.eye(n) - a, p)
    assert got["solve"] == pytest.approx(exact, abs=1e-11)
    assert got["single"] == pytest.approx(exact, abs=2e-6)
    assert got["adjoints"] == pytest.approx(np.linalg.solve(np.eye(n) - a.T, p), abs=1e-11)
    far = dict(nx.all_pairs_dijkstra_path_length(g))
    carried = np.array([[np.exp(-far[u][b]) if b in far[u] else 0.0 for u in range(n)] for b in range(n)])
    assert got["strongest"] == pytest.approx((carried[:, :, None] * p[None]).max(axis=1), abs=1e-12)
    assert (got["at_most"] >= got["strongest"] - 1e-12).all()


def test_one_target_and_eight_give_the_same_adjoint() -> None:
    n, links, _ = _tangle(3)
    ip, ix, _, w = _csr(n, links)
    lay = layout(ip, ix)
    g = np.eye(n)[:, :9]
    many, left = sums.adjoints(lay, w, g)
    assert left <= 1e-12
    for j in range(9):
        assert many[:, j] == pytest.approx(sums.adjoint(lay, w, g[:, j])[0], abs=1e-12)
