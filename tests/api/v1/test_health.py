"""Is it up: always an answer, which says how it is with the store."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.graph.stores import open_store
from headwater.settings import Settings
from headwater.version import __version__
from tests.running import TODAY, ask


def test_it_says_version_revision_and_pack(client: TestClient, store: str) -> None:
    body = client.get("/v1/health").json()
    assert body.keys() == {"status", "version", "store", "revision", "pack"}
    assert (body["status"], body["store"], body["version"], body["revision"]) == ("ok", "ok", __version__, 2)
    assert body["pack"] == ask("loads", store=store)["header"]["pack"]


def test_it_says_why_the_store_can_not_be_reached(tmp_path: Path) -> None:
    away = Settings(store=f"sqlite:{tmp_path / 'no' / 'folder' / 'x.db'}")
    with TestClient(create_app(away, today=TODAY), base_url="http://127.0.0.1") as client:
        answer = client.get("/v1/health")
        assert answer.status_code == 200
        body = answer.json()
        assert (body["status"], body["revision"], body["pack"]) == ("degraded", None, None)
        assert "x.db" in body["store"]
        (tmp_path / "no" / "folder").mkdir(parents=True)
        open_store(away.store, make=True).close()
        assert client.get("/v1/health").json()["status"] == "ok"
