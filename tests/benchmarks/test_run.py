"""One command measures everything and writes it down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.run import main


def test_one_command_writes_a_file_a_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engine", "loading", "--quick", "--no-neo4j", "-o", str(tmp_path)]) == 0
    assert json.loads((tmp_path / "loading.json").read_text())["rows"] == 100
    assert json.loads((tmp_path / "engine.json").read_text())["quick"] is True
    said = capsys.readouterr().out
    assert "tried    upstream_risk S2, against networkx: ≥ 500×" in said
    assert "Pictures" in said or "No pictures" in said
