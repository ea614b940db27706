"""The app as a caller finds it: it starts without its store, says what it is, and knows the day."""

from __future__ import annotations

import json
import re
from pathlib import Path

from fastapi.testclient import TestClient

from headwater.api.app import STATUSES, create_app
from headwater.clock import utc_today
from headwater.settings import Settings
from headwater.version import __version__
from tests.running import ROOT, TODAY


def test_the_statuses_of_refusals_are_written_once_for_docs_and_openapi(client: TestClient) -> None:
    chapter = (ROOT / "docs/reference.md").read_text(encoding="utf-8").split("## The API")[1]
    rows = re.findall(r"^\| (\d{3}) \| (.*) \|$", chapter, re.MULTILINE)
    assert {int(status): words for status, words in rows} == STATUSES
    spec = client.get("/v1/openapi.json").json()
    for path, methods in spec["paths"].items():
        for operation in methods.values():
            said = {int(k): v["description"] for k, v in operation["responses"].items() if k != "200"}
            assert said == STATUSES, path
            assert "application/problem+json" in operation["responses"]["404"]["content"]


def test_openapi_says_what_this_is_with_examples_and_without_the_pages(client: TestClient) -> None:
    spec = client.get("/v1/openapi.json").json()
    assert (spec["info"]["title"], spec["info"]["version"]) == ("Headwater", __version__)
    assert spec["info"]["license"]["name"] == "Apache-2.0"
    assert all(path.startswith("/v1/") for path in spec["paths"])
    assert all(operation["summary"] for methods in spec["paths"].values() for operation in methods.values())
    assert json.dumps(spec).count('"example') >= 5


def test_no_page_of_others_documents_it(client: TestClient) -> None:
    # FastAPI's own pages would load scripts from elsewhere.
    assert [client.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404, 404, 404]


def test_the_day_is_the_one_given_else_today(store: str) -> None:
    for today, day in ((TODAY, TODAY), ("2026-01-31", "2026-01-31"), (None, None)):
        with TestClient(create_app(Settings(store=store), today=today), base_url="http://127.0.0.1") as client:
            before = utc_today()
            said = client.get("/v1/loads").json()["header"]["today"]
            assert before <= said <= utc_today() if day is None else said == day


def test_it_starts_without_its_store_and_answers_503(tmp_path: Path) -> None:
    away = Settings(store=f"sqlite:{tmp_path / 'no' / 'folder' / 'x.db'}")
    with TestClient(create_app(away, today=TODAY), base_url="http://127.0.0.1") as client:
        answer = client.get("/v1/trace", params={"party": "Brand"})
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
        page = client.get("/")
        assert (page.status_code, page.headers["content-type"]) == (503, "text/html; charset=utf-8")
