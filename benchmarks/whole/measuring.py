"""Command by command on made-up networks and on published lists: this version, another one, and a plain script."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.timing import machine, say
from benchmarks.whole import world
from benchmarks.whole.command import Cost, document, run
from benchmarks.whole.plain import QUESTIONS as PLAIN

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-22"
LISTS = ("brands/nike_imap_export_2025-12.csv", "brands/nike_converse_adidas_2023_merged.csv", "ilab/goods_2016.xml")
"""Published lists of the walk through the docs."""
BRAND_OF_LISTS = "Converse"
FORMATS = ("parties", "edges", "findings")


@dataclass(frozen=True, slots=True)
class Version:
    """A checkout of Headwater under a name."""

    name: str
    folder: Path


@dataclass(frozen=True, slots=True)
class World:
    """What is loaded, in order, as arguments of `load`, and the brand that is asked about."""

    name: str
    loads: tuple[tuple[str, ...], ...]
    brand: str
    files: world.WorldFiles | None = None


def asks(brand: str) -> dict[str, tuple[str, ...]]:
    """The commands, by name; a buyer's own and those of the whole graph."""
    return {
        "--help": ("--help",),
        "loads": ("loads",),
        "find": ("find", brand),
        "show": ("show", brand),
        "trace": ("trace", brand),
        "priorities": ("priorities", brand),
        "explain": ("explain", brand),
        "whatif": ("whatif", brand, "--close-country", "BD"),
        "score": ("score", "--kind", "brand"),
    }


def made_up(folder: Path, size: str, seed: int) -> World:
    """A made-up network as files."""
    files = world.write(folder, size, seed)
    loads = tuple(
        ("load", "--as", form, "--dated", "2026-01", "--fictional", str(file))
        for form, file in zip(FORMATS, files, strict=True)
    )
    return World(size, loads, files.brand, files)


def published(data: Path) -> World:
    """The lists of a folder of published ones."""
    return World("lists", tuple(("load", str(data / name)) for name in LISTS), BRAND_OF_LISTS)


class Bench:
    """Runs the commands of one version on one world in a folder of its own."""

    def __init__(self, version: Version, of: World, folder: Path) -> None:
        self.version, self.world = version, of
        self.folder = folder / f"{version.name}-{of.name}"
        self.folder.mkdir()
        self.cache = self.folder / "cache"
        self._env = {"HEADWATER_CACHE": str(self.cache), "HEADWATER_STORE": f"sqlite:{self.folder / 'store.db'}"}

    def run(self, args: Sequence[str]) -> Cost:
        """Run one command. Raises RuntimeError where it fails."""
        return run(("-m", "headwater", "--today", TODAY, *args), self.version.folder, self._env)

    def load(self) -> dict[str, Any]:
        """Load the world into a new store; a figure a file."""
        out = {}
        for args in self.world.loads:
            cost = self.run(args)
            rows = _rows(Path(args[-1]))
            name = Path(args[-1]).stem.removeprefix(f"{self.world.name}-")
            out[name] = document([cost]) | {"rows": rows, "rows_per_wall_s": rows / cost.wall}
            say(f"{self.version.name}: {self.world.name}: load {name}: {cost.cpu:.1f} s of CPU, {cost.peak_mb:.0f} MB")
        return out

    def ask(self, runs: int) -> dict[str, Any]:
        """Each command for the first time after the load, then again and again."""
        out: dict[str, Any] = {}
        for name, args in asks(self.world.brand).items():
            shutil.rmtree(self.cache, ignore_errors=True)
            first = self.run(args)
            again = [self.run(args) for _ in range(runs)]
            out[name] = {"first": document([first]), "again": document(again)}
            say(f"{self.version.name}: {self.world.name}: {name}: {first.cpu:.2f} s first, {again[-1].cpu:.2f} s again")
        return out


def _rows(file: Path) -> int:
    """Lines but the heading."""
    with file.open("rb") as lines_of_it:
        return sum(1 for _ in lines_of_it) - 1


def plain(of: World, runs: int, folder: Path) -> dict[str, Any]:
    """The plain script's figures: a question each, and the insert of the links' file."""
    assert of.files is not None
    script = ("-m", "benchmarks.whole.plain")
    brand = world.brand_key(of.brand)
    out: dict[str, Any] = {}
    for name in PLAIN:
        costs = [run((*script, name, *map(str, of.files), brand), ROOT, {}) for _ in range(runs)]
        out[name] = document(costs)
        say(f"networkx: {of.name}: {name}: {out[name]['cpu_s_median']:.2f} s")
    links = of.files.links
    made = [run((*script, "insert", str(links), str(folder / f"plain{i}.db")), ROOT, {}) for i in range(runs)]
    rows = _rows(links)
    out["insert links"] = document(made) | {"rows": rows, "rows_per_wall_s": rows / min(c.wall for c in made)}
    return out


def measure(sizes: Sequence[str], *, runs: int, seed: int, before: Path | None, data: Path | None) -> dict[str, Any]:
    """Measure every world. `before`: a checkout to stand beside this one; `data`: a folder of published lists."""
    versions = [Version("now", ROOT)] + ([Version("before", before)] if before else [])
    out: dict[str, Any] = {
        "benchmark": "whole", "seed": seed, "rounds": runs, "machine": machine(), "worlds": {},
        "before": None if before is None else before.name,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        worlds = [made_up(folder, size, seed) for size in sizes] + ([published(data)] if data else [])
        for of in worlds:
            figures: dict[str, Any] = {}
            for version in versions:
                bench = Bench(version, of, folder)
                figures[version.name] = {"loads": bench.load(), "asks": bench.ask(runs)}
            if of.files is not None:
                figures["plain"] = plain(of, runs, folder)
            out["worlds"][of.name] = figures
    out["load_afterwards"] = [round(x, 2) for x in os.getloadavg()]
    return out


def lines(got: Mapping[str, Any]) -> list[str]:
    """Say it in words."""
    out = []
    for name, figures in got["worlds"].items():
        now = figures["now"]
        for what, f in now["loads"].items():
            out.append(f"{name}: load {what}: {f['rows_per_wall_s']:,.0f} rows/s")
        for what, f in now["asks"].items():
            out.append(
                f"{name}: {what}: {f['first']['cpu_s_median']:.2f} s of CPU first, "
                f"{f['again']['cpu_s_median']:.2f} s again, {f['again']['peak_mb']} MB"
            )
    return out
