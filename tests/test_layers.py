"""The layers hold: graph < loaders < visualizations < tasks < api < cli."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", script, "--no-cache"],
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_the_import_contracts_are_kept():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_no_code_imports_the_folders_by_their_short_names():
    # A module loaded twice (graph.records and headwater.graph.records) has two of each class.
    short = ("api", "graph", "loaders", "visualizations")
    starts = tuple(f"{verb} {name}{end}" for name in short for verb in ("from", "import") for end in (".", " "))
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in (*short, "headwater", "tests", "benchmarks")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not path.is_relative_to(ROOT / "headwater" / folder)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.strip().startswith(starts)
    ]
    assert found == []
