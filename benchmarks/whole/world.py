"""The made-up networks of the engine's benchmarks as files that `headwater load` reads: parties, links, findings."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.engines.network import SIZES as NETWORKS
from benchmarks.engines.network import Made, make

SIZES = {"S0": (300, 1_200)} | NETWORKS
"""Parties and links; the smallest tries the benchmark out."""
COUNTRIES = ("BD", "CN", "IN", "TR", "VN", "KH", "PK", "LK", "ID", "PT")
GOODS = ("garments", "textiles", "yarn", "cotton")
POINTS = ("overtime_wages", "emergency_preparedness", "bonded_labour", "child_labourers", "union_operations")
KINDS = ("confirmed", "audit finding", "allegation")
FOUND = 0.03
"""Part of the parties with a finding. Assumed: as in the engine's networks."""


@dataclass(frozen=True, slots=True)
class WorldFiles:
    """Files to load in this order, the name of the brand with most suppliers, and the parties' keys by place."""

    parties: Path
    links: Path
    findings: Path
    brand: str

    def __iter__(self) -> Iterator[Path]:
        return iter((self.parties, self.links, self.findings))


def key(place: int, tier: int) -> str:
    """The key of a party: brands by name, others by an id."""
    return f"brand:made-up brand {place}" if tier == 0 else f"oshub:XX{place:012d}"


def brand_key(name: str) -> str:
    """The key of a made-up brand by its name."""
    return f"brand:{name.casefold()}"


def write(folder: Path, size: str, seed: int = 1) -> WorldFiles:
    """Write a network of the size S1, S2, … into the folder; the same for a seed."""
    made = make(*SIZES[size], seed)
    keys = [key(i, int(t)) for i, t in enumerate(made.tier)]
    files = WorldFiles(
        folder / f"{size}-parties.csv", folder / f"{size}-links.csv", folder / f"{size}-findings.csv",
        f"Made-up Brand {made.brand}",
    )  # fmt: skip
    rng = np.random.default_rng(seed)
    _table(files.parties, ("id", "name", "kind", "country", "good", "workers"), _parties(made, keys, rng))
    _table(files.links, ("supplier", "buyer", "share", "confidence"), _links(made, keys))
    _table(
        files.findings,
        ("party", "point", "kind", "state", "observed", "source_type", "scale", "scope", "irremediability", "text"),
        _findings(made, keys, rng),
    )
    return files


def _table(file: Path, head: tuple[str, ...], rows: Iterable[Iterable[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def _parties(made: Made, keys: list[str], rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    country, workers = rng.integers(0, len(COUNTRIES), made.n), rng.integers(20, 5000, made.n)
    for i, tier in enumerate(made.tier.tolist()):
        if tier == 0:
            yield keys[i], f"Made-up Brand {i}", "brand", "", "", ""
        else:
            good = GOODS[min(tier, len(GOODS)) - 1]
            yield keys[i], f"Made-up Works {i}", "facility", COUNTRIES[country[i]], good, workers[i]


def _links(made: Made, keys: list[str]) -> Iterator[tuple[object, ...]]:
    buyer = np.repeat(np.arange(made.n), np.diff(made.ip))
    for b, s, share, q in zip(buyer.tolist(), made.ix.tolist(), made.share.tolist(), made.q.tolist(), strict=True):
        yield keys[s], keys[b], f"{share:.9f}", f"{q:.3f}"


def _findings(made: Made, keys: list[str], rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    for i in np.flatnonzero((rng.random(made.n) < FOUND) & (made.tier > 0)).tolist():
        scale, scope, undo, month = rng.integers(1, 6), rng.integers(1, 6), rng.integers(1, 6), rng.integers(1, 13)
        point, kind = POINTS[rng.integers(len(POINTS))], KINDS[rng.integers(len(KINDS))]
        source = "audit" if kind == "audit finding" else "confirmed_on_site" if kind == "confirmed" else "press"
        at = f"2025-{month:02d}"
        yield keys[i], point, kind, "actual", at, source, scale, scope, undo, f"Made-up finding {i} (fictional)"
