"""What an edit moves, pushed towards the buyers: against the edited network solved again."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from headwater.graph.risk.network.shares import network
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.whatif.draft import Draft
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.exits import Fill, leave
from headwater.graph.risk.whatif.remedies import FIELDS, Reworked
from headwater.graph.risk.whatif.update import at_once, base, difference, update
from headwater.graph.risk.whatif.whatif import whatif
from tests import worlds as made
from tests.brute import Case, draw
from tests.graph.risk.rows import PACK
from tests.graph.risk.whatif.people import moved, named


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
    edits = parse_edits(now.issues, drop=drop, replace=swap, remediate=fix, respread=respread, named=named(snapshot))
    word = "none" if raw else "prior"
    quick = {"upstream_risk": UpstreamOptions(unmapped=word)}
    # 50 steps of the recursion are worked out anew on the edited network, not pushed
    slow = {"upstream_risk": UpstreamOptions(unmapped=word, hops=50)}
    a, b = (moved(whatif(snapshot, now, PACK, "name:N5", edits, params=p)) for p in (quick, slow))
    assert a.after == pytest.approx(b.after, abs=2 * 0.85**50 / 0.15)
    assert math.isclose(a.after_high or 0, b.after_high or 0, abs_tol=2 * 0.85**50 / 0.15)


@pytest.mark.parametrize("seed", range(8))
def test_a_remedy_moves_every_party_as_the_dense_solution_says_and_a_viewed_one_at_once(seed: int) -> None:
    case = draw(seed)
    snapshot, own = made.drawn(case)
    net, at = network(snapshot), case.n - 1
    start = base(net, own, UpstreamOptions(unmapped="none"))
    assert base(net, own, UpstreamOptions(unmapped="none", hops=2)) is start  # hops don't count: it is kept
    gone = Reworked(np.array([at]), np.array([0]), {f: np.full(1, 0.25 * case.p[at]) for f in FIELDS})
    change = difference(start, own, Draft.of(net, 1), gone)
    p = case.p.copy()
    p[at] *= 0.25
    wanted = Case(case.n, case.edges, p).burden()
    got = update(start, change)
    assert got.on(start.x)[:, 0] == pytest.approx(wanted, abs=1e-11)
    assert np.abs(got.on(start.x)[:, 0] - wanted).max() <= got.error + 1e-15
    for b in range(case.n):
        exact = at_once(start, change, b)
        assert exact is not None
        assert exact[0] == pytest.approx(wanted[b] - case.burden()[b], abs=1e-12)


@pytest.mark.parametrize("seed", range(8))
def test_a_supplier_left_moves_every_party_as_the_dense_solution_says_and_nothing_is_known_at_once(seed: int) -> None:
    case = draw(seed)
    snapshot, own = made.drawn(case)
    net, out = network(snapshot), case.edges[0][0]
    start = base(net, own, UpstreamOptions(unmapped="none"))
    nothing = Reworked(np.empty(0, np.int64), np.empty(0, np.int64), {f: np.empty(0) for f in FIELDS})
    draft = leave(Draft.of(net, 1), np.array([out]), Fill(own, start.sys, start.x))
    change = difference(start, own, draft, nothing)
    wanted = Case(case.n, [e for e in case.edges if e[0] != out], case.p).burden()
    assert update(start, change).on(start.x)[:, 0] == pytest.approx(wanted, abs=1e-11)
    assert at_once(start, change, case.edges[0][1]) is None
