"""Arrays whose rows begin at a line of the cache.

A row of eight numbers is one line (float64) or half of one (float32). numpy's own large arrays begin 16 bytes off,
so that a row read at random costs two lines; this takes a quarter to a half off the sweeps (measured on 5M links).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

LINE = 64
"""Bytes. x86-64 and most ARM; where it's more, a row still lies within one line."""


def zeros(shape: tuple[int, int], dtype: Any = np.float64) -> NDArray[Any]:
    """Zeros of a shape, the first at the start of a line."""
    size = shape[0] * shape[1] * np.dtype(dtype).itemsize
    raw = np.zeros(size + LINE, np.uint8)
    at = -raw.ctypes.data % LINE
    out: NDArray[Any] = raw[at : at + size].view(dtype).reshape(shape)
    return out


def copy(x: NDArray[Any]) -> NDArray[Any]:
    """A copy, the first at the start of a line."""
    out = zeros(x.shape, x.dtype)
    out[...] = x
    return out
