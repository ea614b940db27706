"""What a change moves, against dense algebra and the two identities of a dropped node and an edited row."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from headwater.graph.engines import push as module
from headwater.graph.engines.order import layout
from headwater.graph.engines.push import Change, Upward, push

NONE = np.empty(0, np.int64)
ALPHA = 0.85
Floats = NDArray[np.float64]


def _random(rng: np.random.Generator, n: int) -> Floats:
    """Weights W[buyer, supplier] with cycles, empty rows and rows that sum to alpha exactly."""
    w = np.where(rng.random((n, n)) < 3 / n, rng.random((n, n)), 0.0)
    np.fill_diagonal(w, 0.0)
    total = w.sum(axis=1, keepdims=True)
    return np.where(total > 0, w / np.where(total > 0, total, 1.0) * ALPHA * rng.choice([0.3, 1.0], (n, 1)), 0.0)


def _upward(w: Floats) -> Upward:
    buyer, supplier = np.nonzero(w)
    ip = np.concatenate([[0], np.cumsum(np.bincount(buyer, minlength=len(w)))]).astype(np.int64)
    return Upward.of(layout(ip, supplier.astype(np.int32)), w[buyer, supplier])


def _links(dw: Floats, rows: NDArray[np.int64] = NONE, terms: Floats | None = None, width: int = 8) -> Change:
    buyer, supplier = np.nonzero(dw)
    return Change(rows, np.zeros((len(rows), width)) if terms is None else terms, supplier, buyer, dw[buyer, supplier])


def _inverse(w: Floats) -> Floats:
    return np.linalg.inv(np.eye(len(w)) - w)


@pytest.mark.parametrize("sweep", [False, True])
@pytest.mark.parametrize("width", [1, 8, 11])
@pytest.mark.parametrize("seed", range(12))
def test_any_set_of_edits_gives_the_new_solution_everywhere(
    seed: int, width: int, sweep: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAITING", 10**9)
    monkeypatch.setattr(module, "FEWEST", 0 if sweep else 10**6)
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 60))
    w = _random(rng, n)
    c = rng.random((n, width))
    x = _inverse(w) @ c
    after = w * (rng.random((n, n)) < 0.8)
    spare = ALPHA - after.sum(axis=1)
    made = rng.integers(0, n, n)
    after[np.arange(n), made] += np.where(made == np.arange(n), 0.0, 0.5 * np.maximum(spare, 0.0))
    rows = np.flatnonzero(rng.random(n) < 0.3)
    terms = rng.normal(size=(len(rows), width))
    new = c.copy()
    new[rows] += terms
    got = push(_upward(w), x, _links(after - w, rows, terms), tol=1e-12)
    truth = np.linalg.solve(np.eye(n) - after, new)
    assert np.abs(got.on(x) - truth).max() <= 1e-11
    assert got.error <= 1e-12
    assert got.swept or not sweep or got.links == 0


@pytest.mark.parametrize("seed", range(20))
def test_a_node_dropped_everywhere_obeys_its_identity(seed: int) -> None:
    rng = np.random.default_rng(100 + seed)
    n = int(rng.integers(4, 40))
    w, c = _random(rng, n), rng.random((n, 8))
    g = _inverse(w)
    x = g @ c
    out = int(rng.integers(n))
    dw = np.zeros_like(w)
    dw[:, out] = -w[:, out]
    got = push(_upward(w), x, _links(dw)).on(x)
    kept = np.arange(n) != out
    assert got[kept] == pytest.approx((x - np.outer(g[:, out], x[out]) / g[out, out])[kept], abs=1e-11)


@pytest.mark.parametrize("seed", range(20))
def test_an_edited_row_obeys_sherman_and_morrison(seed: int) -> None:
    rng = np.random.default_rng(200 + seed)
    n = int(rng.integers(4, 40))
    w, c = _random(rng, n), rng.random((n, 8))
    g = _inverse(w)
    x = g @ c
    b = int(np.argmax((w > 0).sum(axis=1)))
    delta = rng.permutation(w[b]) * (np.arange(n) != b) - w[b]
    dw = np.zeros_like(w)
    dw[b] = delta
    got = push(_upward(w), x, _links(dw)).on(x)
    column = g[:, b]
    assert got == pytest.approx(x + np.outer(column, delta @ x) / (1 - delta @ column), abs=1e-11)


def test_undoing_gives_the_old_state_back() -> None:
    rng = np.random.default_rng(7)
    w, c = _random(rng, 50), rng.random((50, 8))
    x = _inverse(w) @ c
    dw = np.zeros_like(w)
    dw[:, 3] = -w[:, 3]
    moved = push(_upward(w), x, _links(dw))
    back = push(_upward(w + dw), moved.on(x), _links(-dw))
    assert back.on(moved.on(x)) == pytest.approx(x, abs=1e-11)


def test_a_hub_is_swept_and_the_error_told_holds() -> None:
    rng = np.random.default_rng(8)
    n = 3_000
    w = np.zeros((n, n))
    w[1:, 0] = 0.2  # everybody buys from 0
    for v in range(1, n):
        w[v, rng.integers(0, n, 3)] += 0.2
    np.fill_diagonal(w, 0.0)
    w *= ALPHA
    c = rng.random((n, 8))
    x = np.linalg.solve(np.eye(n) - w, c)
    terms = -0.5 * c[[0]]
    new = c.copy()
    new[0] += terms[0]
    for tol in (1e-3, 1e-6, 1e-10):
        got = push(_upward(w), x, Change(np.array([0]), terms, NONE, NONE, np.empty(0)), tol=tol)
        truth = np.linalg.solve(np.eye(n) - w, new)
        assert got.swept
        assert np.abs(got.on(x) - truth).max() <= got.error + 1e-12
        assert got.error <= tol


def test_nothing_edited_moves_nothing() -> None:
    w = _random(np.random.default_rng(9), 10)
    got = push(_upward(w), np.zeros((10, 8)), _links(np.zeros_like(w)))
    assert (len(got.rows), got.links, got.error) == (0, 0, 0.0)


def test_a_row_that_passes_everything_on_is_refused() -> None:
    with pytest.raises(ValueError, match="under 1"):
        _upward(np.array([[0.0, 1.0], [0.0, 0.0]]))
