"""What-if edits: each moves what the dense solution of the edited network says."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.engines.candidates import edits
from benchmarks.engines.candidates.work import ALPHA
from tests.benchmarks.engines.networks import MADE, dense


def solved(share: np.ndarray, p: np.ndarray) -> np.ndarray:
    return np.linalg.solve(np.eye(MADE.n) - ALPHA * share, p)


def test_a_remedy_takes_its_part_of_the_own_risk_away() -> None:
    base = edits.Base(MADE)
    for v in (base.hub, *base.some(3).tolist()):
        p = MADE.p.copy()
        p[v] *= 1 - edits.REMEDIED
        got = base.remedy(v)()
        assert np.abs(got.on(base.x) - solved(dense(MADE, MADE.share), p)).max() <= min(got.error, edits.ERROR) + 1e-9


def test_who_leaves_spreads_the_share_over_its_other_suppliers() -> None:
    base, share = edits.Base(MADE), dense(MADE, MADE.share)
    for v in (base.hub, *base.some(3).tolist()):
        less = share.copy()
        less[:, v] = 0.0
        left = less.sum(axis=1, keepdims=True)
        less = np.where(left > 0, less * share.sum(axis=1, keepdims=True) / np.where(left > 0, left, 1.0), 0.0)
        assert np.abs(base.leave(v)().on(base.x) - solved(less, MADE.p)).max() <= edits.ERROR


@pytest.mark.parametrize(
    ("name", "count"), [("what-if leaves", 60), ("what-if leave of the top hub", 1), ("paths ours", 1)]
)
def test_a_run_tells_how_long_each_edit_took(name: str, count: int) -> None:
    work = edits.CANDIDATES[name](MADE)
    assert work.run() is None
    told = work.told()
    assert told["edits"] == count
    assert 0 < told["ms_median"] <= told["ms_99_percent"] <= told["ms_most"]
