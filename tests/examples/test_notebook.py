"""The notebook runs as it stands, and prints what it shows."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.running import ROOT

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_gives_the_outputs_that_it_shows(
    path: Path, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEADWATER_STORE", f"sqlite:{demo_store}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    shown = nbformat.read(path, as_version=4)
    run = nbformat.read(path, as_version=4)
    NotebookClient(run, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    assert any(outputs(x) for x in shown.cells)
    assert [outputs(x) for x in run.cells] == [outputs(x) for x in shown.cells]


def outputs(cell: nbformat.NotebookNode) -> str:
    """What a cell printed."""
    return "".join(str(x.get("text", "")) for x in cell.get("outputs", []) if x.get("name") != "stderr")


def test_every_cell_that_computes_was_run() -> None:
    for path in NOTEBOOKS:
        cells = nbformat.read(path, as_version=4).cells
        assert all(x.execution_count for x in cells if x.cell_type == "code"), path.name
