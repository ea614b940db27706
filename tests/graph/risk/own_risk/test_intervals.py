"""linked_harm and worst_path carry the doubt of the probabilities below them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from headwater.graph.risk.indicators import get_indicator
from tests.worlds import given, link, snapshot_of


@pytest.mark.parametrize("name", ["linked_harm", "worst_path"])
@pytest.mark.parametrize("hops", [1, None])
def test_the_range_is_the_indicator_at_both_ends_of_p(name: str, hops: int | None) -> None:
    snapshot = snapshot_of([link("C", "B", 0.5, 0.6), link("B", "A", 0.8, 0.5)])
    own = given(snapshot, {"B": 0.1, "C": 0.4})
    low, high = own.p * 0.5, np.minimum(own.p * 2.0, 1.0)
    indicator = get_indicator(name)
    params = indicator.params(hops=hops, unmapped="none")
    got = indicator.score(snapshot, replace(own, p_low=low, p_high=high), params)
    least = indicator.score(snapshot, replace(own, p=low), params)
    most = indicator.score(snapshot, replace(own, p=high), params)
    middle = indicator.score(snapshot, own, params)
    assert got.values == pytest.approx(middle.values)
    assert got.low == pytest.approx(least.values)
    assert got.high == pytest.approx(most.values)
    assert (got.low < got.high).any()


def test_without_a_range_both_ends_are_the_value() -> None:
    snapshot = snapshot_of([link("C", "B", 0.5, 0.6), link("B", "A", 0.8, 0.5)])
    own = given(snapshot, {"B": 0.1, "C": 0.4})
    indicator = get_indicator("worst_path")
    got = indicator.score(snapshot, own, indicator.params(unmapped="none"))
    assert got.low == pytest.approx(got.values)
    assert got.high == pytest.approx(got.values)
