"""Lists that are closed under addition."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.risk.explain.parts import largest
from headwater.graph.risk.indicators import UpstreamRisk
from tests import worlds as made

WORLD = "A .1\nB .4\nC .2 end\nB->A .9 ?\nC->A .8 .3\nC->B .9 .5"


def test_every_list_is_closed_in_each_of_its_three_parts() -> None:
    for top in (1, 3, 50):
        snap, own = made.world(WORLD, context=["B"])
        e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, None, top=top)
        whole = {"evidence": e.evidence, "context": e.context, "unmapped": e.unmapped}
        for block in (e.by_supplier, e.by_origin, e.by_path, e.by_route, e.by_finding):
            for name, total in whole.items():
                told = sum(getattr(p, name) for p in block.parts) + getattr(block, f"rest_{name}")
                assert told == pytest.approx(total, abs=1e-12)
            assert sum(p.amount for p in block.parts) + block.rest == pytest.approx(e.value, abs=1e-12)
        assert e.by_unmapped.total == pytest.approx(e.unmapped, abs=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_the_largest_are_those_of_a_full_sort(seed: int) -> None:
    rng = np.random.default_rng(seed)
    amounts = rng.integers(-2, 5, 40) / 8
    by = sorted(np.flatnonzero(amounts).tolist(), key=lambda i: (-amounts[i], i))
    for count in (1, 7, 100):
        assert largest(amounts, count) == (by[:count], max(len(by) - count, 0))
