"""What every view and export promises, whichever is added."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from headwater.graph.errors import UnknownName, UsageError
from headwater.visualizations import EXPORTS, VIEWS, get_export, get_view
from headwater.visualizations.subgraph import Edge, Node, Subgraph
from tests.visualizations.exports.reading import rendered, whole_records, whole_world
from tests.visualizations.world import made_up, subgraph

ROOT = Path(__file__).parents[2]


def without_library(page: str) -> str:
    """The page without vis-network's own text."""
    from headwater.visualizations.views import safe_network

    return page.replace(str(safe_network._vis("vis-network.min.js")), "").replace(
        str(safe_network._vis("vis-network.css")), ""
    )


def shuffled(world: Subgraph) -> Subgraph:
    """The same world from records in another order."""
    return subgraph(list(reversed(made_up())))


@pytest.mark.parametrize("name", [v.NAME for v in VIEWS])
def test_equal_subgraphs_give_equal_pages(name: str, world: Subgraph) -> None:
    assert get_view(name).render(world) == get_view(name).render(shuffled(world))


@pytest.mark.parametrize("name", [e.NAME for e in EXPORTS])
def test_equal_subgraphs_give_equal_files(name: str, world: Subgraph) -> None:
    assert rendered(name, world) == rendered(name, shuffled(world))
    assert rendered(name, whole_world()) == rendered(name, subgraph(list(reversed(whole_records())), whole=True))


def test_members_are_found_by_name_and_unknown_names_list_the_known() -> None:
    assert [get_view(v.NAME).NAME for v in VIEWS] == ["tiers", "network"]
    assert [get_export(e.NAME).NAME for e in EXPORTS] == ["graphml", "json", "csv"]
    with pytest.raises(UnknownName, match="tiers, network"):
        get_view("ball")
    with pytest.raises(UnknownName, match="graphml, json, csv"):
        get_export("docx")


@pytest.mark.parametrize("name", [v.NAME for v in VIEWS])
def test_a_page_says_what_it_rests_on(name: str, world: Subgraph) -> None:
    page = get_view(name).render(world)
    for said in (
        "Fictional world", "2026-01-01", "revision 7", world.meta.pack, "method 0.1", "CC-BY-SA-4.0",
        "The made-up registry", "Licence: not stated", "may not be redistributed", "is mixed here",
    ):  # fmt: skip
        assert said in page
    assert page.startswith('<!doctype html>\n<html lang="en">')


@pytest.mark.parametrize("name", [v.NAME for v in VIEWS])
def test_no_name_becomes_markup_and_every_script_carries_the_nonce(name: str, world: Subgraph) -> None:
    page = without_library(get_view(name).render(world))
    nonce = re.search(r"script-src 'nonce-([^']+)'", page)
    assert nonce is not None
    assert re.findall(r"<script(?![^>]*nonce)", page) == []
    assert set(re.findall(r'<script nonce="([^"]+)"', page)) == {nonce[1]}
    assert "alert(1)</script>" not in page
    assert "<b>href" not in page
    assert "<img" not in page
    assert "{{7*7}}" in page
    assert "\x07" not in page


@pytest.mark.parametrize("name", [v.NAME for v in VIEWS])
def test_no_page_names_another_host(name: str, world: Subgraph) -> None:
    page = without_library(get_view(name).render(world))
    assert re.findall(r"""(?:src|href|action)\s*=\s*["'](?!#|data:)[^"']*["']""", page) == []
    assert "@import" not in page
    assert re.findall(r"url\((?!\s*[\"']?data:)[^)]*\)", page) == []


def test_a_country_that_was_proposed_never_stands_as_fact(world: Subgraph) -> None:
    proposed = [n for n in world.nodes if n.country_proposed]
    assert proposed
    assert all(n.country is None for n in proposed)
    page = get_view("tiers").render(world)
    assert len(re.findall(r'<span class="pl">proposed: ', page)) + len(re.findall(r"<span>proposed: ", page)) == len(
        proposed
    )


def line(n: int, **props: object) -> Subgraph:
    """A subgraph of one buyer and n facilities in tier 1."""
    head = subgraph(made_up(hostile=False)).meta
    nodes = [Node(id="brand:b", name="B", kind="brand", tier=0, root=True, suppliers_named=n)]
    nodes += [
        Node.model_validate({"id": f"f{i:05d}", "name": f"F {i}", "kind": "facility", "tier": 1} | props)
        for i in range(n)
    ]
    edges = tuple(Edge(start=f"f{i:05d}", end="brand:b", kind="SUPPLIES") for i in range(n))
    return Subgraph(
        meta=head.model_copy(update={"roots": ("brand:b",), "title": "B"}), nodes=tuple(nodes), edges=edges, sources=()
    )


def test_a_network_nobody_could_read_is_refused_in_plain_words() -> None:
    with pytest.raises(UsageError, match=r"1,501 companies and facilities are too many .* tiered view"):
        get_view("network").render(line(1500))
    assert "301 companies and facilities are hard to read" in get_view("network").render(line(300))
    assert "hard to read" not in get_view("network").render(line(299))


@pytest.mark.parametrize(("n", "cards", "folded"), [(12, 13, 0), (13, 14, 0), (14, 13, 2), (2000, 13, 1988)])
def test_a_lane_shows_twelve_and_folds_the_rest(n: int, cards: int, folded: int) -> None:
    page = get_view("tiers").render(line(n))
    assert page.count('<li class="card ') == cards
    assert (f"+ {folded:,} more" in page) == bool(folded)
    assert page.count("<tr id=") == n + 1


def test_what_is_mapped_and_assessed_stands_over_its_lane() -> None:
    base = line(3)
    meta = base.meta.model_copy(update={"mapped": {1: 0.62}, "assessed": {1: 0.125}})
    page = get_view("tiers").render(base.model_copy(update={"meta": meta}))
    assert "3 facilities<br>mapped 62 %, assessed 12 %" in page
    assert "<strong>Not mapped</strong>38 % of purchases traced to no facility" in page


def test_only_evidence_gets_a_severity_mark() -> None:
    page = get_view("tiers").render(line(3, state="context only", context=("country context: listed",)))
    field = page[page.index('id="field"') :]
    assert not re.search(r'class="chip (critical|high|medium|low)"', field)


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


@pytest.mark.parametrize("view", [v.NAME for v in VIEWS])
def test_a_company_with_nothing_behind_it_and_a_facility_in_the_middle_are_drawn(view: str) -> None:
    alone = line(0)
    assert "No source names a supplier." in get_view(view).render(alone)
    middle = subgraph(roots=("name:t1-0",))
    assert {n.tier for n in middle.nodes} >= {-1, 0, 1}
    page = get_view(view).render(middle)
    assert "Who buys here" in page
    assert "Halden &amp; Marsh" in page
