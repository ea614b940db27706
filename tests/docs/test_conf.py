"""The site is made of every page there is, without a warning, and a browser asks nobody else for anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.links import Page, troubles
from tests.browser.chromium import browser, opened
from tests.running import ROOT

BESIDE = ("README", "CONTRIBUTING", "SECURITY", "CHANGELOG")


def made(root: Path, to: Path) -> subprocess.CompletedProcess[str]:
    words = ["-m", "sphinx", "--fail-on-warning", "--nitpicky", "--quiet", "-c", "docs", ".", str(to)]
    return subprocess.run([sys.executable, *words], cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("site")
    done = made(ROOT, to)
    assert done.returncode == 0, done.stderr
    return to


def test_every_page_is_in_the_site_and_in_its_side_bar(site: Path) -> None:
    pages = {p.relative_to(ROOT).with_suffix(".html") for p in (ROOT / "docs").rglob("*.md")}
    pages |= {Path(f"{name}.html") for name in BESIDE}
    assert {p for p in pages if not (site / p).is_file()} == set()
    start = site / "docs" / "index.html"
    led = {(start.parent / t.partition("#")[0]).resolve() for t in Page(start.read_text(encoding="utf-8")).links}
    assert {p for p in pages if (site / p).resolve() not in led | {start}} == set()
    assert "docs/index.html" in (site / "index.html").read_text(encoding="utf-8")


def test_every_link_in_it_leads_somewhere_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    assert troubles(site) == []


def test_a_page_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    for name in ("docs", *(f"{n}.md" for n in BESIDE), "pyproject.toml", "graph/vocabulary/garment"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, tmp_path / name)
    page = tmp_path / "docs" / "concepts.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[lost](sources.md#no-such-section)\n", encoding="utf-8")
    done = made(tmp_path, tmp_path / "site")
    assert done.returncode != 0
    assert "no-such-section" in done.stderr


@pytest.mark.browser
def test_a_browser_asks_nobody_else(site: Path) -> None:
    with browser() as b:
        for page in ("docs/index.html", "docs/benchmarks.html", "docs/reference.html"):
            with opened(b, (site / page).as_uri(), allowed=site.as_uri()) as (_, watch):
                watch.quiet()
