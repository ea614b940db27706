"""linked_harm of all parties: the bounds agree, and samples lie under them."""

from __future__ import annotations

import numpy as np

from benchmarks.engines.candidates import harm
from benchmarks.engines.network import ISSUES
from tests.benchmarks.engines.networks import MADE, dense


def test_both_bounds_are_the_least_fixed_point_and_ours_is_never_below_it() -> None:
    q = dense(MADE, MADE.q)
    x = MADE.p.copy()
    for _ in range(100):
        x = 1 - (1 - MADE.p) * np.prod(1 - q[:, :, None] * x[None, :, :], axis=1)
    ours, plain = harm.bound(MADE).run(), harm.bound_numpy(MADE).run()
    assert ours is not None and plain is not None
    assert (ours >= x - 1e-15).all()
    assert np.abs(ours - x).max() <= 1e-9
    assert np.abs(plain - x).max() <= 1e-4


def test_each_run_draws_64_other_worlds_under_the_bound() -> None:
    work, bound = harm.worlds(MADE), harm.bound(MADE).run()
    one, two = work.run(), work.run()
    assert one is not None and two is not None and bound is not None
    assert np.array_equal(one * harm.WORLDS, np.rint(one * harm.WORLDS))
    assert not np.array_equal(one, two)
    assert one.mean() <= bound.mean() + 0.02


def test_one_world_and_one_sweep_stand_for_the_whole_and_say_so() -> None:
    for name, factor, how in (
        ("worlds scipy", 64 * ISSUES, "one world of one issue times 512"),
        ("bound networkx", 20, "one sweep times 20"),
    ):
        work = harm.CANDIDATES[name](MADE)
        assert work.run() is None
        assert (work.factor, work.how) == (factor, how)
