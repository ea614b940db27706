"""What every page has: the day and revision of its data, search, a way back, and whether it is made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.settings import Settings
from tests.api.pages.reading import read
from tests.running import TODAY, ask

PAGES = ("/", "/register?party=Brand", "/systemic", "/ask/trace?party=Brand")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_of_which_day_and_revision_it_is(path: str, client: TestClient) -> None:
    page = read(client.get(path).text)
    assert page.one("html").attrs["lang"] == "en"
    assert page.one("title").text.endswith(" · Headwater")
    assert f"Data as of {TODAY}, revision 2" in page.one("header").text
    assert page.links["Headwater"] == "/"
    assert page.one("form", role="search").one("input").attrs["name"] == "text"
    assert page.links["Skip to content"] == "#" + (page.one("main").attrs["id"] or "")
    assert [x.attrs["href"] for x in page.all("link")] == ["/static/app.css"]
    assert not page.all("script") and not page.all("img")


@pytest.mark.parametrize("path", PAGES)
def test_another_day_is_that_of_the_page(path: str, client: TestClient) -> None:
    day = client.get(f"{path}{'&' if '?' in path else '?'}as_of=2026-03-01")
    assert "Data as of 2026-03-01, revision 2" in read(day.text).one("header").text
    wrong = client.get(f"{path}{'&' if '?' in path else '?'}as_of=someday")
    assert wrong.status_code == 422
    assert "'someday' is not a day" in read(wrong.text).one("p", role="alert").text


def test_a_made_up_world_says_so_and_a_real_one_does_not(client: TestClient, tmp_path: Path) -> None:
    assert "fictional" not in client.get("/").text.split("<main")[1].split("<h1")[0]
    (tmp_path / "edges.csv").write_text("supplier,buyer\nMill,Brand\n", encoding="utf-8")
    url = f"sqlite:{tmp_path / 'made-up.db'}"
    ask("load", tmp_path / "edges.csv", "--as", "edges", "--fictional", store=url)
    with TestClient(create_app(Settings(store=url), today=TODAY), base_url="http://127.0.0.1") as made_up:
        for path in PAGES:
            assert "fictional world" in read(made_up.get(path).text).one("main").text, path


def test_an_empty_field_of_a_form_is_not_said(client: TestClient) -> None:
    bare, empty = client.get("/register?party=Brand"), client.get("/register?party=Brand&issue=&country=&since=")
    assert empty.text == bare.text
