"""One company or facility by path: the document of `show`, however its id is written."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import HOSTILE
from tests.running import ask


@pytest.mark.parametrize("name", ["Mill", "Knitter", HOSTILE])
def test_the_path_names_it_by_id_or_name(name: str, client: TestClient, store: str) -> None:
    held = ask("show", name, store=store)["id"]
    for word in (name, held):
        shown = ask("show", word, store=store)
        # Slashes in an id may stand as they are: the hostile name has one.
        for written in (quote(word), quote(word, safe="")):
            answer = client.get(f"/v1/parties/{written}")
            assert answer.status_code == 200, answer.text
            assert answer.json() == shown


def test_it_takes_what_show_takes(client: TestClient, store: str) -> None:
    answer = client.get("/v1/parties/Mill?as_of=2026-02-01")
    assert answer.json() == ask("show", "Mill", "--as-of", "2026-02-01", store=store)
    assert "Passports are held" in client.get("/v1/parties/Mill?as=text").text
    assert client.get("/v1/parties/Mill?party=Knitter").status_code == 422


def test_openapi_has_it_as_a_path_parameter(client: TestClient) -> None:
    (operation,) = client.get("/v1/openapi.json").json()["paths"]["/v1/parties/{party}"].values()
    assert [(p["name"], p["in"]) for p in operation["parameters"]] == [
        ("party", "path"),
        ("as_of", "query"),
        ("as", "query"),
    ]
