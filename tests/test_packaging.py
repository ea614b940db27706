"""What is shipped: the links, the two ways to build the wheel, the files that must be inside."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("api", "graph", "loaders", "visualizations")
BUILD = """
import sys
from hatchling.build import build_sdist, build_wheel
print({"sdist": build_sdist, "wheel": build_wheel}[sys.argv[1]](sys.argv[2]))
"""


def git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout: " + done.stderr.strip())
    return done.stdout.splitlines()


def build(what: str, tree: Path, target: Path) -> Path:
    target.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", BUILD, what, str(target)]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return target / done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with zipfile.ZipFile(build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))) as archive:
        return sorted(archive.namelist())


def test_the_links_are_links_in_git():
    staged = [line.split("\t") for line in git("ls-files", "--stage", "headwater")]
    modes = {path: facts.split()[0] for facts, path in staged}
    for name in FOLDERS:
        assert modes[f"headwater/{name}"] == "120000", f"headwater/{name} is no link"
        assert (ROOT / "headwater" / name).resolve() == (ROOT / name).resolve()
        assert (ROOT / "headwater" / name).readlink() == Path("..") / name


def test_the_wheel_from_the_tree_is_the_wheel_from_the_sdist(sdist, wheel_names, tmp_path):
    with tarfile.open(sdist) as archive:
        # Python 3.11 has filters of tar files from 3.11.4 on; this archive is our own.
        archive.extractall(tmp_path, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (unpacked,) = tmp_path.iterdir()
    with zipfile.ZipFile(build("wheel", unpacked, tmp_path / "wheel")) as archive:
        assert sorted(archive.namelist()) == wheel_names


def test_headwater_is_the_only_top_level_name(wheel_names):
    tops = {name.split("/")[0] for name in wheel_names}
    assert {t for t in tops if not t.endswith(".dist-info")} == {"headwater"}


def test_everything_in_the_four_folders_is_in_the_wheel(wheel_names):
    tracked = [name for folder in (*FOLDERS, "headwater") for name in git("ls-files", folder)]
    links = {f"headwater/{name}" for name in FOLDERS}
    wanted = {n if n.startswith("headwater/") else f"headwater/{n}" for n in tracked if n not in links}
    wanted = {n for n in wanted if (ROOT / n).is_file()}
    assert wanted - set(wheel_names) == set()


def test_the_wheel_holds_data_files_of_every_kind_that_code_reads(wheel_names):
    endings = {Path(name).suffix for name in wheel_names}
    assert "headwater/py.typed" in wheel_names
    assert {".py", ".yaml", ".csv"} <= endings
    assert not [n for n in wheel_names if "/tests/" in n or "__pycache__" in n]


def test_no_lock_names_a_host():
    for lock in sorted(ROOT.glob("requirements*.lock")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text and "index-url" not in text, f"{lock.name} names a host"
        pinned = [line for line in text.splitlines() if line and line[0] not in "# "]
        assert pinned and all("==" in line for line in pinned), lock.name
        assert text.count("--hash=sha256:") >= len(pinned)


def test_the_development_lock_holds_the_versions_of_the_runtime_lock():
    def pins(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.split(";")[0].rstrip(" \\") for line in lines if line and line[0] not in "# "}

    assert pins("requirements.lock") <= pins("requirements-dev.lock")
    assert pins("requirements-build.lock") <= pins("requirements-dev.lock")
    named = {pin.partition("==")[0] for pin in pins("requirements-dev.lock")}
    shared = {pin for pin in pins("requirements-bench.lock") if pin.partition("==")[0] in named}
    assert shared <= pins("requirements-dev.lock")


def test_every_dependency_of_the_project_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = [re.split(r"[<>=!\[; ]", d)[0].lower().replace("_", "-") for d in project["dependencies"]]
    assert [n for n in names if not re.search(rf"^{re.escape(n)}(\[.*\])?==", locked, re.MULTILINE)] == []
