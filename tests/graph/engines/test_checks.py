"""A number outside of its range, or none at all, is refused with its place."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.engines.checks import between


@pytest.mark.parametrize(("bad", "said"), [(1.5, "1.5"), (-0.1, "-0.1"), (np.nan, "nan"), (np.inf, "inf")])
def test_the_first_wrong_place_is_named(bad: float, said: str) -> None:
    x = np.array([[0.0, 1.0], [bad, bad]])
    with pytest.raises(ValueError, match=rf"share \[1, 0\] is {said}, and must be a number from 0 to 1"):
        between(x, "share", 0.0, 1.0)


@pytest.mark.parametrize("good", [np.array([0.0, 1.0]), np.empty(0), np.empty((0, 3))])
def test_the_ends_and_nothing_are_fine(good: np.ndarray) -> None:
    between(good, "share", 0.0, 1.0)
