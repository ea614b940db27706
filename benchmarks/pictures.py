"""Pictures of the figures that were kept: ratios against their bars, and growth with size (SVG)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

OURS, MISSED, INK = "#1f6f78", "#b4552d", "#333333"
"""Met, not met, text."""


def draw(results: Path, images: Path) -> list[Path]:
    """Draw both pictures from `results`/engine.json. Needs matplotlib."""
    import matplotlib as mpl

    mpl.use("svg")
    # Without these two the same figures would make another file each time.
    mpl.rcParams["svg.hashsalt"] = "headwater"
    mpl.rcParams["font.size"] = 9
    got = json.loads((results / "engine.json").read_text(encoding="utf-8"))
    images.mkdir(parents=True, exist_ok=True)
    return [_ratios(got, images / "benchmarks-ratios.svg"), _growth(got, images / "benchmarks-growth.svg")]


def _finish(figure: Any, file: Path) -> Path:
    import matplotlib.pyplot as plt

    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)
    return file


def _ratios(got: Mapping[str, Any], file: Path) -> Path:
    """How many times less CPU time, on a scale of tens, with each bar as a line."""
    import matplotlib.pyplot as plt

    bars = [b for b in got["bars"] if b["unit"] == "x" and b["least"] is not None and b["met"] is not None][::-1]
    figure, axes = plt.subplots(figsize=(8.5, 0.42 * len(bars) + 1.2), layout="constrained")
    for y, b in enumerate(bars):
        axes.barh(y, b["median"], height=0.6, color=OURS if b["met"] else MISSED)
        axes.plot([b["from"], b["to"]], [y, y], color=INK, linewidth=1)
        axes.plot([b["least"]] * 2, [y - 0.4, y + 0.4], color=INK, linewidth=2)
        star = " *" if b["scaled"] else ""
        axes.text(max(b["to"], b["least"]) * 1.15, y, f"{b['median']:,.0f}{star}", va="center", color=INK)
    axes.set_yticks(range(len(bars)), [b["test"] for b in bars])
    axes.set_xscale("log")
    axes.set_xlim(1, max((max(b["to"], b["least"]) for b in bars), default=10) * 4)
    axes.set_xlabel("times less CPU time than the alternative; thick mark: the bar; thin line: least to most; * scaled")
    axes.spines[["top", "right"]].set_visible(False)
    return _finish(figure, file)


def _growth(got: Mapping[str, Any], file: Path) -> Path:
    """Seconds and nanoseconds per link and sweep, by size."""
    import matplotlib.pyplot as plt

    sizes = [s for s, f in got["figures"].items() if "burden ours" in f]
    links = [got["sizes"][s]["links"] for s in sizes]
    ours = [got["figures"][s]["burden ours"] for s in sizes]
    each = [1e9 * f["cpu_s_median"] / f["told"]["sweeps"] / m for f, m in zip(ours, links, strict=True)]
    figure, (left, right) = plt.subplots(1, 2, figsize=(8.5, 3), layout="constrained")
    left.plot(links, [f["cpu_s_median"] for f in ours], "o-", color=OURS, label="Headwater, whole call")
    plain = [(m, got["figures"][s]["burden scipy"]["cpu_s_median"]) for s, m in zip(sizes, links, strict=True)
             if "burden scipy" in got["figures"][s]]  # fmt: skip
    left.plot(*zip(*plain, strict=True), "s--", color=MISSED, label="scipy Jacobi, float64")
    left.set_xscale("log")
    left.set_yscale("log")
    left.set_ylabel("CPU seconds, 8 issues, error 1e-6")
    left.legend(frameon=False)
    right.plot(links, each, "o-", color=OURS)
    for s, x, y in zip(sizes, links, each, strict=True):
        right.annotate(s, (x, y), textcoords="offset points", xytext=(0, 6), ha="center")
    right.set_xscale("log")
    right.set_ylim(0, 1.25 * max(each, default=1.0))
    right.set_ylabel("ns per link and sweep")
    for axes in (left, right):
        axes.set_xlabel("links")
        axes.spines[["top", "right"]].set_visible(False)
    return _finish(figure, file)
