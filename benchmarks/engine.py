"""Measure the engines on made-up networks, candidates of one question in turn, and judge the bars."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.bars import BARS, Bar, Figure
from benchmarks.candidates import QUESTIONS
from benchmarks.network import SIZES, kept
from benchmarks.timing import machine
from benchmarks.worker import Local, Remote

PATIENCE = 60.0
"""Wall seconds after which a slow candidate gets no further round; it has had one. Assumed."""
QUICK = {"S1": (200, 1_000), "S2": (400, 4_000), "S3": (800, 4_000), "S4": (1_000, 10_000)}
"""Sizes to try the benchmark out on; their figures say nothing of speed."""


def run(
    folder: Path,
    *,
    seed: int = 1,
    runs: int = 5,
    quick: bool = False,
    bars: Sequence[Bar] = BARS,
    remote: bool | None = None,
) -> dict[str, Any]:
    """Measure what the bars need, networks kept in `folder`, and judge each bar."""
    sizes = QUICK if quick else SIZES
    apart = not quick if remote is None else remote
    figures: dict[tuple[str, str], Figure] = {}
    needs = list(dict.fromkeys(need for bar in bars for need in bar.needs))
    before = machine()
    for size in SIZES:
        for asked in QUESTIONS.values():
            names = [name for s, name in needs if s == size and name in asked]
            if names:
                figures |= {
                    (size, k): v for k, v in measure(names, kept(folder, *sizes[size], seed), runs, apart).items()
                }
    return {
        "benchmark": "engine",
        "quick": quick,
        "seed": seed,
        "machine": before,
        "load_afterwards": machine()["load"],
        "sizes": {size: {"parties": n, "links": m} for size, (n, m) in sizes.items()},
        "bars": [bar.judge(figures) for bar in bars],
        "figures": {size: {k: f.document() for (s, k), f in figures.items() if s == size} for size in SIZES},
    }


def measure(names: Sequence[str], network: Path, runs: int, apart: bool) -> dict[str, Figure]:
    """Let candidates take turns, round after round; a slow one stops when it has used up its patience."""
    found = {name: Figure() for name in names}
    alive: dict[str, Local | Remote] = {}
    for name in names:
        try:
            alive[name] = Remote(name, network) if apart else Local(name, network)
        except ModuleNotFoundError as error:
            found[name].missing = f"{error}; `make bench` installs it"
            continue
        found[name].answer = alive[name].answer
    used = dict.fromkeys(names, 0.0)
    for _ in range(runs):
        for name, one in alive.items():
            if used[name] < PATIENCE:
                start = time.perf_counter()
                cpu, wall = one.run()
                used[name] += time.perf_counter() - start
                found[name].cpu.append(cpu)
                found[name].wall.append(wall)
    for name, one in alive.items():
        said = one.end()
        found[name].scaled, found[name].told = said["scaled"], said["told"]
        found[name].peak_mb = said["peak_mb"] if apart else None
    return found


def _number(x: float, unit: str) -> str:
    mark = {"x": "×", "": ""}.get(unit, f" {unit}")
    return f"{x:,.0f}{mark}" if abs(x) >= 100 else f"{x:.3g}{mark}"


def lines(got: Mapping[str, Any]) -> list[str]:
    """Say it in words: one line a bar."""
    out = ["Engines (CPU time; median of the rounds, least to most in brackets)"]
    if got["quick"]:
        out.append("  Tried on tiny networks: the figures say nothing of speed.")
    for bar in got["bars"]:
        if bar["met"] is None:
            out.append(f"  not run  {bar['test']}: {bar['not_run']}")
            continue
        wanted = (
            ("≥ " + _number(bar["least"], bar["unit"]))
            if bar["least"] is not None
            else "≤ " + _number(bar["most"], bar["unit"])
        )
        said = _number(bar["median"], bar["unit"])
        if bar["runs"] > 1:
            said += f" ({_number(bar['from'], bar['unit'])} to {_number(bar['to'], bar['unit'])})"
        scaled = f"; scaled: {'; '.join(bar['scaled'])}" if bar["scaled"] else ""
        verdict = "tried  " if got["quick"] else "met    " if bar["met"] else "NOT met"
        out.append(f"  {verdict}  {bar['test']}: {wanted}, measured {said}{scaled}")
    return out
