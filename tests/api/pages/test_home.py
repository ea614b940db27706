"""The start page: what is searched, who buys, every question, and the sources; names stay text."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.graph.stores import open_store
from headwater.questions import QUESTIONS
from headwater.settings import Settings
from tests.api.conftest import HOSTILE
from tests.api.pages.reading import read
from tests.running import TODAY, ask


def test_it_leads_to_every_question_and_each_link_answers(client: TestClient) -> None:
    page = read(client.get("/?text=Brand").text)
    for question in QUESTIONS:
        assert page.links[question.name] == f"/ask/{question.name}"
    for name in ("Register", "Brief", "Tiers", "Network", "All statements", "Enterprise or systemic", "OpenAPI"):
        assert client.get(page.links[name]).status_code == 200, name
    country = page.one("form", aria_label="Register of a country")
    assert (country.attrs["action"], country.one("input").attrs["name"]) == ("/register", "country")


def test_buyers_are_the_brands_that_buy_and_the_groups_of_such(tmp_path: Path) -> None:
    parties = ["Brand", "Asleep"]
    rows = "id,name,kind\n" + "".join(f"{x},{x},brand\n" for x in parties) + "Parent,Parent,group\nEmpty,Empty,group\n"
    edges = "supplier,buyer,kind\nMill,Brand,SUPPLIES\nBrand,Parent,MEMBER_OF\nAsleep,Empty,MEMBER_OF\n"
    for name, text in (("parties", rows), ("edges", edges)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        ask("load", tmp_path / f"{name}.csv", "--as", name, store=f"sqlite:{tmp_path / 'x.db'}")
    conf = Settings(store=f"sqlite:{tmp_path / 'x.db'}")
    with TestClient(create_app(conf, today=TODAY), base_url="http://127.0.0.1") as client:
        page = read(client.get("/").text)
    cards = [x.one("strong").text for x in page.one("ul", **{"class": "cards"}).all("li") if x.all("strong")]
    assert cards == ["Brand", "Parent"]


def test_a_search_shows_what_find_finds(client: TestClient, store: str) -> None:
    page = read(client.get("/?text=%20knit%20").text)
    hits = ask("find", "knit", store=store)["hits"]
    table = page.one("div", aria_label="Search results")
    assert [x.text for x in table.all("bdi")] == [y for h in hits for y in (h["name"], h["id"])]
    assert page.one("p", role="status").text == f"{len(hits)} found"
    assert page.one("input", type="search").attrs["value"] == "knit"
    assert read(client.get("/?text=nothing-at-all").text).one("p", role="status").text == "0 found"
    assert client.get("/?text=" + "x" * 501).status_code == 422


def test_hostile_names_stay_text(client: TestClient) -> None:
    answer = client.get("/", params={"text": HOSTILE})
    page = read(answer.text)
    assert not page.all("script")
    assert HOSTILE in [x.text for x in page.one("div", aria_label="Search results").all("bdi")]
    assert page.one("input", type="search").attrs["value"] == HOSTILE


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    conf = Settings(store=f"sqlite:{tmp_path / 'none.db'}")
    open_store(conf.store, make=True).close()
    with TestClient(create_app(conf, today=TODAY), base_url="http://127.0.0.1") as client:
        page = read(client.get("/").text)
    assert "Nothing is loaded yet" in page.text and "None yet." in page.text
    assert page.one("code").text == "headwater load FILE --buyer NAME"


def test_the_style_sheet_is_served_and_asks_for_nothing_from_elsewhere(client: TestClient) -> None:
    sheet = client.get("/static/app.css")
    assert sheet.headers["content-type"].startswith("text/css")
    assert "{{" not in sheet.text and "url(http" not in sheet.text and "@import" not in sheet.text
