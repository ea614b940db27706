"""The pages in a real Chromium: the register of the demo's group, a country and a facility, and those around it."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
import uvicorn

from headwater.api.app import create_app
from headwater.demo import run
from headwater.settings import Settings
from tests.browser.axe import violations
from tests.browser.chromium import browser, opened
from tests.running import ask

pytestmark = pytest.mark.browser
TODAY = "2026-01-31"
GROUP = "Larkspur & Vale Group"
PARTY = f"party={quote_plus(GROUP)}"
PAGES = {
    "start": "/",
    "search": "/?text=mill",
    "register": f"/register?{PARTY}",
    "filtered": f"/register?{PARTY}&issue=osh&severity=4&finding=confirmed&country=BD&actions=overdue&text=exits",
    "none left": f"/register?{PARTY}&text=nothing+says+this",
    "country": "/register?country=Bangladesh",
    "facility": "/register?facility=Nightjar+Stitching+Works",
    "systemic": "/systemic",
    "brief": f"/v1/brief?{PARTY}&as=html",
    "pack": "/v1/pack?as=html",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("demo")
    run(folder, echo=lambda line: None, today=TODAY)
    return f"sqlite:{folder / 'demo.db'}"


@pytest.fixture(scope="module")
def site(store: str) -> Iterator[str]:
    with socket.socket() as at:
        at.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(Settings(store=store), today=TODAY), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [at]}, daemon=True)
        thread.start()
        end = time.monotonic() + 60
        while not server.started and time.monotonic() < end:
            time.sleep(0.05)
        assert server.started
        yield f"http://127.0.0.1:{at.getsockname()[1]}"
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with browser() as b:
        yield b


def shown(page: Any) -> list[tuple[str, str]]:
    """Rank and facility of each row."""
    return page.evaluate(
        "[...document.querySelectorAll('.register tbody tr')]"
        ".map((r) => [r.cells[0].innerText, r.cells[2].querySelector('bdi').innerText])"
    )


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_overflows_wide_or_narrow(name: str, site: str, chrome: Any) -> None:
    with opened(chrome, site + PAGES[name], allowed=site, bypass_csp=True) as (page, watch):
        for width in (1280, 360, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width
            if width != 360:
                assert violations(page) == [], width
            cut = page.evaluate(
                "[...document.querySelectorAll('.rows td, .rows th')].filter((c) => c.scrollWidth > c.clientWidth + 1)"
                ".map((c) => c.innerText)"
            )
            assert cut == [], width
        watch.quiet()


def test_the_page_leads_by_cursor_through_all_rows_that_the_command_line_gives(
    site: str, store: str, chrome: Any
) -> None:
    whole = [(str(r["rank"]), r["name"]) for r in ask("priorities", GROUP, store=store)["rows"]]
    with opened(chrome, f"{site}/register?{PARTY}&limit=9", allowed=site) as (page, watch):
        seen = shown(page)
        assert len(seen) == 9
        pages = 1
        while page.get_by_role("link", name="Next page").count():
            page.get_by_role("link", name="Next page").click()
            assert "limit=9" in page.url
            seen += shown(page)
            pages += 1
        assert [tuple(x) for x in seen] == whole
        assert pages == 4
        page.get_by_role("link", name="First page").click()
        assert shown(page) == seen[:9]
        watch.quiet()


def test_a_cursor_of_another_question_is_refused_in_words(site: str, chrome: Any) -> None:
    with opened(chrome, f"{site}/register?{PARTY}&limit=9", allowed=site) as (page, _):
        after = page.get_by_role("link", name="Next page").get_attribute("href")
        page.goto(site + after.replace("limit=9", "limit=9&severity=4"))
        assert "start again without it" in page.get_by_role("alert").inner_text()


def test_filters_are_chosen_by_keyboard_stand_in_the_address_and_can_be_taken_away(site: str, chrome: Any) -> None:
    with opened(chrome, f"{site}/register?{PARTY}", allowed=site) as (page, watch):
        everything = shown(page)
        page.get_by_label("At least").focus()
        page.keyboard.press("ArrowDown")
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.type("Bangladesh")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("severity=5"))
        assert "country=Bangladesh" in page.url
        assert shown(page) == [["1", "Nightjar Stitching Works"]]
        assert page.get_by_role("status").inner_text().startswith(f"1 of {len(everything)} rows")
        chips = page.get_by_role("list", name="Chosen filters").get_by_role("listitem").all_inner_texts()
        assert [re.sub(r"\s+Remove.*", "", c, flags=re.S) for c in chips] == [
            "country: Bangladesh", "severity 5 (Critical) or more", "Remove all",
        ]  # fmt: skip
        page.get_by_role("link", name="Remove country: Bangladesh").click()
        assert "country=" not in page.url
        assert len(shown(page)) == 3
        page.goto(f"{site}/register?{PARTY}&actions=overdue")
        assert page.locator(".late").all_inner_texts() == ["Overdue"]
        assert page.get_by_role("cell", name="fictional_actions.csv row 2").count() == 1
        watch.quiet()


def test_the_keyboard_starts_at_the_skip_link_and_each_stop_is_seen(site: str, chrome: Any) -> None:
    with opened(chrome, f"{site}/register?country=Bangladesh", allowed=site) as (page, watch):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Skip to content"
        assert page.locator(".skip").bounding_box()["x"] >= 0
        stops = page.evaluate("document.querySelectorAll('a, input, select, button, summary, .scroll').length")
        for _ in range(stops - 1):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();"
                " return [e.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth), r.top >= 0]; })()"
            )
            assert seen[1] != "none" and seen[2] >= 1 and seen[3], seen
        page.locator(".skip").focus()
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        watch.quiet()


def test_small_targets_are_none(site: str, chrome: Any) -> None:
    for name in ("start", "search", "filtered", "systemic"):
        with opened(chrome, site + PAGES[name], allowed=site, viewport={"width": 360, "height": 800}) as (page, _):
            small = page.evaluate(
                "[...document.querySelectorAll('a, button, input, select, summary')]"
                ".filter((e) => e.type !== 'hidden' && !e.classList.contains('skip'))"
                ".map((e) => [e.innerText, e.getBoundingClientRect()])"
                ".filter(([, r]) => r.height < 24 || r.width < 24).map(([t]) => t)"
            )
            assert small == [], name


def test_the_start_page_leads_to_each_page(site: str, chrome: Any) -> None:
    with opened(chrome, site + "/", allowed=site) as (page, watch):
        page.get_by_role("textbox", name="Country").fill("Bangladesh")
        page.get_by_role("button", name="Show its register").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Priority register of Bangladesh"
        page.get_by_role("link", name="Nightjar Stitching Works").first.click()
        assert page.get_by_role("heading", level=1).inner_text() == "Priority register of Nightjar Stitching Works"
        for word, there in (("Enterprise or systemic", "Enterprise or systemic"), ("The pack", "Pack:")):
            page.goto(site + "/")
            page.get_by_role("link", name=word).click()
            assert there in page.get_by_role("heading", level=1).inner_text()
        page.goto(site + "/")
        looks = page.get_by_role("list", name=f"Look at {GROUP}", exact=True)
        hrefs = [a.get_attribute("href") for a in looks.get_by_role("link").all()]
        assert len(hrefs) == 5
        for href in hrefs:
            assert page.goto(site + href).status == 200
        watch.quiet()


def test_the_pack_prints_whole_with_page_numbers_and_what_each_number_moves(site: str, chrome: Any) -> None:
    with opened(chrome, f"{site}/v1/pack?as=html&sensitivity=Quillmere&issue=osh", allowed=site) as (page, watch):
        assert [page.locator(f"#{t} + p + .scroll tbody tr").count() for t in ("issues", "points", "signs")] == [
            9,
            40,
            11,
        ]
        for row in page.locator("tbody tr").filter(has=page.locator("td.n:nth-of-type(1)")).all():
            assert all(t.strip() for t in row.locator("th, td").all_inner_texts()), row.inner_text()
        page.set_viewport_size({"width": 695, "height": 1000})  # the text's width on A4
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= 695
        spilt = "[...document.querySelectorAll('th, td')].filter((c) => c.scrollWidth > c.clientWidth + 1)"
        assert page.evaluate(f"{spilt}.map((c) => c.innerText)") == []
        pdf = page.pdf(prefer_css_page_size=True)
        assert 6 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 20
        watch.quiet()


def test_on_paper_the_rows_are_whole_and_the_form_is_gone(site: str, chrome: Any, tmp_path: Path) -> None:
    with opened(chrome, f"{site}/systemic", allowed=site) as (page, watch):
        page.emulate_media(media="print")
        folded = page.locator("details div").first
        assert folded.is_visible()
        page.goto(f"{site}/register?{PARTY}")
        assert not page.locator("form.filters").is_visible()
        assert page.get_by_role("columnheader", name="Source rows").is_visible()
        pdf = page.pdf(format="A4", path=str(tmp_path / "register.pdf"))
        assert 2 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 12
        watch.quiet()
