"""The overview names every command of every module, and asks for no engine."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

from headwater.cli.lazy import STEWARDSHIP
from headwater.questions import QUESTIONS
from tests.running import ROOT, run


def test_every_question_and_every_other_command_is_in_the_overview() -> None:
    for name, (module, _) in STEWARDSHIP.items():
        assert name in {c.name for c in import_module(f"headwater.cli.{module}").COMMANDS}
    modules = {module for module, _ in STEWARDSHIP.values()}
    assert {c.name for m in modules for c in import_module(f"headwater.cli.{m}").COMMANDS} == set(STEWARDSHIP)
    shown = run("--help").out
    assert all(f"  {name} " in shown for name in (*STEWARDSHIP, *(q.name for q in QUESTIONS)))


def test_the_overview_does_not_wait_for_the_engine() -> None:
    code = "import sys, headwater.cli; sys.exit('numba' in sys.modules or 'fastapi' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_an_unknown_command_says_so() -> None:
    ran = run("brieff")
    assert ran.code == 2
    assert "No such command" in ran.err
