"""The systemic question as a page: a row a place with verdict, reasons and who must act; small counts stay unsaid."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.settings import Settings
from tests.api.pages.reading import read
from tests.running import TODAY, ask

BRANDS = ("Ada", "Bo", "Cy")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """15 made-up factories of 15 owners; 9 of them non-compliant at overtime; one has markup in its name."""
    folder = tmp_path_factory.mktemp("systemic")
    names = ["<script>alert(1)</script>", *(f"Works {i}" for i in range(1, 15))]
    edges = ["supplier,buyer,kind", *(f"{n},{BRANDS[i % 3]},SUPPLIES" for i, n in enumerate(names))]
    edges += [f"Owner {i},{n},OWNS" for i, n in enumerate(names)]
    checks = ["party,country,point,outcome,method,standard,cycle,date"]
    checks += [
        f"{n},BD,overtime,{'non-compliant' if i < 9 else 'compliant'},announced,Programme,1,2026-01-10"
        for i, n in enumerate(names)
    ]
    store = f"sqlite:{folder / 'x.db'}"
    for name, kind, rows in (("edges", "edges", edges), ("checks", "assessments", checks)):
        (folder / f"{name}.csv").write_text("\n".join(rows), encoding="utf-8")
        ask("load", folder / f"{name}.csv", "--as", kind, store=store)
    return store


@pytest.fixture(scope="module")
def pages(url: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=url), today=TODAY), base_url="http://127.0.0.1") as client:
        yield client


def test_each_row_says_of_how_many_why_and_who_must_act(pages: TestClient, url: str) -> None:
    page = read(pages.get("/systemic").text)
    (row,) = ask("systemic", store=url)["rows"]
    cells = {c.attrs["data-label"]: c.text for c in page.all("td")}
    assert (cells["Place"], cells["Verdict"]) == ("Bangladesh", row["verdict"])
    assert "9 of 15 assessed factories" in cells["Why"]
    assert row["who"] and all(who in cells["Who must act beyond the buyer"] for who in row["who"])
    assert "checks.csv" in cells["Source rows"]
    assert not page.all("script")


def test_counts_too_small_for_one_buyer_are_not_in_its_page(pages: TestClient) -> None:
    page = read(pages.get("/systemic?buyer=Ada").text)
    assert "for Ada" in page.one("h1").text
    assert "5 assessed" not in page.text and "of 5" not in page.text and "of 15" not in page.text


def test_where_nothing_is_assessed_the_page_calls_it_no_clean_record(pages: TestClient) -> None:
    page = read(pages.get("/systemic?country=VN").text)
    assert not page.all("table")
    assert "not a clean record" in page.text


@pytest.mark.parametrize(("query", "said"), [("by=weather", "'weather'"), ("buyer=Nobody", "'Nobody'"), ("x=1", "'x'")])
def test_a_wrong_word_is_refused_in_a_page(query: str, said: str, pages: TestClient) -> None:
    answer = pages.get(f"/systemic?{query}")
    assert answer.status_code == 422
    assert said in read(answer.text).one("p", role="alert").text
