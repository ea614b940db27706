"""Made-up supply networks: five tiers, heavy tails, a few links sideways or back, numbers shuffled.

Properties (Assumed): suppliers' fame and buyers' reach follow Pareto
laws (exponents 1.5 and 1.4, cut at 10,000 and 3,000), every buyer has a supplier and every supplier a
buyer, 5 % of the links skip a tier and 5 % run sideways or back (so there are cycles), shares sum to
a Beta(8, 2) of what is bought, confidences stand near .95, .8, .6 and .4, and 3 % of the parties have a
grave own risk of an issue.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ISSUES = 8
SIZES = {
    "S1": (10_000, 50_000),
    "S2": (100_000, 1_000_000),
    "S3": (1_000_000, 5_000_000),
    "S4": (2_000_000, 20_000_000),
}
"""Parties and links. Assumed: from one brand's world to all that is published anywhere, and twice that."""
TIERS = (0.005, 0.08, 0.2, 0.32, 0.395)
"""Part of the parties in each tier, brands first."""
REACH = (8.0, 3.0, 1.0, 0.6, 0.0)
"""How much more a buyer of each tier buys; the last buys nothing but sideways."""
BACK, SKIP = 0.05, 0.05
"""Part of the links that run sideways or back; of the others, that skip a tier."""


@dataclass(frozen=True, eq=False)
class Made:
    """A made-up network: CSR over buyers, shares, confidences, own probabilities, tiers from 0."""

    ip: NDArray[np.int64]
    ix: NDArray[np.int32]
    share: NDArray[np.float64]
    q: NDArray[np.float64]
    p: NDArray[np.float64]
    tier: NDArray[np.int8]

    @property
    def n(self) -> int:
        """Parties."""
        return len(self.ip) - 1

    @property
    def brand(self) -> int:
        """The brand with most suppliers."""
        return int(np.argmax(np.where(self.tier == 0, np.diff(self.ip), -1)))


class _Draw:
    """Draws suppliers of a tier by their fame, and buyers by their reach."""

    def __init__(self, parties: int, rng: np.random.Generator) -> None:
        size = np.maximum(1, np.floor(np.array(TIERS) * parties).astype(np.int64))
        size[-1] += parties - size.sum()
        self.start = np.concatenate([[0], np.cumsum(size)])
        self.tier = np.repeat(np.arange(len(TIERS)), size)
        self.rng = rng
        fame = np.minimum((1 - rng.random(parties)) ** (-1 / 1.5), 1e4)
        reach = np.minimum((1 - rng.random(parties)) ** (-1 / 1.4), 3e3) * np.array(REACH)[self.tier]
        self._fame, self._reach = (np.concatenate([[0.0], np.cumsum(x)]) for x in (fame, reach))

    def _of(self, scale: NDArray[np.float64], tier: NDArray[np.int64]) -> NDArray[np.int64]:
        first, last = self.start[tier], self.start[tier + 1]
        at = scale[first] + self.rng.random(len(tier)) * (scale[last] - scale[first])
        return np.clip(np.searchsorted(scale, at, side="right") - 1, first, last - 1)

    def suppliers(self, tier: NDArray[np.int64]) -> NDArray[np.int64]:
        return self._of(self._fame, tier)

    def buyers(self, tier: NDArray[np.int64]) -> NDArray[np.int64]:
        return self._of(self._reach, tier)

    def any_buyers(self, count: int) -> NDArray[np.int64]:
        at = self.rng.random(count) * self._reach[-1]
        return np.minimum(np.searchsorted(self._reach, at, side="right") - 1, self.start[-2] - 1)


def _pairs(parties: int, links: int, draw: _Draw) -> NDArray[np.int64]:
    """Distinct (buyer, supplier) pairs as buyer · parties + supplier, exactly `links` of them."""
    rng, last = draw.rng, len(TIERS) - 1
    buying = np.arange(draw.start[last])
    selling = np.arange(draw.start[1], parties)
    held = np.unique(
        np.concatenate(
            [
                buying * parties + draw.suppliers(draw.tier[buying] + 1),
                draw.buyers(draw.tier[selling] - 1) * parties + selling,
            ]
        )
    )

    def fill(want: int, drawn: Any) -> None:
        nonlocal held
        while len(held) < want:
            buyer, supplier = drawn(int((want - len(held)) * 1.15) + 16)
            new = np.unique((buyer * parties + supplier)[buyer != supplier])
            at = np.minimum(np.searchsorted(held, new), len(held) - 1)
            new = rng.permutation(new[held[at] != new])[: want - len(held)]
            held = np.union1d(held, new)

    def forward(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        buyer = draw.any_buyers(count)
        step = 1 + (rng.random(count) < SKIP)
        return buyer, draw.suppliers(np.minimum(draw.tier[buyer] + step, last))

    def back(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        buyer = rng.integers(draw.start[1], parties, count)
        return buyer, draw.suppliers(1 + np.floor(rng.random(count) * draw.tier[buyer]).astype(np.int64))

    fill(links - int(BACK * links), forward)
    fill(links, back)
    return rng.permutation(held)[:links]


def make(parties: int, links: int, seed: int) -> Made:
    """Make a network; the same for a seed."""
    rng = np.random.default_rng(seed)
    draw = _Draw(parties, rng)
    held = _pairs(parties, links, draw)
    names = rng.permutation(parties)
    held = np.sort(names[held // parties] * parties + names[held % parties])
    buyer, supplier = held // parties, held % parties
    ip = np.zeros(parties + 1, np.int64)
    np.cumsum(np.bincount(buyer, minlength=parties), out=ip[1:])
    weight = np.exp(rng.normal(0, 1.2, links))
    total = np.bincount(buyer, weights=weight, minlength=parties)
    share = weight * (rng.beta(8, 2, parties) / np.maximum(total, 1e-300))[buyer]
    q = rng.choice([0.95, 0.8, 0.6, 0.4], links, p=[0.35, 0.3, 0.2, 0.15]) + rng.normal(0, 0.02, links)
    base = rng.beta(1.2, 25, (40, 20, ISSUES))[rng.integers(0, 40, parties), rng.integers(0, 20, parties)]
    p = base * rng.gamma(4, 0.25, (parties, ISSUES))
    found = rng.random((parties, ISSUES)) < 0.03
    p[found] = rng.beta(4, 3, int(found.sum()))
    tier = np.empty(parties, np.int8)
    tier[names] = draw.tier
    return Made(ip, supplier.astype(np.int32), share, np.clip(q, 0.05, 0.999), np.clip(p, 1e-5, 0.98), tier)


def kept(folder: Path, parties: int, links: int, seed: int) -> Path:
    """The file of a network, made where it isn't there yet."""
    file = folder / f"{parties}-{links}-{seed}.npz"
    if not file.exists():
        made = make(parties, links, seed)
        np.savez(file, ip=made.ip, ix=made.ix, share=made.share, q=made.q, p=made.p, tier=made.tier)
    return file


def read(file: Path) -> Made:
    """A network from its file."""
    with np.load(file) as z:
        return Made(*(z[name] for name in ("ip", "ix", "share", "q", "p", "tier")))
