"""What an edit moves, pushed towards the buyers: against the edited network solved again."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.whatif import whatif
from tests import worlds as made
from tests.graph.risk.rows import PACK
from tests.graph.risk.whatif.people import moved


@settings(max_examples=25, deadline=None)
@over(st.integers(0, 10**6), st.lists(st.integers(0, 5), min_size=1, max_size=3), st.booleans(), st.booleans())
def test_the_update_is_the_edited_network_solved_again(seed: int, out: list[int], respread: bool, raw: bool) -> None:
    rng = np.random.default_rng(seed)
    n = 7
    lines = [f"N{i} {rng.random():.3f}" for i in range(n)]
    for v in range(n):
        some = [u for u in range(n) if u != v and rng.random() < 0.4]
        share = rng.dirichlet(np.ones(len(some) + 1)) if some else []
        lines += [f"N{u}->N{v} 1 {share[i]:.6f}" for i, u in enumerate(some)]
    snapshot, now = made.world("\n".join(lines), prior=float(rng.random()))
    drop = [f"N{i}" for i in out]
    swap = [f"N{out[0]}=N6"] if rng.random() < 0.5 else []
    fix = [f"N{out[-1]}"] if rng.random() < 0.5 else []
    edits = parse_edits(now.issues, drop=drop, replace=swap, remediate=fix, respread=respread)
    word = "none" if raw else "prior"
    quick = {"upstream_risk": UpstreamOptions(unmapped=word)}
    # 50 steps of the recursion are worked out anew on the edited network, not pushed
    slow = {"upstream_risk": UpstreamOptions(unmapped=word, hops=50)}
    a, b = (moved(whatif(snapshot, now, PACK, "N5", edits, params=p)) for p in (quick, slow))
    assert a.after == pytest.approx(b.after, abs=2 * 0.85**50 / 0.15)
    assert math.isclose(a.after_high or 0, b.after_high or 0, abs_tol=2 * 0.85**50 / 0.15)
