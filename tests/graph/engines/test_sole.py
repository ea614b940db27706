"""In how many worlds one party alone links a harm: the sampler's worlds, and what the chance would lose."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.engines.order import layout
from headwater.graph.engines.small import ancestry
from headwater.graph.engines.sole import sole
from headwater.graph.engines.unions import sample
from tests.brute import draw

WORLDS, SEED = 64 * 200, 3


@pytest.mark.parametrize("hops", [None, 2])
@pytest.mark.parametrize("seed", range(6))
def test_the_worlds_are_those_of_the_sample_and_a_party_taken_out_takes_its_own(seed: int, hops: int | None) -> None:
    case = draw(seed)
    ip, ix, q, _ = case.csr()
    part = ancestry(ip, ix, q, 0, hops)
    assert part is not None
    got = sole(part, q, case.p, 0, WORLDS, SEED, hops)

    def linked(p: np.ndarray) -> int:
        return round(float(sample(layout(ip, ix), q, p[:, None], WORLDS, SEED, hops=hops)[0, 0]) * WORLDS)

    assert (got.linked, got.worlds) == (linked(case.p), WORLDS)
    for place, row in enumerate(part.rows.tolist()):
        without = case.p.copy()
        without[row] = 0.0
        assert got.alone[place] == got.linked - linked(without)
