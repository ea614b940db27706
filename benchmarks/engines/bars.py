"""The bars: what is promised of the engines, and how each is read off the figures.

Each was set before the code was written (`docs/benchmarks.md`). Ratios come first, since they survive a noisy machine.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.engines.candidates.work import TOLERANCE, Answer


@dataclass
class Figure:
    """What was measured of one candidate on one size: scaled CPU and wall seconds of each round, and what it told."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    answer: Answer | None = None
    scaled: str | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    peak_mb: float | None = None
    missing: str | None = None

    def document(self) -> dict[str, Any]:
        """The figure as JSON."""
        if self.missing:
            return {"not_run": self.missing}
        return {
            "cpu_s_median": statistics.median(self.cpu),
            "cpu_s_least": min(self.cpu),
            "cpu_s_most": max(self.cpu),
            "wall_s_median": statistics.median(self.wall),
            "runs": len(self.cpu),
            "scaled": self.scaled,
            "told": dict(self.told),
            "peak_mb_over_loaded_graph": self.peak_mb,
        }


Figures = Mapping[tuple[str, str], Figure]
"""By (size, candidate)."""


@dataclass(frozen=True)
class Bar:
    """One promise.

    Attributes:
        test: In words.
        needs: (size, candidate) pairs that it's read off.
        value: The figure of each round; the median counts, least and most are printed.
        least, most: The bar, one of them; neither: told without a bar.
        unit: "x", "s", "ms", "%", "MB" or "".
    """

    test: str
    needs: tuple[tuple[str, str], ...]
    value: Callable[[Figures], list[float]]
    least: float | None = None
    most: float | None = None
    unit: str = "x"

    def judge(self, figures: Figures) -> dict[str, Any]:
        """Say what came of it: met or not met (None where there is no bar), or not run and why."""
        out: dict[str, Any] = {"test": self.test, "least": self.least, "most": self.most, "unit": self.unit}
        gone = sorted({f.missing for n in self.needs if (f := figures[n]).missing})
        if gone:
            return {**out, "met": None, "not_run": "; ".join(gone)}
        values = self.value(figures)
        if not values:
            return {**out, "met": None, "not_run": "can't be measured here"}
        median = statistics.median(values)
        met: bool | None = None
        if self.least is not None:
            met = median >= self.least
        elif self.most is not None:
            met = median <= self.most
        scaled = sorted({f"{n[1]}: {s}" for n in self.needs if (s := figures[n].scaled)})
        return {
            **out,
            "median": median,
            "from": min(values),
            "to": max(values),
            "runs": len(values),
            "met": met,
            "scaled": scaled,
        }


NAMES = {"worst gds": "Neo4j Graph Data Science", "adjoint gds": "Neo4j Graph Data Science"}
"""Of alternatives that are called otherwise than in their candidate's name."""


def faster(test: str, size: str, ours: str, plain: str, least: float | None) -> Bar:
    """How many times less CPU time ours takes."""

    def value(figures: Figures) -> list[float]:
        return [p / o for p, o in zip(figures[size, plain].cpu, figures[size, ours].cpu, strict=False)]

    name = NAMES.get(plain, plain.partition(" ")[2])
    return Bar(f"{test} {size}, against {name}", ((size, ours), (size, plain)), value, least=least)


def seconds(test: str, size: str, ours: str, most: float) -> Bar:
    """CPU seconds."""
    return Bar(f"{test} {size}", ((size, ours),), lambda f: f[size, ours].cpu, most=most, unit="s")


def apart(test: str, size: str, ours: str, plain: str, most: float) -> Bar:
    """The largest difference of two answers, as part of `most` and of the errors that they print."""

    def value(figures: Figures) -> list[float]:
        a, b = figures[size, ours], figures[size, plain]
        assert a.answer is not None
        assert b.answer is not None
        return [float(np.abs(a.answer - b.answer).max()) / (most + float(a.told.get("error", 0.0)))]

    return Bar(
        f"{test} {size}: difference from {NAMES.get(plain, plain.partition(' ')[2])}, as part of what the errors allow",
        ((size, ours), (size, plain)),
        value,
        most=1.0,
        unit="",
    )


def streaming(size: str, least: float | None = None) -> Bar:
    """One sweep as part of the streaming limit, every row fetched from memory."""

    def value(figures: Figures) -> list[float]:
        sweep, triad = figures[size, "sweep float32"], figures[size, "triad"]
        return [_share(min(triad.cpu), triad.told, s) for s in sweep.cpu]

    needs = ((size, "sweep float32"), (size, "triad"))
    return Bar(f"one sweep {size}, of the streaming limit", needs, value, least=least, unit="%")


def _share(triad: float, told: Mapping[str, Any], sweep: float) -> float:
    """Per cent: the seconds that streaming a sweep's bytes would take, of those it takes."""
    return 100 * triad / told["bytes"] * told["sweep_bytes"] / sweep


def streamed_share(figures: Mapping[str, Any]) -> float | None:
    """The same, of the figures of one size as JSON; None where it wasn't measured."""
    sweep, triad = figures.get("sweep float32", {}), figures.get("triad", {})
    if "told" not in sweep or "told" not in triad:
        return None
    return _share(triad["cpu_s_least"], triad["told"], sweep["cpu_s_median"])


