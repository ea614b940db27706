"""The raw sampler of linked harm, before its estimate is held between the worst path and the bound."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.engines.order import layout
from headwater.graph.engines.small import ancestors
from headwater.graph.engines.unions import sample
from tests.brute import draw, exposure

WORLDS = 640


def csr(n: int, links: list[tuple[int, int, float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row starts, suppliers and probabilities of (supplier, buyer, t)."""
    by = sorted(links, key=lambda e: (e[1], e[0]))
    ip = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount([b for _, b, _ in by], minlength=n), out=ip[1:])
    return ip, np.array([u for u, _, _ in by], np.int32), np.array([t for _, _, t in by])


def tangle(n: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """A graph with cycles, and two columns of p; some of either are exactly 0 and 1."""
    rng = np.random.default_rng(seed)
    pairs = sorted({(int(a), int(b)) for a, b in rng.integers(0, n, (2 * n, 2)) if a != b})
    t = rng.choice([0.0, 0.3, 0.6, 0.9, 1.0], len(pairs))
    p = rng.choice([0.0, 0.05, 0.2, 1.0], (n, 2), p=[0.4, 0.3, 0.25, 0.05])
    return *csr(n, [(a, b, float(x)) for (a, b), x in zip(pairs, t, strict=True)]), p


@pytest.mark.parametrize("hops", [None, 2])
@pytest.mark.parametrize("q", [0.0, 1.0])
@pytest.mark.parametrize("p", [0.0, 1.0])
def test_u6_certain_and_impossible_are_exact_before_any_clipping(q: float, p: float, hops: int | None) -> None:
    ip, ix, t = csr(3, [(2, 1, q), (1, 0, 1.0), (0, 1, 1.0)])
    own = np.array([[0.0], [0.0], [p]])
    got = sample(layout(ip, ix), t, own, WORLDS, 0, hops=hops)
    assert got[:, 0].tolist() == [q * p, q * p, p]


@pytest.mark.parametrize("hops", [None, 1, 2])
def test_raw_samples_lie_around_brute_force_and_certain_ones_on_it(hops: int | None) -> None:
    worlds = 64 * 100
    off = []
    for seed in range(12):
        case = draw(seed)
        ip, ix, q, _ = case.csr()
        got = sample(layout(ip, ix), q, case.p[:, None], worlds, 3, hops=hops)[:, 0]
        wanted = exposure(case, hops)
        sure = (wanted == 0.0) | (wanted == 1.0)
        assert (got[sure] == wanted[sure]).all(), seed
        off += ((got - wanted) / np.sqrt(wanted * (1 - wanted) / worlds + 1e-15))[~sure].tolist()
    assert len(off) > 30
    assert max(map(abs, off)) < 4.5
    assert 0.5 < float(np.std(off)) < 1.5


@pytest.mark.parametrize("hops", [None, 2])
def test_a_part_with_the_names_of_the_whole_draws_the_same_bits(hops: int | None) -> None:
    n = 60
    ip, ix, t, p = tangle(n, 11)
    buyer = np.repeat(np.arange(n), np.diff(ip))
    whole = sample(layout(ip, ix), t, p, WORLDS, 9, hops=hops)
    tried = 0
    for target in range(n):
        kept = np.sort(ancestors(ip, ix, t, target, -1 if hops is None else hops, 1 << 62)[0])
        if not 5 < len(kept) < n - 5:
            continue
        tried += 1
        place = np.full(n, -1)
        place[kept] = np.arange(len(kept))
        links = np.flatnonzero((place[buyer] >= 0) & (place[ix] >= 0))
        starts = np.zeros(len(kept) + 1, np.int64)
        np.cumsum(np.bincount(place[buyer[links]], minlength=len(kept)), out=starts[1:])
        part = sample(
            layout(starts, place[ix[links]].astype(np.int32)), t[links], p[kept], WORLDS, 9, hops=hops,
            link_id=links.astype(np.uint64), row_id=kept.astype(np.uint64),
        )  # fmt: skip
        assert part[place[target]].tolist() == whole[target].tolist(), target
        if hops is None:
            assert part.tolist() == whole[kept].tolist()
    assert tried > 3


def test_rows_and_links_in_another_order_draw_the_same_bits_by_their_names() -> None:
    n = 60
    ip, ix, t, p = tangle(n, 12)
    buyer = np.repeat(np.arange(n), np.diff(ip))
    whole = sample(layout(ip, ix), t, p, WORLDS, 4)
    new = np.random.default_rng(5).permutation(n)
    order = np.lexsort((new[ix], new[buyer]))
    starts = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(new[buyer], minlength=n), out=starts[1:])
    old = np.argsort(new)
    moved = sample(
        layout(starts, new[ix[order]].astype(np.int32)), t[order], p[old], WORLDS, 4,
        link_id=order.astype(np.uint64), row_id=old.astype(np.uint64),
    )  # fmt: skip
    assert moved[new].tolist() == whole.tolist()
    unnamed = sample(layout(starts, new[ix[order]].astype(np.int32)), t[order], p[old], WORLDS, 4)
    assert unnamed[new].tolist() != whole.tolist()
