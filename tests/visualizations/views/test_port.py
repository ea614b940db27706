"""What every view promises, whichever is added."""

from __future__ import annotations

import re

import pytest

from headwater.visualizations.registry import VIEWS, get_view
from headwater.visualizations.subgraph import Subgraph
from tests.visualizations.world import fan, made_up, subgraph


def without_library(page: str) -> str:
    """The page without vis-network's own text."""
    from headwater.visualizations.views import safe_network

    return page.replace(str(safe_network._vis("vis-network.min.js")), "").replace(
        str(safe_network._vis("vis-network.css")), ""
    )


@pytest.mark.parametrize("name", [v.NAME for v in VIEWS])
def test_equal_subgraphs_give_equal_pages(name: str, world: Subgraph) -> None:
    assert get_view(name).render(world) == get_view(name).render(subgraph(list(reversed(made_up()))))


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


@pytest.mark.parametrize("view", [v.NAME for v in VIEWS])
def test_a_company_with_nothing_behind_it_and_a_facility_in_the_middle_are_drawn(view: str) -> None:
    alone = fan(0)
    assert "No source names a supplier." in get_view(view).render(alone)
    middle = subgraph(roots=("name:t1-0",))
    assert {n.tier for n in middle.nodes} >= {-1, 0, 1}
    page = get_view(view).render(middle)
    assert "Who buys here" in page
    assert "Halden &amp; Marsh" in page
