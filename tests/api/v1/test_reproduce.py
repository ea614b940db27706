"""A result sent as the body is computed again; nothing of it is kept."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    "route", ["/v1/trace?party=Brand&depth=1", "/v1/score?issue=osh", "/v1/export?root=Brand&format=graphml"]
)
def test_what_the_api_gave_comes_out_the_same(route: str, client: TestClient) -> None:
    body = client.get(route).content
    again = client.post("/v1/reproduce", content=body, params={"name": "mine.json"}).json()
    assert (again["file"], again["same"], again["count"], again["values"]) == ("mine.json", True, 0, [])
    assert client.get("/v1/health").json()["revision"] == 2


def test_a_changed_value_is_named_with_both(client: TestClient) -> None:
    document = client.get("/v1/score?issue=forced_labour").json()
    at = next(i for i, row in enumerate(document["rows"]) if row["value"])
    was = document["rows"][at]["value"]
    document["rows"][at]["value"] = was / 2
    again = client.post("/v1/reproduce", content=json.dumps(document)).json()
    assert (again["file"], again["same"]) == ("file", False)
    (value,) = again["values"]
    assert (value["path"], value["was"], value["now"]) == (f"rows[{at}].value", was / 2, was)


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[1]", b"{}", b"\xff\xfe"])
def test_what_holds_no_result_is_refused_in_words(body: bytes, client: TestClient) -> None:
    answer = client.post("/v1/reproduce", content=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["code"] == "FileRefused"


def test_its_query_has_one_word_once(client: TestClient) -> None:
    for query, said in (("nam=x", "no parameter 'nam' here; there is name"), ("name=a&name=b", "name is said twice")):
        answer = client.post(f"/v1/reproduce?{query}", content=b"{}")
        assert answer.status_code == 422 and said in answer.json()["detail"]
