"""Every view in a real Chromium, opened from disk with the network cut."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from headwater.visualizations.registry import VIEWS, get_view
from headwater.visualizations.subgraph import Subgraph
from tests.browser.axe import violations
from tests.browser.chromium import opened, saved
from tests.visualizations.world import HOSTILE, NATIVE

pytestmark = pytest.mark.browser
NAMES = [v.NAME for v in VIEWS]


@pytest.fixture(scope="module")
def pages(world: Subgraph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pictures")
    return {name: saved(folder, f"{name}.html", get_view(name).render(world)) for name in NAMES}


@pytest.mark.parametrize("view", NAMES)
def test_a_picture_from_disk_asks_for_nothing_and_runs_nothing_of_the_data(
    view: str, pages: dict[str, str], world: Subgraph, chrome: Any
) -> None:
    with opened(chrome, pages[view]) as (page, watch):
        page.wait_for_timeout(300)
        assert page.locator("tbody tr").count() == len(world.nodes)
        shown = page.locator("tbody th bdi").all_inner_texts()
        assert {n for n in HOSTILE if n.isprintable() and "\u202e" not in n} <= set(shown)
        assert (
            page.evaluate("document.querySelectorAll('img, iframe, object, script[src], link[rel=stylesheet]').length")
            == 0
        )
        assert page.evaluate("document.documentElement.lang") == "en"
        assert "Halden & Marsh" in page.title()
        watch.quiet()


def test_hovering_hostile_nodes_of_the_network_runs_nothing(pages: dict[str, str], chrome: Any) -> None:
    with opened(chrome, pages["network"]) as (page, watch):
        page.wait_for_function("document.documentElement.dataset.drawn === 'yes'")
        page.locator("#net").scroll_into_view_if_needed()
        box = page.locator("#net canvas").bounding_box()
        spots = page.evaluate("network.body.nodeIndices.map((i) => network.canvasToDOM(network.getPositions([i])[i]))")
        assert len(spots) >= 8
        tips = set()
        for spot in spots:
            page.mouse.move(box["x"] + spot["x"] + 1, box["y"] + spot["y"])
            page.wait_for_timeout(220)
            tips.update(page.locator(".vis-tooltip").all_inner_texts())
            assert page.locator(".vis-tooltip *:not(br)").count() == 0
        assert any("<script>" in t for t in tips)
        assert any("href" in t for t in tips)
        watch.quiet()


def test_the_watch_sees_a_script_that_runs(tmp_path: Path, chrome: Any) -> None:
    bad = saved(tmp_path, "bad.html", "<!doctype html><script>alert(1)</script><img src='http://127.0.0.1:9/x.png'>")
    with opened(chrome, bad) as (page, watch):
        page.wait_for_timeout(100)
        assert watch.dialogs == ["1"]
        assert watch.requests == ["http://127.0.0.1:9/x.png"]


@pytest.mark.parametrize("view", NAMES)
def test_axe_finds_nothing(view: str, pages: dict[str, str], chrome: Any) -> None:
    with opened(chrome, pages[view], bypass_csp=True) as (page, _):
        page.wait_for_timeout(300)
        assert violations(page) == []


def test_axe_would_find_a_pale_text_and_a_picture_without_words(pages: dict[str, str], chrome: Any) -> None:
    with opened(chrome, pages["tiers"], bypass_csp=True) as (page, _):
        page.evaluate(
            "document.querySelector('main').insertAdjacentHTML('beforeend',"
            ' \'<p style="color:#ccc;background:#fff">pale</p><img src="data:,">\')'
        )
        found = " ".join(violations(page))
        assert "color-contrast" in found
        assert "image-alt" in found


@pytest.mark.parametrize("view", NAMES)
def test_a_narrow_page_does_not_scroll_sideways(view: str, pages: dict[str, str], chrome: Any) -> None:
    with opened(chrome, pages[view], viewport={"width": 320, "height": 640}) as (page, watch):
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        watch.quiet()


def test_without_javascript_every_card_and_row_is_there(pages: dict[str, str], world: Subgraph, chrome: Any) -> None:
    with opened(chrome, pages["tiers"], java_script_enabled=False) as (page, _):
        drawn = page.locator(".card").count()
        folded = page.locator(".more li").count()
        assert drawn + folded == len(world.nodes)
        assert page.locator(".links path").count() > 20
        page.locator(".more summary").first.click()
        assert page.locator(".more").first.locator("li").first.is_visible()
        page.locator(".card a").nth(3).click()
        assert page.evaluate("location.hash") == page.locator(".card a").nth(3).get_attribute("href")
    with opened(chrome, pages["network"], java_script_enabled=False) as (page, _):
        assert page.locator("tbody tr").count() == len(world.nodes)
        assert page.locator("#tools").is_hidden()


def test_a_card_is_wide_enough_and_its_words_do_not_spill(pages: dict[str, str], chrome: Any) -> None:
    with opened(chrome, pages["tiers"]) as (page, _):
        spilt = page.evaluate(
            """[...document.querySelectorAll('.card')].filter((c) => {
                const last = [...c.querySelectorAll('.nm,.pl,.st')].pop().getBoundingClientRect();
                return last.bottom > c.getBoundingClientRect().bottom + 0.5; }).map((c) => c.innerText)"""
        )
        assert spilt == []
        assert page.locator(".card").first.bounding_box()["width"] >= 208


def test_links_end_at_their_cards(pages: dict[str, str], chrome: Any) -> None:
    with opened(chrome, pages["tiers"]) as (page, _):
        off = page.evaluate(
            """[...document.querySelectorAll('.links path')].filter((p) => {
                const m = p.getScreenCTM(), at = (l) => p.getPointAtLength(l).matrixTransform(m);
                const near = (q, id, side) => { const r = document.getElementById(id).getBoundingClientRect();
                    return Math.abs(q.x - r[side]) < 2 && q.y > r.top && q.y < r.bottom; };
                return !near(at(0), p.dataset.b, 'right') || !near(at(p.getTotalLength()), p.dataset.a, 'left');
            }).length"""
        )
        assert off == 0


def test_a_card_lights_up_its_way_to_the_buyer(pages: dict[str, str], world: Subgraph, chrome: Any) -> None:
    with opened(chrome, pages["tiers"]) as (page, _):
        page.locator(".lane").nth(2).locator(".card a").first.focus()
        lit = page.locator(".card.on").count()
        assert 3 <= lit < 20
        assert page.locator("#c0.on").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(".on").count() == 0


def test_native_names_are_drawn_and_not_as_boxes(pages: dict[str, str], chrome: Any) -> None:
    """A font without a letter draws its box: the same picture as for a letter that no font has."""
    with opened(chrome, pages["tiers"]) as (page, _):
        boxes = page.evaluate(
            """(names) => {
                const draw = (t) => {
                    const c = document.createElement('canvas'); c.width = 60; c.height = 40;
                    const x = c.getContext('2d'); x.font = '24px system-ui, "Noto Sans", sans-serif';
                    x.fillText(t, 8, 30);
                    return c.toDataURL(); };
                const boxes = [draw('\\u{10FFFE}'), draw('\\u{378}')];
                return names.filter((n) => [...n].some((l) => /\\p{L}/u.test(l) && boxes.includes(draw(l)))); }""",
            [n for n, _ in NATIVE],
        )
        assert boxes == []


def test_a_page_can_be_printed(pages: dict[str, str], chrome: Any) -> None:
    with opened(chrome, pages["tiers"]) as (page, _):
        assert page.pdf().startswith(b"%PDF-")


@pytest.mark.parametrize("view", NAMES)
def test_forced_colours_keep_the_marks(view: str, pages: dict[str, str], chrome: Any) -> None:
    with opened(chrome, pages[view], forced_colors="active") as (page, _):
        fill = page.evaluate("getComputedStyle(document.querySelector('.legend .chip.critical')).backgroundColor")
        assert fill == "rgb(75, 18, 72)"


def test_the_zoom_buttons_move_the_network(pages: dict[str, str], chrome: Any) -> None:
    with opened(chrome, pages["network"], reduced_motion="reduce") as (page, _):
        page.wait_for_function("document.documentElement.dataset.drawn === 'yes'")
        before = page.evaluate("network.getScale()")
        page.get_by_role("button", name="Zoom in").click()
        assert page.evaluate("network.getScale()") > before * 1.2
        page.get_by_label("Go to").select_option(index=3)
        assert len(page.evaluate("network.getSelectedNodes()")) == 1
        assert re.match(r"\d+$", str(page.evaluate("network.getSelectedNodes()[0]")))
