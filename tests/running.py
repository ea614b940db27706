"""Run the command line in this process, as a user's shell would."""

from __future__ import annotations

import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from headwater.cli import main
from headwater.settings import settings
from headwater.visualizations.text import printed, render

ROOT = Path(__file__).resolve().parents[1]
WORLDS = ROOT / "tests" / "worlds"
TODAY = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


def run(*args: object, store: str | None = None, today: str = TODAY) -> Ran:
    """Run `headwater ARGS`; the exit code is that of the process."""
    settings()
    words = [*(("--store", store) if store else ()), "--today", today, *map(str, args)]
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(words)
            code: Any = 0
        except SystemExit as stop:
            code = stop.code
    out.flush()
    said = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    return Ran(code=code or 0, out=said, err=err.getvalue())


def ask(*args: object, store: str | None = None) -> Any:
    """The document of `headwater --json ARGS`; fails where the command does."""
    ran = run("--json", *args, store=store)
    assert ran.code in (0, 3), ran.err
    return ran.json


def lines(doc: BaseModel) -> list[str]:
    """The document as it is printed, line by line."""
    return render(printed(doc)).splitlines()


def said(doc: BaseModel) -> str:
    """The document as it is printed."""
    return "\n".join(lines(doc))


def shared_data() -> Path:
    """The real lists; a test that needs them skips where they are absent, and fails in CI.

    Their licences keep them out of the repository, so a CI that can't have them says HEADWATER_WITHOUT_REAL_LISTS.
    """
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        said = f"needs the real lists in {folder}"
        if os.environ.get("HEADWATER_CI") and not os.environ.get("HEADWATER_WITHOUT_REAL_LISTS"):
            pytest.fail(said)
        pytest.skip(said)
    return folder


__all__ = ["ROOT", "TODAY", "WORLDS", "Ran", "ask", "lines", "run", "said", "shared_data"]
