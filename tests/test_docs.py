"""Whatever a person can name is in the docs, and what the docs name is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
import yaml

from headwater.cli import cli
from headwater.cli.lazy import STEWARDSHIP
from headwater.graph.risk.indicators import INDICATORS, PARAMETERS
from headwater.graph.risk.own_risk.own import STATES
from headwater.graph.stores import STORES
from headwater.loaders.registry import LOADERS
from headwater.questions.export import formats
from headwater.settings import Settings
from headwater.visualizations.registry import VIEWS

ROOT = Path(__file__).parents[1]
REFERENCE = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
CONTEXT = click.Context(cli)
COMMANDS = {name: command for name in STEWARDSHIP if (command := cli.get_command(CONTEXT, name))}
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"])


def row_of(command: str) -> str:
    found = re.search(rf"^\| `{command}[ `].*$", REFERENCE, re.MULTILINE)
    return found.group(0) if found else ""


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_and_each_of_its_options_is_in_the_reference(name):
    row = row_of(name)
    assert row, f"docs/reference.md has no row for {name}"
    options = [p for p in COMMANDS[name].params if isinstance(p, click.Option) and not p.hidden]
    missing = [max(p.opts, key=len) for p in options if not any(f"{o}`" in row for o in p.opts)]
    assert missing == [], f"{name}: {missing} not in its row"


def test_the_reference_names_no_command_or_option_that_is_not_there():
    table = REFERENCE.split("| command |")[1].split("Exit codes")[0]
    assert set(re.findall(r"^\| `([a-z-]+)", table, re.MULTILINE)) == set(COMMANDS)
    known = {o for c in [cli, *COMMANDS.values()] for p in c.params for o in p.opts} | {"--help", "-h"}
    assert set(re.findall(r"`(--[a-z-]+)", table)) - known == set()


def test_each_setting_of_the_environment_is_in_the_reference():
    fields = {f"HEADWATER_{name.upper()}" for name in Settings.model_fields}
    assert [n for n in sorted(fields) if f"`{n}`" not in REFERENCE] == []


def test_each_loader_is_in_the_table_of_sources():
    sources = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    assert [x.NAME for x in LOADERS if not re.search(rf"^\| `{x.NAME}` \|", sources, re.MULTILINE)] == []
    named = set(re.findall(r"^\| `([a-z0-9-]+)` \|", sources, re.MULTILINE))
    assert named == {x.NAME for x in LOADERS}


def test_the_licence_of_each_loader_stands_in_its_row():
    sources = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    for loader in LOADERS:
        row = re.search(rf"^\| `{loader.NAME}` \|.*$", sources, re.MULTILINE)
        if loader.LICENCE is not None and row is not None:
            assert loader.LICENCE.split(" (")[0].casefold() in row.group(0).casefold(), loader.NAME


def test_each_indicator_and_parameter_is_explained():
    concepts = (ROOT / "docs/concepts.md").read_text(encoding="utf-8")
    for indicator in INDICATORS:
        assert f"`{indicator.name}`" in REFERENCE and f"**`{indicator.name}`**" in concepts
    for parameter in PARAMETERS:
        for indicator in parameter.by:
            assert f"| `{parameter.name}` | `{indicator}` |" in REFERENCE


def test_each_view_export_and_store_is_in_the_reference():
    assert [v.NAME for v in VIEWS if f"--as {v.NAME}`" not in REFERENCE] == []
    assert [n for n in formats() if f"| `{n}` |" not in REFERENCE] == []
    assert [n for n in STORES if n not in REFERENCE] == []


def test_each_state_is_explained():
    concepts = (ROOT / "docs/concepts.md").read_text(encoding="utf-8")
    assert [s for s in STATES if f"| **{s}** |" not in concepts] == []


def test_each_route_is_in_the_reference():
    from headwater.api.app import create_app

    paths = set(create_app(Settings()).openapi()["paths"])
    paths = {re.sub(r"\{(\w+):path\}", r"{\1}", p) for p in paths if p.startswith("/v1/")}
    assert [p for p in sorted(paths) if f"`{p}`" not in REFERENCE and f"`GET {p}`" not in REFERENCE] == []


def test_links_between_the_pages_lead_somewhere():
    broken = []
    for page in [*PAGES, ROOT / "README.md"]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_no_page_names_a_registry_or_speaks_of_sites():
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert "pypi." not in text.casefold() and "registry.npmjs" not in text
        assert not re.search(r"\b[Ss]ites?\b", text), f"{page.name}: the word is facility"


def test_the_citation_and_the_decisions_are_well_formed():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    import headwater

    assert cited["version"] == headwater.__version__ and cited["license"] == "Apache-2.0"
    decisions = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert [int(d.name[:4]) for d in decisions] == list(range(1, len(decisions) + 1))
    for decision in decisions:
        text = decision.read_text(encoding="utf-8")
        for part in ("**Context.**", "**Choice.**", "**Rejected.**", "**We would know it was wrong by**"):
            assert part in text, f"{decision.name}: {part}"


def test_every_target_of_the_makefile_that_the_docs_name_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):", makefile, re.MULTILINE))
    for page in [*PAGES, ROOT / "README.md"]:
        named = set(re.findall(r"`make ([a-z0-9-]+)", page.read_text(encoding="utf-8")))
        assert named <= targets, f"{page.name}: {named - targets}"
