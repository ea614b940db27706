"""Run every benchmark and write one JSON file: `python -m benchmarks [--part N] [-o FILE]`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks import engine, loading


def main(words: list[str] | None = None) -> int:
    """Measure, say it in words, and write the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--part", type=int, default=1, help="divide every size by this, to try it out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-neo4j", action="store_true", help="leave the loads on a real Neo4j out")
    parser.add_argument("-o", "--output", type=Path, default=Path("benchmarks.json"))
    asked = parser.parse_args(words)
    part = asked.part
    solved = engine.run(100_000 // part, 1_000_000 // part, asked.seed, asked.runs)
    print("\n".join(engine.lines(solved)))
    loaded = loading.run(20_000 // part, asked.seed, min(asked.runs, 3), neo4j=not asked.no_neo4j)
    print("\n".join(loading.lines(loaded)))
    asked.output.write_text(json.dumps([solved, loaded], indent=2) + "\n", encoding="utf-8")
    print(f"Figures: {asked.output}")
    return 0 if solved["agree"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
