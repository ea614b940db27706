"""pyvis made safe: its own pages can't be written."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from headwater.visualizations.views.safe_network import SafeNetwork
from tests.visualizations.markup import read
from tests.visualizations.world import HOSTILE, fan

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
    with pytest.raises(NotImplementedError, match="unsafe"):
        getattr(SafeNetwork(), method)("x.html")


def test_its_page_holds_what_was_added_and_no_text_ends_its_script() -> None:
    net = SafeNetwork()
    for i, name in enumerate(HOSTILE):
        net.add_node(i, label=name, title=name, x=0, y=0)
    net.add_edge(0, 1, title=HOSTILE[1])
    root = read(net.page(fan(1), rows=[], choices=[(x, i) for i, x in enumerate(HOSTILE)], bands=[], many=0))
    library, ours = root.all("script")
    assert "vis-network" in library.text
    nodes, edges = (json.loads(x) for x in re.findall(r"new vis\.DataSet\((.*)\);$", ours.text, re.M))
    assert [n["label"] for n in nodes] == [n["title"] for n in nodes] == list(HOSTILE)
    assert [(e["from"], e["to"], e["arrows"]) for e in edges] == [(0, 1, "to")]
    options = json.loads(re.search(r"\{nodes, edges\}, (\{.*\})\);$", ours.text, re.M)[1])  # type: ignore[index]
    assert options["physics"] == {"enabled": False}
    assert {x.tag for x in root.held}.isdisjoint({"img", "iframe", "object"})
    assert [x.attrs["href"] for x in root.all("link")] == ["data:,"]
