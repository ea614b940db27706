"""Run the benchmarks and keep the figures: `python -m benchmarks [PART…] [--quick] [-o FOLDER]`."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import RESULTS, loading, validation, whatif
from benchmarks.engines import measuring
from benchmarks.telling import page, pictures
from benchmarks.timing import say
from benchmarks.whole import measuring as measuring_whole

IMAGES = Path(__file__).parents[1] / "docs" / "images"


def main(words: list[str] | None = None) -> int:
    """Measure, say it in words, and write one JSON file a part."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parts: dict[str, Callable[[argparse.Namespace], tuple[dict[str, Any], list[str]]]] = {
        "engine": _engine,
        "validation": _validation,
        "loading": _loading,
        "whatif": _whatif,
        "whole": _whole,
    }
    parser.add_argument("part", nargs="*", choices=[*parts, []], help="what to run; everything without")
    parser.add_argument("--quick", action="store_true", help="tiny sizes, seconds: tries the benchmarks out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5, help="rounds")
    parser.add_argument("--no-neo4j", action="store_true", help="leave out what needs a real Neo4j")
    parser.add_argument("--before", type=Path, help="whole: a checkout of another version, to stand beside this one")
    parser.add_argument("--data", type=Path, help="whole: a folder of published lists")
    parser.add_argument("--networks", type=Path, help="keep the made-up networks in this folder")
    parser.add_argument(
        "-o", "--output", type=Path, help="folder of the figures; benchmarks/results, none with --quick"
    )
    parser.add_argument("--images", type=Path, help="folder of the pictures; docs/images, else beside the figures")
    asked = parser.parse_args(words)
    output: Path | None = asked.output or (None if asked.quick else RESULTS)
    for name in asked.part or parts:
        say(f"{name}: starts")
        got, said = parts[name](asked)
        print("\n".join(said), flush=True)
        if output is not None:
            _write(output / f"{name}.json", got)
    if output is not None and (output / "engine.json").exists():
        try:
            drawn = pictures.draw(output, asked.images or (IMAGES if output == RESULTS else output))
        except ModuleNotFoundError as error:
            print(f"No pictures: {error}; `make bench` installs it")
        else:
            print("Pictures:", *drawn)
    if output == RESULTS:
        page.write(RESULTS)
        print(f"Page: {page.PAGE}")
    return 0


def _engine(asked: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    partly = None if asked.quick else (asked.output or RESULTS) / "engine.partly.json"
    with tempfile.TemporaryDirectory() as aside:
        folder = asked.networks or Path(aside)
        folder.mkdir(parents=True, exist_ok=True)
        got = measuring.run(
            folder,
            seed=asked.seed,
            runs=min(asked.runs, 2) if asked.quick else asked.runs,
            quick=asked.quick,
            neo4j=not (asked.quick or asked.no_neo4j),
            keep=(lambda so_far: _write(partly, so_far)) if partly else None,
        )
    if partly:
        partly.unlink()
    return got, measuring.lines(got)


def _validation(asked: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    del asked
    got = validation.run()
    return got, validation.lines(got)


def _loading(asked: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    count = 100 if asked.quick else 20_000
    got = loading.run(count, asked.seed, 1 if asked.quick else min(asked.runs, 3), neo4j=not asked.no_neo4j)
    return got, loading.lines(got)


def _whatif(asked: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    size = (2_000, 10_000) if asked.quick else (1_000_000, 5_000_000)
    got = whatif.run(*size, seed=asked.seed, edits=100 if asked.quick else 3_000)
    return got, whatif.lines(got)


def _whole(asked: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    sizes, runs = (("S0",), 1) if asked.quick else (("S1", "S2"), asked.runs)
    got = measuring_whole.measure(sizes, runs=runs, seed=asked.seed, before=asked.before, data=asked.data)
    return got, measuring_whole.lines(got)


def _write(file: Path, got: Mapping[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(got, indent=2) + "\n", encoding="utf-8")
    say(f"figures: {file}")


if __name__ == "__main__":
    raise SystemExit(main())
