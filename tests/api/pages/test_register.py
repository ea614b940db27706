"""The register as a page: the rows of `priorities`, the choices in the address, and page after page by cursor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.settings import Settings
from tests.api.pages.reading import Element, read
from tests.running import TODAY, ask

HEAD = "party,country,point,kind,state,observed,source_type,scale,text\n"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Five mills of one brand, each with one finding; two of them grave, one with markup in its words."""
    folder = tmp_path_factory.mktemp("register")
    edges = "supplier,buyer\n" + "".join(f"Mill {i},Brand\n" for i in range(5))
    rows = "".join(
        f"Mill {i},{'BD' if i < 3 else 'VN'},coercion,allegation,actual,2026-0{i + 1}-10,press,"
        f"{5 if i < 2 else 2},<b>{i}</b>\n"
        for i in range(5)
    )
    for name, text in (("edges", edges), ("findings", HEAD + rows)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        ask("load", folder / f"{name}.csv", "--as", name, store=f"sqlite:{folder / 'x.db'}")
    return f"sqlite:{folder / 'x.db'}"


@pytest.fixture(scope="module")
def pages(url: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=url), today=TODAY), base_url="http://127.0.0.1") as client:
        yield client


def names(page: Element) -> list[str]:
    """Who stands in the rows, in their order."""
    cells = page.all("td", data_label="Company or facility, issue")
    return [cell.one("a").text for cell in cells]


def test_the_rows_are_those_of_priorities_with_words_and_source(pages: TestClient, url: str) -> None:
    page = read(pages.get("/register?party=Brand").text)
    rows = ask("priorities", "Brand", store=url)["rows"]
    assert names(page) == [r["name"] for r in rows] and len(rows) == 5
    assert page.one("p", role="status").text == "5 of 5 rows."
    assert sorted(q.text for q in page.all("blockquote")) == [f"<b>{i}</b>" for i in range(5)]
    assert all("findings.csv" in cell.text for cell in page.all("td", data_label="Source rows"))
    assert page.all("code")[-1].text == "headwater priorities Brand"
    assert pages.get(page.links["/v1/priorities?party=Brand"]).json() == ask("priorities", "Brand", store=url)


def test_choices_stand_in_the_form_and_can_be_taken_away_one_by_one(pages: TestClient, url: str) -> None:
    address = "/register?party=Brand&severity=4&country=BD&issue=&text="
    page = read(pages.get(address).text)
    kept = ask("priorities", "Brand", "--severity", 4, "--country", "BD", store=url)
    assert names(page) == [r["name"] for r in kept["rows"]] and len(names(page)) == 2
    assert page.one("p", role="status").text.startswith("2 of 5 rows")
    form = page.one("form", aria_label="Choose rows")
    assert [o.attrs["value"] for o in form.all("option") if "selected" in o.attrs] == ["4"]
    assert form.one("input", name="country").attrs["value"] == "BD"
    assert form.one("input", type="hidden", name="party").attrs["value"] == "Brand"
    chips = page.one("ul", aria_label="Chosen filters")
    assert [x.text for x in chips.all("bdi")] == ["country: Bangladesh", "severity 4 (High) or more"]
    without = read(pages.get(chips.links["Remove country: Bangladesh"]).text)
    assert [x.text for x in without.one("ul", aria_label="Chosen filters").all("bdi")] == ["severity 4 (High) or more"]
    assert len(names(read(pages.get(chips.links["Remove all"]).text))) == 5


def test_the_pages_lead_through_every_row_once(pages: TestClient, url: str) -> None:
    found: list[str] = []
    address: str | None = "/register?party=Brand&limit=2"
    while address is not None:
        page = read(pages.get(address).text)
        found += names(page)
        address = next((a.attrs["href"] for a in page.all("a", rel="next")), None)
    assert found == [r["name"] for r in ask("priorities", "Brand", store=url)["rows"]]
    assert names(read(pages.get(page.links["First page"]).text)) == found[:2]


def test_a_row_leads_to_the_register_of_its_facility_and_this_to_its_pictures(pages: TestClient) -> None:
    page = read(pages.get("/register?party=Brand").text)
    one = read(pages.get(page.links["Mill 0"]).text)
    assert names(one) == ["Mill 0"]
    for word in ("Brief", "Tiers", "Network", "All statements"):
        assert pages.get(one.links[word]).status_code == 200, word


def test_a_country_has_a_register_under_its_name(pages: TestClient) -> None:
    page = read(pages.get("/register?country=Bangladesh").text)
    assert "Bangladesh" in page.one("h1").text
    assert not page.all("ul", aria_label="Chosen filters")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 422, "whose register"),
        ("?party=Nobody", 404, "Nobody"),
        ("?party=Brand&severity=nine", 422, "severity"),
        ("?party=Brand&limit=501", 422, "at most 500 rows"),
        ("?party=Brand&after=nonsense", 422, "no cursor"),
        ("?party=Brand&colour=red", 422, "'colour'"),
    ],
)
def test_what_is_off_is_said_in_a_page(query: str, status: int, said: str, pages: TestClient) -> None:
    answer = pages.get(f"/register{query}")
    assert answer.status_code == status
    assert said in read(answer.text).one("p", role="alert").text


def test_nothing_found_is_no_clean_record(tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text("supplier,buyer\nMill,Brand\n", encoding="utf-8")
    url = f"sqlite:{tmp_path / 'x.db'}"
    ask("load", tmp_path / "edges.csv", "--as", "edges", store=url)
    with TestClient(create_app(Settings(store=url), today=TODAY), base_url="http://127.0.0.1") as client:
        page = read(client.get("/register?party=Brand").text)
    assert "not a clean record" in page.text and names(page) == []


def test_a_month_stands_in_the_form_as_its_first_day(client: TestClient) -> None:
    page = read(client.get("/register?party=Brand&since=2026-01").text)
    assert page.one("input", name="since").attrs["value"] == "2026-01-01"
    assert "since 2026-01" in page.one("ul", aria_label="Chosen filters").text
