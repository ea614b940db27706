"""The page in the docs says what the kept figures say, and the pictures are drawn from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import RESULTS, validation
from benchmarks.engines import measuring
from benchmarks.engines.bars import BARS, Bar, Figure, faster
from benchmarks.run import _write
from benchmarks.telling import page, pictures


def test_the_page_says_what_the_kept_figures_say() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    got = page.kept(RESULTS)
    assert page.filled(text, got) == text, "run `python -m benchmarks.telling.page` to write the tables anew"
    for part in got:
        for mark, _ in page.TABLES_OF[part]:
            assert f"<!-- {mark} -->\nNot measured" not in text


def _engine(seconds: float) -> dict[str, object]:
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


def test_tables_say_met_not_met_no_bar_and_not_run() -> None:
    rows = page.TABLES_OF["engine"][1][1](_engine(0.05))
    assert "| upstream_risk S2, against networkx | ≥ 500× | 1,000× (1,000× to 1,000×) | met |" in rows
    assert any("not run: no mvn on PATH" in row for row in rows)
    assert any(row.endswith("| 500× (500× to 500×) | no bar |") for row in rows)
    assert "| upstream_risk S2, against networkx | ≥ 500× | 100× (100× to 100×) | **NOT met** |" in (
        page.TABLES_OF["engine"][1][1](_engine(0.5))
    )
    growth = page.TABLES_OF["engine"][2][1](_engine(0.05))
    assert growth[2].startswith("| S2 | 100,000 | 1,000,000 | 10 | 50 ms | 5 ns | 26 % | 12 |")


def test_a_page_that_drifted_or_lacks_a_table_is_seen() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    changed = page.filled(text, {"engine": _engine(0.05)})
    assert "**NOT met**" in page.filled(changed, {"engine": _engine(0.5)})
    assert page.filled(changed, {"engine": _engine(0.05)}) == changed != page.filled(text, {"engine": _engine(0.5)})
    with pytest.raises(ValueError, match="marks the tables"):
        page.filled(text.replace("<!-- growth -->", ""), {})


def test_pictures_are_drawn_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="`make bench` installs it")
    _write(tmp_path / "engine.json", _engine(0.5))
    one = [file.read_bytes() for file in pictures.draw(tmp_path, tmp_path / "a")]
    two = [file.read_bytes() for file in pictures.draw(tmp_path, tmp_path / "b")]
    assert len(one) == 3
    assert one == two


def test_lines_tell_what_has_no_bar() -> None:
    said = measuring.lines(_engine(0.5))
    assert any(line.startswith("  NOT met  upstream_risk S2") for line in said)
    assert any(line.startswith("  no bar   worst_path S2, against networkx: 500×") for line in said)
    assert any("not run  worst_path S2, against Neo4j Graph Data Science: no mvn" in line for line in said)
    assert validation.lines({"checks": [], "not_run": {}})
