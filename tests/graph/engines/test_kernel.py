"""Kernels: made once a machine, found again from a package that can't be written to, never those of other sources."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.engines import kernel as kernels
from headwater.graph.engines.kernel import Kernel, Later, kernel
from tests.running import ROOT

ASKED = """
import json, sys
import numpy as np
from headwater.graph.engines import dirty, maxima, order, prefetch, push, small, sole, sums, unions
early = [m for m in ("numba", "llvmlite", "scipy") if m in sys.modules]
tp, ti, te = order.transpose(np.array([0, 1, 2, 2]), np.array([2, 2], np.int32))
left = push._widened(1, 1, *push._room(2))[3].size
made = [k.made.stats for k in (order.transpose, push._widened, push._room)]
print(json.dumps({
    "early": early, "answer": [tp.tolist(), ti.tolist(), left],
    "found": sum(sum(s.cache_hits.values()) for s in made),
    "compiled": sum(sum(s.cache_misses.values()) for s in made),
}))
"""
ANSWER = [[0, 0, 0, 2], [0, 1], 4]


def run(package: Path, cache: Path, **more: str) -> tuple[dict[str, Any], str]:
    """What two kernels and their kernel say, from a package and a cache; and standard error."""
    env = {k: v for k, v in os.environ.items() if k not in ("NUMBA_CACHE_DIR", "HEADWATER_CACHE")}
    env |= {"PYTHONPATH": str(package), "HEADWATER_CACHE": str(cache), "PYTHONDONTWRITEBYTECODE": "1", **more}
    done = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=package, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and what is in it."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engines as a package installed where nothing may be written."""
    folder = tmp_path_factory.mktemp("installed")
    skipped = shutil.ignore_patterns("__pycache__", "loaders", "visualizations", "api", "risk", "stores", "demo")
    shutil.copytree(ROOT / "headwater", folder / "headwater", ignore=skipped)
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder


@pytest.fixture(scope="module")
def kept(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache after a first run."""
    cache = tmp_path_factory.mktemp("cache")
    before = files(package)
    first, _ = run(package, cache)
    assert (first["early"], first["answer"]) == ([], ANSWER)
    assert first["compiled"] >= 3
    assert files(package) == before
    return cache


def test_the_second_run_compiles_nothing_though_the_package_cant_be_written(package: Path, kept: Path) -> None:
    before = files(kept)
    second, said = run(package, kept)
    assert (second["answer"], second["compiled"], said) == (ANSWER, 0, "")
    assert second["found"] >= 2
    assert before and files(kept) == before


def test_code_cut_short_is_made_anew(package: Path, kept: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut"
    shutil.copytree(kept, cut)
    for path in cut.rglob("*.nb?"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    first, _ = run(package, cut)
    assert first["answer"] == ANSWER and first["compiled"] > 0
    assert run(package, cut)[0]["compiled"] == 0


def test_a_cache_that_cant_be_written_is_told_and_changes_no_number(package: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found, said = run(package, tmp_path / "file")
    assert found["answer"] == ANSWER
    assert said.count("set HEADWATER_CACHE") == 1


def test_other_sources_have_other_code(
    package: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # numba looks at the kernel's own file only; what it calls may stand in another.
    changed = tmp_path / "changed"
    shutil.copytree(package, changed)
    monkeypatch.setenv("HEADWATER_CACHE", str(kept))
    monkeypatch.setattr(kernels, "__file__", str(changed / "headwater/graph/engines/kernel.py"))
    kernels._folder.cache_clear()
    same = kernels._folder("")
    assert same.is_dir() and len(list((kept / "kernels").iterdir())) == 1
    source = changed / "headwater/graph/engines/dirty.py"
    source.chmod(0o644)
    source.write_text(source.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    kernels._folder.cache_clear()
    assert kernels._folder("") != same
    assert kernels._folder(str(tmp_path / "numba's")).parent == tmp_path / "numba's"
    kernels._folder.cache_clear()


@kernel(inline=True)
def _twice(x: float) -> float:
    return x + x


@kernel()
def _sum_of_twice(n: int) -> float:
    total = 0.0
    for i in range(n):
        total += _twice(float(i))
    return total


def test_a_kernel_calls_a_kernel_and_is_called_as_its_function() -> None:
    assert isinstance(_twice, Kernel) and isinstance(_twice, Later)
    assert _sum_of_twice(5) == 20.0
    assert (_sum_of_twice.__name__, _sum_of_twice.__module__) == ("_sum_of_twice", __name__)
    assert _sum_of_twice.function.__globals__["_twice"] is _twice
