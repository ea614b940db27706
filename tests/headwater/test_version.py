"""One version: that of the program, of the package that is built from it, and of the citation."""

from __future__ import annotations

import re

import yaml

import headwater
from headwater.version import __version__
from tests.running import ROOT, run


def test_the_program_says_it() -> None:
    assert headwater.__version__ == __version__
    assert run("--version").out.strip().endswith(f" {__version__}")


def test_it_is_a_version_as_packages_have_them_and_that_of_the_citation() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?(\.dev\d+)?", __version__)
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == __version__
