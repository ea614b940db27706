"""Measure the engines on made-up networks, candidates of one question in turn, and judge the bars."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.engines.bars import BARS, BESIDE, Bar, Figure
from benchmarks.engines.candidates import ON_NEO4J, QUESTIONS
from benchmarks.engines.candidates.work import NotHere
from benchmarks.engines.network import SIZES, kept
from benchmarks.engines.worker import Local, Remote
from benchmarks.timing import machine, say

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
    neo4j: bool = True,
    keep: Callable[[dict[str, Any]], None] | None = None,
) -> dict[str, Any]:
    """Measure what the bars need, networks kept in `folder`, and judge each bar.

    After each size `keep` is given what there is so far, so that a run that is broken off leaves something.
    """
    sizes = QUICK if quick else SIZES
    apart = not quick if remote is None else remote
    needs = list(dict.fromkeys([*(need for bar in bars for need in bar.needs), *(BESIDE if bars is BARS else ())]))
    figures = {need: Figure(missing="not come to") for need in needs}
    before = machine()

    def document() -> dict[str, Any]:
        return {
            "benchmark": "engine",
            "quick": quick,
            "seed": seed,
            "rounds": runs,
            "machine": before,
            "load_afterwards": machine()["load"],
            "sizes": {size: {"parties": n, "links": m} for size, (n, m) in sizes.items()},
            "bars": [bar.judge(figures) for bar in bars],
            "figures": {size: {k: f.document() for (s, k), f in figures.items() if s == size} for size in SIZES},
        }

    for size in SIZES:
        for asked in QUESTIONS.values():
            names = [name for s, name in needs if s == size and name in asked]
            if not neo4j:
                figures |= {(size, name): Figure(missing="no Neo4j asked for") for name in names if name in ON_NEO4J}
                names = [name for name in names if name not in ON_NEO4J]
            if names:
                say(f"engine {size}: {', '.join(names)}")
                found = measure(names, kept(folder, *sizes[size], seed), runs, apart)
                figures |= {(size, k): v for k, v in found.items()}
        if keep is not None:
            keep(document())
    return document()


def measure(names: Sequence[str], network: Path, runs: int, apart: bool) -> dict[str, Figure]:
    """Let candidates take turns, round after round; a slow one stops when it has used up its patience."""
    found = {name: Figure() for name in names}
    alive: dict[str, Local | Remote] = {}

    def lost(name: str, why: NotHere) -> None:
        found[name] = Figure(missing=str(why))
        alive.pop(name, None)
        say(f"  {name}: not run: {why}")

    for name in names:
        try:
            alive[name] = Remote(name, network) if apart else Local(name, network)
        except NotHere as why:
            lost(name, why)
        else:
            found[name].answer = alive[name].answer
    used = dict.fromkeys(names, 0.0)
    for _ in range(runs):
        for name, one in list(alive.items()):
            if used[name] < PATIENCE:
                start = time.perf_counter()
                try:
                    cpu, wall = one.run()
                except NotHere as why:
                    lost(name, why)
                    continue
                used[name] += time.perf_counter() - start
                found[name].cpu.append(cpu)
                found[name].wall.append(wall)
    for name, one in list(alive.items()):
        try:
            said = one.end()
        except NotHere as why:
            lost(name, why)
            continue
        figure = found[name]
        figure.scaled, figure.told = said["scaled"], said["told"]
        figure.peak_mb = said["peak_mb"] if apart else None
        peak = f", {figure.peak_mb} MB" if apart else ""
        scaled = f" ({figure.scaled})" if figure.scaled else ""
        say(f"  {name}: {statistics.median(figure.cpu):.3g} s{scaled}{peak}")
    return found


def wish(bar: Mapping[str, Any]) -> str:
    """The bar in words; empty where there is none."""
    for sign, least in (("≥", bar["least"]), ("≤", bar["most"])):
        if least is not None:
            return f"{sign} {_number(least, bar['unit'])}"
    return ""


def measured(bar: Mapping[str, Any]) -> str:
    """The median, with least and most where there were several rounds."""
    said = _number(bar["median"], bar["unit"])
    if bar["runs"] > 1:
        said += f" ({_number(bar['from'], bar['unit'])} to {_number(bar['to'], bar['unit'])})"
    return said


def _number(x: float, unit: str) -> str:
    mark = {"x": "×", "": ""}.get(unit, f" {unit}")
    return f"{x:,.0f}{mark}" if abs(x) >= 100 else f"{x:.3g}{mark}"


def lines(got: Mapping[str, Any]) -> list[str]:
    """Say it in words: one line a bar."""
    out = ["Engines (CPU time; median of the rounds, least to most in brackets)"]
    if got["quick"]:
        out.append("  Tried on tiny networks: the figures say nothing of speed.")
    for bar in got["bars"]:
        if "not_run" in bar:
            out.append(f"  not run  {bar['test']}: {bar['not_run']}")
            continue
        wanted = f"{wish(bar)}, measured " if wish(bar) else ""
        scaled = f"; scaled: {'; '.join(bar['scaled'])}" if bar["scaled"] else ""
        verdict = "tried  " if got["quick"] else {True: "met    ", False: "NOT met", None: "no bar "}[bar["met"]]
        out.append(f"  {verdict}  {bar['test']}: {wanted}{measured(bar)}{scaled}")
    return out
