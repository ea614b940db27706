"""pyvis made safe: its own pages can't be written."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def test_nothing_calls_the_pages_of_pyvis() -> None:
    """The stock pages run scripts from names and load from other hosts; only our template writes HTML."""
    files = subprocess.run(
        ["git", "grep", "-lIE", "pyvis", "--", "*.py"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    assert "visualizations/views/safe_network.py" in files
    users = [f for f in files if "import" in f or re.search(r"^\s*(from|import) pyvis", (ROOT / f).read_text(), re.M)]
    assert [f for f in users if not f.startswith("tests/")] == ["visualizations/views/safe_network.py"]
    forbidden = re.compile(
        r"\.(generate_html|write_html|show|save_graph|set_options|from_nx|from_DOT|show_buttons|prep_notebook)\(|heading=|_menu=|bgcolor="
    )
    for path in sorted((ROOT / "visualizations/views").rglob("*.py")):
        assert not forbidden.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("method", ["generate_html", "write_html", "show", "set_options", "from_nx", "from_DOT"])
def test_the_unsafe_methods_of_pyvis_are_closed(method: str) -> None:
    from headwater.visualizations.views.safe_network import SafeNetwork

    with pytest.raises(NotImplementedError, match="unsafe"):
        getattr(SafeNetwork(), method)("x.html")
