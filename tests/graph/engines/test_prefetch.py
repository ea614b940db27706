"""The hint is given, changes no value, and a row that isn't there does no harm."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import pytest

from headwater.graph.engines.kernel import kernel
from headwater.graph.engines.prefetch import AHEAD, prefetch

fetch = prefetch.made
"""As numba takes it."""


@kernel()
def sum_of(x: Any, rows: Any, ahead: int) -> float:
    total = 0.0
    for e in range(rows.size):
        fetch(x, np.int64(rows[e] + ahead))
        total += x[rows[e], 0]
    return total


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.uint64])
def test_it_changes_no_value_even_far_outside_of_the_array(dtype: Any) -> None:
    x = np.arange(800).reshape(100, 8).astype(dtype)
    rows = np.arange(0, 100, 3)
    for ahead in (0, AHEAD, 10**9, -(10**9)):
        assert sum_of(x, rows, ahead) == 8 * rows.sum()
    assert sum_of(x[::2], rows[:10], AHEAD) == 16 * rows[:10].sum()


def test_the_hint_stands_in_the_code() -> None:
    # In a process that makes it: code that was kept holds no words any more.
    made = numba.njit(sum_of.made.py_func)
    made(np.ones((20, 8)), np.arange(3), AHEAD)
    assert all("llvm.prefetch" in text for text in made.inspect_llvm().values())
