"""What an order hangs on: alpha and ranges."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from headwater.graph.risk.comparison.stability import ALPHAS, rank_ranges, ranks, values_over_alpha
from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.values.params import UpstreamOptions
from tests import worlds as made


@pytest.mark.parametrize("case", made.WORLDS)
@pytest.mark.parametrize("unmapped", ["prior", "none"])
def test_values_over_alpha_are_the_scores(case: str, unmapped: str) -> None:
    snap, own = made.world(made.WORLDS[case])
    rows = list(range(len(snap.ids)))
    got = values_over_alpha(network(snap), own, UpstreamOptions(unmapped=unmapped), rows)  # type: ignore[arg-type]
    for line, alpha in zip(got, ALPHAS, strict=True):
        expect = UpstreamRisk().score(snap, own, UpstreamOptions(alpha=alpha, unmapped=unmapped)).values
        assert line == pytest.approx(expect, abs=1e-11)


@pytest.mark.parametrize("seed", range(40))
def test_a_rank_range_is_what_corners_of_the_ranges_can_make(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ends = np.sort(rng.integers(0, 6, (4, 2)), axis=1) / 5
    got = rank_ranges(ends[:, 0], ends[:, 1])
    seen = [ranks(np.array(corner)) for corner in itertools.product(*ends)]
    for i in range(4):
        assert got[i] == (min(p[i] for p in seen), max(p[i] for p in seen)), (seed, i)
