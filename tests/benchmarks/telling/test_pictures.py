"""The pictures are drawn from the kept figures, the same each time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmarks import RESULTS
from benchmarks.run import _write
from benchmarks.telling import page, pictures
from tests.benchmarks.telling.figures import engine

KEPT = json.loads((RESULTS / "engine.json").read_text(encoding="utf-8"))


def written(name: str) -> list[str]:
    """What stands in a picture of the docs: matplotlib puts the words of a text beside its outline."""
    text = (page.PAGE.parent / f"images/benchmarks-{name}.svg").read_text(encoding="utf-8")
    return [x.strip().replace(",, ", ", ") for x in re.findall(r"<!-- (.*?) -->", text)]


def test_pictures_are_drawn_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="`make bench` installs it")
    _write(tmp_path / "engine.json", engine(0.5))
    one = [file.read_bytes() for file in pictures.draw(tmp_path, tmp_path / "a")]
    two = [file.read_bytes() for file in pictures.draw(tmp_path, tmp_path / "b")]
    assert len(one) == 3
    assert one == two


def test_the_picture_of_ratios_holds_each_bar_against_another_program_with_its_kept_figure() -> None:
    words = written("ratios")
    for bar in KEPT["bars"]:
        if bar["unit"] == "x" and ", against " in bar["test"] and "gather" not in bar["test"] and "median" in bar:
            assert bar["test"].replace(",, ", ", ") in words
            number = f"{bar['median']:,.0f}" if bar["median"] >= 10 else f"{bar['median']:.2g}"
            star, missed = " *" if bar["scaled"] else "", "  NOT met" if bar["met"] is False else ""
            assert f"{number}×{star}{missed}" in words, "run `python -m benchmarks.run` to draw the pictures anew"


def test_the_picture_of_memory_holds_each_kept_peak() -> None:
    words = written("memory")
    for size, who in (("S3", "burden ours"), ("S3", "burden scipy"), ("S2", "worst networkx"), ("S2", "worlds ours")):
        assert f"{size}  {who}" in words
        assert f"{KEPT['figures'][size][who]['peak_mb_over_loaded_graph']:,}" in words
