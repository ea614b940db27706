"""Figures made up for the benchmarks' page and pictures."""

from __future__ import annotations

from benchmarks.engines.bars import BARS, Bar, Figure, faster


def engine(seconds: float) -> dict[str, object]:
    """What a run on one size gives, where the sum takes so many seconds."""

    def figure(cpu: float, **told: object) -> Figure:
        return Figure(cpu=[cpu, cpu, 1.1 * cpu], wall=[cpu] * 3, told=told, peak_mb=12)

    figures = {
        ("S2", "burden ours"): figure(seconds, sweeps=10, links=1_000_000, error=1e-7),
        ("S2", "burden networkx"): figure(50.0),
        ("S2", "worst gds"): Figure(missing="no mvn on PATH"),
        ("S2", "worst ours"): figure(0.1),
        ("S2", "triad"): figure(0.05, bytes=960_000_000, sweep_bytes=50_000_000),
        ("S2", "sweep float32"): figure(0.01),
    }
    bars: list[Bar] = [b for b in BARS if all(need in figures for need in b.needs)]
    bars.append(faster("worst_path", "S2", "worst ours", "burden networkx", None))
    return {
        "seed": 1,
        "rounds": 3,
        "quick": False,
        "machine": {
            "processor": "P",
            "cores": 2,
            "system": "L",
            "python": "3",
            "versions": {"numpy": "2"},
            "load": [1],
        },
        "load_afterwards": [2],
        "sizes": {"S2": {"parties": 100_000, "links": 1_000_000}},
        "bars": [b.judge(figures) for b in bars],
        "figures": {"S2": {k: f.document() for (_, k), f in figures.items()}},
    }
