"""A refusal has one status for one kind of reason, and one body everywhere."""

from __future__ import annotations

import json
from http import HTTPStatus

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.settings import Settings
from tests.running import TODAY

ABSENT = [
    "/v1/show?party=Nobody",
    "/v1/trace?party=Nobody&depth=2",
    "/v1/buyers?party=Nobody",
    "/v1/compare?party=Brand&party=Nobody",
    "/v1/priorities?party=Nobody",
    "/v1/leverage?party=Nobody:osh",
    "/v1/view?party=Nobody",
    "/v1/export?root=Nobody&format=json",
    "/v1/parties/name:Nobody",
    "/v1/nothing/here",
    "/v1/nothing",
]
"""What the path names, or the question is about, isn't there."""
WRONG = [
    "/v1/score?indicator=nonsense",
    "/v1/score?alpha=7",
    "/v1/score?as=pdf",
    "/v1/score?kind=nonsense",
    "/v1/score?issue=nonsense",
    "/v1/score?colour=red",
    "/v1/view?party=Brand&as=nonsense",
    "/v1/export?format=nonsense",
    "/v1/export?format=graphml",
    "/v1/trace?party=Brand&depth=0",
    "/v1/trace?party=Brand&depth=deep",
    "/v1/trace?party=Brand&as_of=someday",
    "/v1/trace?party=Brand&issue=nonsense",
    "/v1/trace?party=Brand&party=Mill",
    "/v1/trace?party=%20",
    "/v1/trace",
    "/v1/whatif?party=Brand",
    "/v1/whatif?party=Brand&drop=Nobody",
    "/v1/whatif?party=Brand&replace=Mill%3DNobody",
    "/v1/whatif?party=Brand&remediate=Mill:nonsense",
    "/v1/whatif?party=Brand&close_country=XX",
    "/v1/whatif?party=Brand&policy=nonsense",
    "/v1/largest?party=Brand&cost=Nobody%3D2",
    "/v1/leverage?party=Mill&takes=Nobody%3D0.2",
    "/v1/leverage?party=Mill&sheet_for=Nobody",
    "/v1/leverage?party=Mill&target=7",
    "/v1/share?party=Brand",
    "/v1/brief?party=Brand&as=nonsense",
    "/v1/show?party=Brand&as=html",
    "/v1/priorities",
    "/v1/priorities?party=Brand&facility=Nobody",
    "/v1/priorities?party=Brand&country=Atlantis",
    "/v1/priorities?party=Brand&finding=nonsense",
    "/v1/priorities?party=Brand&point=nonsense",
    "/v1/priorities?party=Brand&after=nonsense",
    "/v1/systemic?buyer=Nobody",
    "/v1/systemic?by=weather",
    "/v1/parties/name:Brand?as_of=someday",
    "/v1/parties/name:Brand?colour=red",
]
"""A word of a filter, a parameter or an option is wrong."""


@pytest.mark.parametrize(("route", "status"), [*((r, 404) for r in ABSENT), *((r, 422) for r in WRONG)])
def test_a_refusal_is_a_problem_document_whose_status_says_of_which_kind(
    route: str, status: int, client: TestClient
) -> None:
    answer = client.get(route)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body.keys() == {"type", "title", "status", "detail", "code"}
    assert (body["type"], body["status"]) == ("about:blank", status)
    assert body["title"] == HTTPStatus(status).phrase
    assert body["detail"] and "Traceback" not in body["detail"]


def test_what_is_refused_is_named_with_what_would_be_right(client: TestClient) -> None:
    for route, said in (
        ("/v1/show?party=Knit", ("'Knit'", "Knitter")),
        ("/v1/whatif?party=Brand&drop=Knit", ("'Knit'", "Knitter")),
        ("/v1/score?kind=mill", ("'mill'", "facility")),
        ("/v1/trace?party=Brand&dept=2", ("'dept'", "depth")),
        ("/v1/score?as=pdf", ("'pdf'", "json, text, html")),
        ("/v1/parties/name:Brand?colour=red", ("'colour'", "as_of")),
    ):
        detail = client.get(route).json()["detail"]
        assert all(word in detail for word in said), detail


def test_an_ambiguous_name_lists_its_candidates(twins: TestClient) -> None:
    answer = twins.get("/v1/show", params={"party": "Twin Works"})
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    said = answer.json()["candidates"]
    assert [c["name"] for c in said] == ["Twin Works", "Twin Works"]
    for candidate in said:
        assert twins.get("/v1/show", params={"party": candidate["id"]}).status_code == 200


def test_what_fastapi_refuses_itself_is_the_same_document(client: TestClient) -> None:
    for answer, status in (
        (client.post("/v1/show"), 405),
        (client.post("/v1/reproduce", params={"name": "x" * 501}, content=b"{}"), 422),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json()["status"] == status
    assert client.post("/v1/show").headers["allow"] == "GET"


def test_what_nobody_foresaw_says_nothing_of_the_inside(store: str) -> None:
    app = create_app(Settings(store=store), today=TODAY)

    @app.get("/v1/broken")
    def broken() -> None:
        raise RuntimeError("secret")

    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        answer = client.get("/v1/broken")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in json.dumps(answer.json())


def test_people_get_a_page_in_the_same_words(client: TestClient) -> None:
    page = client.get("/register", params={"party": "<script>alert(1)</script>"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "&lt;script&gt;" in page.text
    assert "<script" not in page.text
    assert client.get("/nothing/here").status_code == 404
    assert client.get("/register?country=Atlantis").status_code == 422
