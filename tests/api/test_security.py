"""Who is answered: this machine without a key, whoever sends it where one is set; and every answer is safe to show."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.api.security import is_loopback, may_listen
from headwater.graph.errors import UsageError
from headwater.settings import Settings
from tests.running import TODAY

KEY = "s3cret-key"


@pytest.mark.parametrize("from_file", [False, True])
def test_with_a_key_nothing_answers_without_it(from_file: bool, store: str, tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(f"{KEY}\n", encoding="utf-8")
    conf = Settings(store=store, api_key_file=path) if from_file else Settings(store=store, api_key=KEY)
    with TestClient(create_app(conf, today=TODAY), base_url="http://api.example") as client:
        assert client.get("/v1/health").status_code == 200
        for path_ in ("/v1/find?text=mill", "/", "/register?party=Brand", "/v1/openapi.json", "/nothing"):
            refused = client.get(path_)
            assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer"), path_
            assert refused.headers["content-type"] == "application/problem+json"
        for name, value, status in (
            ("X-API-Key", "wrong", 401),
            ("X-API-Key", "", 401),
            ("X-API-Key", KEY[:-1], 401),
            ("Authorization", "Bearer wrong", 401),
            ("Authorization", f"Basic {KEY}", 401),
            ("X-API-Key", KEY, 200),
            ("Authorization", f"Bearer {KEY}", 200),
        ):
            assert client.get("/v1/find?text=mill", headers={name: value}).status_code == status, (name, value)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("localhost.evil.example", 403),
        ("192.168.0.7", 403),
    ],
)
def test_without_a_key_only_this_machines_own_names_are_answered(host: str, status: int, client: TestClient) -> None:
    answer = client.get("/v1/health", headers={"Host": host})
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "Forbidden"


def test_every_answer_refusals_too_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    for path in ("/", "/v1/health", "/v1/nothing", "/register", "/ask/nonsense", "/v1/view?party=Brand&as=tiers"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"
    assert "script-src" not in client.get("/").headers["content-security-policy"]
    assert client.get("/static/app.css").headers["cache-control"] == "max-age=3600"
    refused = client.get("/v1/health", headers={"Host": "evil.example"})
    assert "default-src 'none'" in refused.headers["content-security-policy"]


def test_beyond_this_machine_it_listens_only_with_a_key() -> None:
    for host in ("0.0.0.0", "192.168.0.7", "::", "headwater.example"):
        with pytest.raises(UsageError, match="HEADWATER_API_KEY"):
            may_listen(host, None)
        may_listen(host, "key")
    for host in ("127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"):
        assert is_loopback(host)
        may_listen(host, None)
