"""Rows begin at lines of the cache, and the engines' blocks do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from headwater.graph.engines import lines, sums
from headwater.graph.engines.sums import LANES


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.uint64])
@pytest.mark.parametrize("rows", [0, 1, 3, 100_003])
def test_arrays_begin_at_a_line_and_no_row_straddles_two(rows: int, dtype: Any) -> None:
    x = lines.zeros((rows, LANES), dtype)
    assert (x.shape, x.dtype, x.flags.c_contiguous) == ((rows, LANES), np.dtype(dtype), True)
    assert not x.any()
    assert not rows or x.ctypes.data % lines.LINE == 0
    assert lines.LINE % x.strides[0] == 0
    x[:] = np.arange(rows * LANES).reshape(x.shape)
    twin = lines.copy(x)
    assert not rows or twin.ctypes.data % lines.LINE == 0
    twin[:1] += 1
    assert (twin[1:] == x[1:]).all()
    assert not rows or (twin[0] != x[0]).all()


def test_the_engines_blocks_begin_at_a_line() -> None:
    order = np.arange(1_001, dtype=np.int32)
    for part in sums.blocks(np.ones((1_001, 11)), order):
        assert part.ctypes.data % lines.LINE == 0
