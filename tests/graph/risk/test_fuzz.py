"""200 random graphs, with cycles and probabilities of exactly 0 and 1, against brute force."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.engines import maxima, small, sums, unions
from headwater.graph.engines.order import layout
from headwater.graph.risk.indicators import LinkedHarm, UpstreamRisk
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import LinkedOptions, UpstreamOptions
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.whatif import whatif
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.brute import ALPHA, Case, draw, exposure, strongest
from tests.graph.risk.rows import PACK

EXPLAIN = UpstreamRisk().explain

GRAPHS = 200


def _world(case: Case) -> tuple[Snapshot, Own]:
    lines = [f"N{i} {x!r}" for i, x in enumerate(case.p.tolist())]
    return made.world("\n".join([*lines, *(f"N{u}->N{v} {q!r} {a!r}" for u, v, q, a in case.edges)]))


@pytest.mark.parametrize("block", range(10))
def test_engines_agree_with_brute_force(block: int) -> None:
    scores = []
    for seed in range(block * GRAPHS // 10, (block + 1) * GRAPHS // 10):
        case = draw(seed)
        ip, ix, q, a = case.csr()
        lay = layout(ip, ix)
        p = case.p[:, None]
        inverse = np.linalg.inv(np.eye(case.n) - ALPHA * case.a)
        exact = inverse @ case.p
        done = sums.solve(lay, ALPHA * a, p)
        assert np.abs(done.x[:, 0] - exact).max() <= done.error + 1e-15, seed
        assert done.error < 1e-11
        half = sums.solve(lay, ALPHA * a, p, single=True)
        assert np.abs(half.x[:, 0] - exact).max() <= half.error, seed
        assert half.error < 1e-4
        target = np.zeros(case.n)
        target[seed % case.n] = 1.0
        z, left = sums.adjoint(lay, ALPHA * a, target)
        assert np.abs(z - inverse[seed % case.n]).max() <= left + 1e-12, seed
        assert maxima.strongest(lay, q, p)[:, 0] == pytest.approx(strongest(case), abs=1e-12), seed
        truth = exposure(case)
        assert (unions.at_most(lay, q, p)[:, 0] >= truth - 1e-15).all(), seed
        for hops in (None, 2):
            wanted = truth if hops is None else exposure(case, hops)
            for v in range(case.n):
                part = small.ancestry(ip, ix, q, v, hops)
                assert part is not None
                got = small.exact(part, q, p, hops)
                assert got is not None
                assert got[0] == pytest.approx(wanted[v], abs=1e-12), (seed, v, hops)
        drawn = unions.sample(lay, q, p, 64 * 64, seed)[:, 0]
        sure = (truth < 1e-12) | (truth > 1 - 1e-12)
        assert np.abs(drawn - truth)[sure].max(initial=0) < 1e-12, seed
        scores.extend(((drawn - truth)[~sure] / np.sqrt((truth * (1 - truth))[~sure] / 4096)).tolist())
    assert max(abs(x) for x in scores) < 4.5
    assert abs(float(np.mean(scores))) < 0.5


@pytest.mark.parametrize("block", range(5))
def test_explanations_add_up_and_paths_are_the_largest(block: int) -> None:
    for seed in range(block * 10, block * 10 + 10):
        case = draw(1000 + seed)
        snap, own = _world(case)
        for params in (UpstreamOptions(unmapped="none"), UpstreamOptions(), UpstreamOptions(alpha=0.5, hops=3)):
            e = EXPLAIN(snap, own, f"name:N{seed % case.n}", None, params, top=4)
            for block_ in (e.by_supplier, e.by_origin, e.by_path, e.by_finding):
                assert sum(x.amount for x in block_.parts) + block_.rest == pytest.approx(e.value, abs=1e-9)
            full = EXPLAIN(snap, own, f"name:N{seed % case.n}", None, params, top=10_000 if params.hops else 200)
            for whole in (full.by_supplier, full.by_origin, full.by_finding):
                assert whole.rest == pytest.approx(0, abs=1e-9)
                assert sum(x.evidence for x in whole.parts) == pytest.approx(e.evidence, abs=1e-9)
                assert sum(x.unmapped for x in whole.parts) == pytest.approx(e.unmapped, abs=1e-9)
            assert sum(x.amount for x in full.by_unmapped.parts) == pytest.approx(e.unmapped, abs=1e-9)
            amounts = [x.amount for x in full.by_path.parts]
            assert amounts == sorted(amounts, reverse=True)
            assert full.by_path.bound is not None
            assert all(x.amount <= (e.by_path.bound or 0) for x in full.by_path.parts[4:])
            if params.hops:
                assert full.by_path.rest == pytest.approx(0, abs=1e-9)


def test_path_terms_are_those_of_every_walk() -> None:
    for seed in range(60):
        case = draw(2000 + seed)
        snap, own = _world(case)
        b = seed % case.n
        e = EXPLAIN(snap, own, f"name:N{b}", None, UpstreamOptions(unmapped="none"), top=8)
        walks, stack = [], [(1.0, b, 0)]
        while stack:
            c, v, depth = stack.pop()
            walks.append(c * case.p[v])
            if depth < 14 and c > 1e-6:
                stack += [(c * ALPHA * a, u, depth + 1) for u, w, _, a in case.edges if w == v]
        largest = sorted((x for x in walks if x > 0), reverse=True)
        for got, wanted in zip([x.amount for x in e.by_path.parts], largest, strict=False):
            if wanted > 1e-4:
                assert got == pytest.approx(wanted, abs=1e-12), seed


def test_leaving_is_the_same_as_a_graph_without_the_links() -> None:
    for seed in range(40):
        case = draw(3000 + seed)
        snap, own = _world(case)
        b, out = seed % case.n, (seed + 1) % case.n
        edits = parse_edits(own.issues, drop=[f"name:N{out}"])
        got = whatif(
            snap,
            own,
            PACK,
            f"name:N{b}",
            edits,
            params={"upstream_risk": UpstreamOptions(unmapped="none"), "linked_harm": LinkedOptions(hops=None)},
        )
        left = Case(case.n, [e for e in case.edges if e[0] != out], case.p)
        after = {c.indicator: c.after for c in got.indicators}
        assert after["upstream_risk"] == pytest.approx(
            np.linalg.solve(np.eye(case.n) - ALPHA * left.a, case.p)[b], abs=1e-9
        )
        assert after["linked_harm"] == pytest.approx(exposure(left)[b], abs=1e-12)
        assert after["worst_path"] == pytest.approx(strongest(left)[b], abs=1e-12)


def test_leaving_never_lowers_the_sum_by_more_than_the_facilitys_own_part() -> None:
    for seed in range(60):
        case = draw(4000 + seed)
        snap, own = _world(case)
        b, out = seed % case.n, (seed + 1) % case.n
        got = whatif(snap, own, PACK, f"name:N{b}", parse_edits(own.issues, drop=[f"name:N{out}"]))
        change = next(c for c in got.indicators if c.indicator == "upstream_risk")
        origins = EXPLAIN(snap, own, f"name:N{b}", None, None, top=100).by_origin.parts
        part = sum(x.evidence + x.context for x in origins if x.parties == (f"name:N{out}",))
        assert (change.after or 0) >= (change.before or 0) - part - 1e-9, seed


def test_values_stay_in_their_range_and_between_path_and_bound() -> None:
    for seed in range(60):
        case = draw(5000 + seed)
        snap, own = _world(case)
        r = UpstreamRisk().score(snap, own, UpstreamOptions())
        assert ((r.values >= 0) & (r.values <= 1)).all()
        harm = LinkedHarm().score(snap, own, LinkedOptions(hops=None)).values[:, 0]
        assert (harm >= strongest(case) - 1e-12).all()
