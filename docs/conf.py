"""How `make docs` makes the site: the Markdown pages as they are, their links checked, nothing from elsewhere.

The source folder is the checkout's root, so that a page may lead to README.md, CONTRIBUTING.md and others beside
docs/, as it does where the files themselves are read.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[1]
ABOUT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "Headwater"
author = ABOUT["authors"][0]["name"]
project_copyright = author
extensions = ["myst_parser"]
root_doc = "docs/index"
BESIDE = ("README", "CONTRIBUTING", "SECURITY", "CHANGELOG")
include_patterns = ["docs/**.md", *(f"{name}.md" for name in BESIDE)]
exclude_patterns = [path.name for path in ROOT.iterdir() if path.is_dir() and path.name != "docs"]
source_suffix = {".md": "markdown"}
nitpicky = True
suppress_warnings = ["misc.highlighting_failure"]  # Pygments' Cypher is older than parameters and label expressions
myst_heading_anchors = 6

html_theme = "furo"
html_title = project
html_copy_source = False
html_use_index = False
html_show_sphinx = False

CONTENTS = "\n\n```{{toctree}}\n:hidden:\n:glob:\n\n{}\n```\n"
"""Lists of pages stand in this form only in the site; readers of the files see plain Markdown."""


def pages_named(table: str) -> list[str]:
    """The pages that docs/index.md leads to, in its order, as names from the root."""
    targets = re.findall(r"\]\(([^)#]+)\.md\)", table)
    return [f"/{(ROOT / 'docs' / target).resolve().relative_to(ROOT)}" for target in targets]


def with_contents(app: Sphinx, page: str, source: list[str]) -> None:
    """Give the start page and the decisions their place in the site's side bar."""
    if page == root_doc:
        named = pages_named(source[0])
        source[0] += CONTENTS.format("\n".join([*named, *(f"/{name}" for name in BESIDE if f"/{name}" not in named)]))
    elif page == "docs/decisions/README":
        source[0] += CONTENTS.format("0*").replace(":hidden:\n", "")


def lead_in(app: Sphinx, failure: Exception | None) -> None:
    """Let the folder itself open at the start page."""
    if failure is None:
        page = f"<!doctype html><title>{project}</title><meta http-equiv=refresh content='0; url={root_doc}.html'>\n"
        (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Join the two to the build."""
    app.connect("source-read", with_contents)
    app.connect("build-finished", lead_in)