def gathered(size: str) -> Bar:
    """One sweep against the bare gather of the same rows."""

    def value(figures: Figures) -> list[float]:
        pairs = zip(figures[size, "sweep float32"].cpu, figures[size, "gather float32"].cpu, strict=True)
        return [a / b for a, b in pairs]

    needs = ((size, "sweep float32"), (size, "gather float32"))
    return Bar(f"one sweep {size}, against a bare gather of the same rows", needs, value, most=1.3)


def per_link(figures: Figures, size: str) -> list[float]:
    """CPU seconds per link and sweep of the whole call."""
    f = figures[size, "burden ours"]
    return [s / f.told["sweeps"] / f.told["links"] for s in f.cpu]


def growth(large: str, most: float | None = 4.0) -> Bar:
    """How time per link and sweep grows from S1."""

    def value(figures: Figures) -> list[float]:
        small = statistics.median(per_link(figures, "S1"))
        return [x / small for x in per_link(figures, large)]

    needs = (("S1", "burden ours"), (large, "burden ours"))
    return Bar(f"upstream_risk S1 to {large}, time per link and sweep", needs, value, most=most)


def memory(size: str, most: float) -> Bar:
    """Peak memory over the loaded graph."""

    def value(figures: Figures) -> list[float]:
        peak = figures[size, "burden ours"].peak_mb
        return [] if peak is None else [peak]

    return Bar(f"upstream_risk {size}, peak memory", ((size, "burden ours"),), value, most=most, unit="MB")


def milliseconds(test: str, name: str, told: str, most: float) -> Bar:
    """CPU milliseconds of each edit on S3, of the last round."""

    def value(figures: Figures) -> list[float]:
        return [float(figures["S3", name].told[told])]

    return Bar(f"{test} S3", (("S3", name),), value, most=most, unit="ms")


BARS: tuple[Bar, ...] = (
    faster("upstream_risk", "S2", "burden ours", "burden networkx", 500),
    faster("upstream_risk", "S3", "burden ours", "burden scipy", 3.5),
    seconds("upstream_risk, 8 issues, error 1e-6,", "S3", "burden ours", 1.5),
    seconds("ordering the rows, once a graph,", "S3", "burden ordering", 5.0),
    gathered("S2"),
    gathered("S3"),
    streaming("S1"),
    streaming("S2", 25),
    streaming("S3", 12),
    streaming("S4"),
    faster("who stands behind a brand (adjoint)", "S3", "adjoint ours", "adjoint igraph", 3),
    faster("who stands behind a brand (adjoint)", "S2", "adjoint ours", "adjoint gds", None),
    faster("the same, eight brands at once,", "S3", "adjoint ours, batch of 8", "adjoint igraph", 3),
    faster("worst_path", "S2", "worst ours", "worst networkx", 300),
    faster("worst_path", "S2", "worst ours", "worst rustworkx", 15),
    faster("worst_path", "S2", "worst ours", "worst igraph", 15),
    faster("worst_path", "S2", "worst ours", "worst gds", None),
    faster("worst_path", "S3", "worst ours", "worst scipy", 8),
    faster("linked_harm, certified bound,", "S2", "bound ours", "bound numpy", 10),
    faster("linked_harm, certified bound,", "S2", "bound ours", "bound networkx", 500),
    faster("linked_harm, 64 worlds, 8 issues,", "S2", "worlds ours", "worlds scipy", 50),
    faster("linked_harm, 64 worlds, 8 issues,", "S2", "worlds ours", "worlds igraph", 1000),
    milliseconds("what-if, remedy each of 3,000 suppliers, 99 %,", "what-if remedies", "ms_99_percent", 10),
    milliseconds("what-if, remedy each of 3,000 suppliers, all,", "what-if remedies", "ms_most", 50),
    milliseconds("what-if, remedy the top hub,", "what-if remedy of the top hub", "ms_median", 150),
    milliseconds("what-if, leave each of 60 suppliers, all,", "what-if leaves", "ms_most", 50),
    milliseconds("what-if, leave the top hub,", "what-if leave of the top hub", "ms_median", 1_500),
    milliseconds("the 100 largest paths of the largest brand,", "paths ours", "ms_median", 20),
    memory("S3", 800),
    growth("S2", None),
    growth("S3"),
    growth("S4"),
    apart("upstream_risk", "S3", "burden ours", "burden scipy", TOLERANCE),
    apart("adjoint", "S3", "adjoint ours", "adjoint igraph", TOLERANCE),
    apart("adjoint, eight at once,", "S3", "adjoint ours, batch of 8", "adjoint igraph", TOLERANCE),
    apart("worst_path", "S2", "worst ours", "worst networkx", 1e-12),
    apart("worst_path", "S2", "worst ours", "worst gds", 1e-11),
    apart("worst_path", "S3", "worst ours", "worst scipy", 1e-11),
    apart("linked_harm, certified bound,", "S2", "bound ours", "bound numpy", 1e-5),
)

BESIDE: tuple[tuple[str, str], ...] = (("S1", "burden scipy"), ("S2", "burden scipy"))
"""Measured for the curves of growth, though no bar needs it."""
