"""The made-up network has the properties it says."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from benchmarks.engines import network


def test_the_made_up_network_is_what_it_says_and_the_same_for_a_seed() -> None:
    one, two, other = (network.make(2_000, 10_000, seed) for seed in (1, 1, 2))
    assert (one.n, len(one.ix)) == (2_000, 10_000)
    assert one.ix.tolist() == two.ix.tolist()
    assert one.share.tolist() == two.share.tolist()
    assert one.ix.tolist() != other.ix.tolist()
    buyer = np.repeat(np.arange(one.n), np.diff(one.ip))
    assert (buyer != one.ix).all()
    assert len(set(zip(buyer.tolist(), one.ix.tolist(), strict=True))) == 10_000
    assert np.bincount(buyer, weights=one.share).max() <= 1.0
    assert np.unique(one.ix[one.tier[one.ix] > 0]).size == int((one.tier > 0).sum())  # every supplier has a buyer
    back = (one.tier[one.ix] <= one.tier[buyer]).mean()
    assert back == pytest.approx(0.05, abs=0.005)
    _, part = connected_components(csr_array((np.ones(10_000), one.ix, one.ip)), connection="strong")
    assert 0.2 < np.bincount(part).max() / one.n < 0.8  # there are cycles, as in real networks
