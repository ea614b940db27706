"""What the kernels need of their numbers, so that a NaN never travels unseen through a graph."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def between(x: NDArray[Any], what: str, least: float, most: float) -> None:
    """Refuse numbers outside `least` to `most`, and NaN.

    Raises:
        ValueError: With the first place and its value. Unknown is for the caller to settle beforehand.
    """
    # A NaN makes both extremes NaN, and every comparison with them false.
    if x.size and not (x.min() >= least and x.max() <= most):
        place = np.unravel_index(int(np.argmin((x >= least) & (x <= most))), x.shape)
        at = ", ".join(map(str, place))
        raise ValueError(
            f"{what} [{at}] is {x[place]}, and must be a number from {least:g} to {most:g}; "
            "an unknown one must be settled before it is summed"
        )
