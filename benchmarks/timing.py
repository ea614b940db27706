"""How things are timed and told: median and spread of several runs, with machine and versions."""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

STARTED = time.monotonic()


def say(text: str) -> None:
    """One line of progress on standard error, with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:4.0f} s] {text}", file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU seconds of several runs, which survive a busy machine, and the median of wall seconds."""

    runs: tuple[float, ...]
    wall: float
    scaled: str | None = None
    """How a figure was scaled up from a part of the work; None: measured whole."""

    @property
    def median(self) -> float:
        """Median CPU seconds."""
        return statistics.median(self.runs)

    def document(self) -> dict[str, Any]:
        """The figure as JSON."""
        return {
            "cpu_s_median": self.median,
            "cpu_s_least": min(self.runs),
            "cpu_s_most": max(self.runs),
            "wall_s_median": self.wall,
            "runs": len(self.runs),
            "scaled": self.scaled,
        }

    def times(self, factor: float, how: str) -> Timing:
        """Scale a part up to the whole, and say how."""
        return Timing(tuple(x * factor for x in self.runs), self.wall * factor, how)


def measure(work: Callable[[], object], runs: int = 5) -> Timing:
    """Run `work` several times; the caller has warmed it up."""
    cpu, wall = [], []
    for _ in range(runs):
        a, b = time.process_time(), time.perf_counter()
        work()
        cpu.append(time.process_time() - a)
        wall.append(time.perf_counter() - b)
    return Timing(tuple(cpu), statistics.median(wall))


def side_by_side(works: Mapping[str, Callable[[], object]], runs: int = 5) -> dict[str, Timing]:
    """Run several works in turn, round after round, so that a busy machine hits them alike."""
    cpu: dict[str, list[float]] = {name: [] for name in works}
    wall: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            a, b = time.process_time(), time.perf_counter()
            work()
            cpu[name].append(time.process_time() - a)
            wall[name].append(time.perf_counter() - b)
    return {name: Timing(tuple(cpu[name]), statistics.median(wall[name])) for name in works}


def ratio(plain: Timing, ours: Timing) -> dict[str, float]:
    """How many times faster ours is: of the medians; least and most over the rounds, where they pair."""
    if len(plain.runs) == len(ours.runs):
        each = [p / o for p, o in zip(plain.runs, ours.runs, strict=True)]
    else:
        each = [min(plain.runs) / max(ours.runs), max(plain.runs) / min(ours.runs)]
    return {"median": plain.median / ours.median, "least": min(each), "most": max(each)}


def machine() -> dict[str, Any]:
    """What it ran on."""
    names = (
        "headwater",
        "numpy",
        "scipy",
        "numba",
        "networkx",
        "igraph",
        "rustworkx",
        "pymrio",
        "ndlib",
        "neo4j",
        "pydantic",
    )
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "load": [round(x, 2) for x in os.getloadavg()],
        "system": platform.platform(),
        "python": platform.python_version(),
        "versions": found,
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as f:  # noqa: PTH123 - a file of the kernel
            return next((x.partition(":")[2].strip() for x in f if x.startswith("model name")), platform.processor())
    except OSError:
        return platform.processor()
