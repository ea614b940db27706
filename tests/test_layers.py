"""The layers of pyproject.toml hold, and no module goes by two names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("name", ["api", "graph", "loaders", "visualizations"])
@pytest.mark.parametrize("line", ["import {}", "import {}.x", "from {} import x", "from {}.x import y"])
def test_an_import_by_a_folders_short_name_is_refused(name: str, line: str) -> None:
    # A module loaded twice (graph.records and headwater.graph.records) has two of each class; `make check` runs ruff.
    words = ["-m", "ruff", "check", "--select", "TID251", "--stdin-filename", "graph/made_up.py", "-"]
    done = subprocess.run(
        [sys.executable, *words], input=line.format(name) + "\n", cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"import headwater.{name}" in done.stdout
