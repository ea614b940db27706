"""Pictures of the figures that were kept: ratios against their bars, growth with size, and memory (SVG)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.engines.bars import streamed_share

OURS, MISSED, PLAIN, INK = "#1f6f78", "#b4552d", "#9aa5a8", "#333333"
"""Met, not met, no bar or an alternative, text."""


def draw(results: Path, images: Path, kind: str = "svg") -> list[Path]:
    """Draw the pictures from `results`/engine.json. Needs matplotlib."""
    import matplotlib as mpl

    mpl.use("svg" if kind == "svg" else "agg")
    # Without these two the same figures would make another file each time.
    mpl.rcParams["svg.hashsalt"] = "headwater"
    mpl.rcParams["font.size"] = 9
    got = json.loads((results / "engine.json").read_text(encoding="utf-8"))
    images.mkdir(parents=True, exist_ok=True)
    return [
        _ratios(got, images / f"benchmarks-ratios.{kind}"),
        _growth(got, images / f"benchmarks-growth.{kind}"),
        _memory(got, images / f"benchmarks-memory.{kind}"),
    ]


def _finish(figure: Any, file: Path) -> Path:
    import matplotlib.pyplot as plt

    figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None, dpi=110)
    plt.close(figure)
    return file


def _ratios(got: Mapping[str, Any], file: Path) -> Path:
    """How many times less CPU time, on a scale of tens, with each bar as a line."""
    import matplotlib.pyplot as plt

    bars = [b for b in got["bars"] if b["unit"] == "x" and ", against " in b["test"] and "median" in b]
    bars = [b for b in bars if "gather" not in b["test"]][::-1]
    figure, axes = plt.subplots(figsize=(9.5, 0.36 * len(bars) + 1.2), layout="constrained")
    for y, b in enumerate(bars):
        axes.barh(y, b["median"], height=0.6, color={True: OURS, False: MISSED, None: PLAIN}[b["met"]])
        axes.plot([b["from"], b["to"]], [y, y], color=INK, linewidth=1)
        if b["least"] is not None:
            axes.plot([b["least"]] * 2, [y - 0.4, y + 0.4], color=INK, linewidth=2)
        said = f"{b['median']:,.0f}" if b["median"] >= 10 else f"{b['median']:.2g}"
        missed = "  NOT met" if b["met"] is False else ""
        star = " *" if b["scaled"] else ""
        axes.text(max(b["to"], b["least"] or 0) * 1.15, y, f"{said}×{star}{missed}", va="center", color=INK)
    axes.set_yticks(range(len(bars)), [b["test"].replace(",, ", ", ") for b in bars])
    axes.set_xscale("log")
    axes.set_xlim(1, max((max(b["to"], b["least"] or 0) for b in bars), default=10) * 6)
    axes.xaxis.set_major_formatter(lambda x, _: f"{x:,.0f}×")
    figure.supxlabel(
        "times less CPU time than the other, scale of tens. Thick mark: the bar; thin line: least to most; "
        "* scaled" + ("; grey: no bar" if any(b["met"] is None for b in bars) else ""),
        fontsize=9,
    )
    axes.spines[["top", "right"]].set_visible(False)
    return _finish(figure, file)


def _measured(got: Mapping[str, Any], name: str) -> dict[str, Mapping[str, Any]]:
    """The figures of one candidate, by size, where it ran."""
    return {s: f[name] for s, f in got["figures"].items() if "told" in f.get(name, {})}


def _growth(got: Mapping[str, Any], file: Path) -> Path:
    """Seconds, nanoseconds per link and sweep, and share of the streaming limit, by size."""
    import matplotlib.pyplot as plt

    def links(figures: Mapping[str, Any]) -> list[int]:
        return [got["sizes"][s]["links"] for s in figures]

    ours, plain, loop = (_measured(got, f"burden {x}") for x in ("ours", "scipy", "networkx"))
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(10.5, 3.2), layout="constrained")
    for figures, style, colour, name in (
        (ours, "o-", OURS, "Headwater, whole call"),
        (plain, "s--", PLAIN, "scipy, Jacobi in float64"),
        (loop, "^", INK, "networkx, a loop (scaled)"),
    ):
        left.plot(links(figures), [f["cpu_s_median"] for f in figures.values()], style, color=colour, label=name)
    left.set_yscale("log")
    left.set_title("upstream_risk, 8 issues, error 1e-6", fontsize=9)
    left.set_ylabel("CPU seconds")
    left.legend(frameon=False, fontsize=8)
    each = [1e9 * f["cpu_s_median"] / f["told"]["sweeps"] / m for f, m in zip(ours.values(), links(ours), strict=True)]
    share = {s: x for s, f in got["figures"].items() if (x := streamed_share(f)) is not None}
    for axes, sizes, values, title, unit in (
        (middle, list(ours), each, "the whole call, per link and sweep", "nanoseconds"),
        (right, list(share), list(share.values()), "one sweep, of the streaming limit", "per cent"),
    ):
        at = [got["sizes"][s]["links"] for s in sizes]
        axes.plot(at, values, "o-", color=OURS)
        for s, x, y in zip(sizes, at, values, strict=True):
            axes.annotate(s, (x, y), textcoords="offset points", xytext=(0, 7), ha="center")
        axes.set_ylim(0, 1.25 * max(values, default=1.0))
        axes.set_title(title, fontsize=9)
        axes.set_ylabel(unit)
    for axes in (left, middle, right):
        axes.set_xscale("log")
        axes.set_xlim(2e4, 5e7)
        axes.set_xticks(10.0 ** np.arange(5, 8), ["100 k", "1 M", "10 M"])
        axes.set_xlabel("links")
        axes.spines[["top", "right"]].set_visible(False)
    return _finish(figure, file)


def _memory(got: Mapping[str, Any], file: Path) -> Path:
    """Peak memory over the loaded graph of whoever answers a question, on its largest common size."""
    import matplotlib.pyplot as plt

    rows = []
    for size, asked in (("S2", "burden"), ("S3", "burden"), ("S3", "adjoint"), ("S2", "worst"), ("S3", "worst"),
                        ("S2", "bound"), ("S2", "worlds")):  # fmt: skip
        for name, f in got["figures"].get(size, {}).items():
            if name.startswith(asked + " ") and name != "burden ordering" and f.get("peak_mb_over_loaded_graph"):
                rows.append((f"{size}  {name}", f["peak_mb_over_loaded_graph"], "ours" in name))
    rows = rows[::-1]
    figure, axes = plt.subplots(figsize=(9.5, 0.27 * len(rows) + 1), layout="constrained")
    axes.barh(range(len(rows)), [r[1] for r in rows], height=0.65, color=[OURS if r[2] else PLAIN for r in rows])
    for y, (_, mb, _) in enumerate(rows):
        axes.text(mb, y, f" {mb:,}", va="center", color=INK)
    axes.set_yticks(range(len(rows)), [r[0] for r in rows])
    axes.margins(y=0.01)
    if not rows:
        axes.text(0, 0, "not measured yet", ha="center")
    axes.set_xlabel("peak MB over the loaded network (Headwater in colour)")
    axes.spines[["top", "right"]].set_visible(False)
    return _finish(figure, file)
