"""Sums over paths: against dense linear algebra on small random graphs, with cycles."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.engines.order import layout
from headwater.graph.engines.sums import adjoint, adjoints, apply, solve, solve_bounds
from tests.brute import ALPHA, Case, draw

SEEDS = range(10)


def system(case: Case) -> tuple[object, np.ndarray]:
    ip, ix, _, share = case.csr()
    return layout(ip, ix), ALPHA * share


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sum_is_the_dense_solution_and_its_error_holds(seed: int) -> None:
    case = draw(seed)
    lay, w = system(case)
    c = np.column_stack([case.p, 1.0 - case.p])
    wanted = np.linalg.solve(np.eye(case.n) - ALPHA * case.a, c)
    done = solve(lay, w, c)
    assert np.abs(done.x - wanted).max() <= max(done.error, 1e-12)
    assert apply(lay, w, c, wanted) == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("hops", [0, 1, 3])
def test_with_a_limit_it_is_the_sum_of_the_powers(seed: int, hops: int) -> None:
    case = draw(seed)
    lay, w = system(case)
    power, wanted = case.p.copy(), case.p.copy()
    for _ in range(hops):
        power = ALPHA * case.a @ power
        wanted = wanted + power
    assert solve(lay, w, case.p[:, None], hops=hops).x[:, 0] == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_adjoint_gives_the_same_number_from_the_other_end(seed: int) -> None:
    case = draw(seed)
    lay, w = system(case)
    inverse = np.linalg.inv(np.eye(case.n) - ALPHA * case.a)
    for row in range(case.n):
        g = np.zeros(case.n)
        g[row] = 1.0
        assert adjoint(lay, w, g)[0] == pytest.approx(inverse[row], abs=1e-11)
    together, _ = adjoints(lay, w, np.eye(case.n))
    assert together.transpose() == pytest.approx(inverse, abs=1e-9)


def test_a_mass_that_may_lie_anywhere_lies_on_the_best_or_the_worst() -> None:
    #   1 (own .2) and 2 (own .6) sell to 0; .5 of its purchases is of one of them
    lay = layout(np.array([0, 2, 2, 2]), np.array([1, 2], np.int32))
    w, loose, mass = np.zeros(2), np.ones(2, np.bool_), np.array([0.5, 0.0, 0.0])
    c = np.array([[0.0], [0.2], [0.6]])
    assert solve_bounds(lay, w, loose, mass, c, -1).x[:, 0] == pytest.approx([0.1, 0.2, 0.6])
    assert solve_bounds(lay, w, loose, mass, c, 1).x[:, 0] == pytest.approx([0.3, 0.2, 0.6])


def test_a_row_that_sums_to_one_and_a_number_that_is_none_are_refused() -> None:
    lay = layout(np.array([0, 1, 1]), np.array([1], np.int32))
    with pytest.raises(ValueError, match="row sum"):
        solve(lay, np.array([1.0]), np.zeros((2, 1)))
    with pytest.raises(ValueError, match="nan"):
        solve(lay, np.array([0.5]), np.array([[0.0], [np.nan]]))
