"""Each request reads what is there then: a store that was away is opened when it comes, a load is seen at once."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.graph.records import Visibility
from headwater.graph.stores import open_store
from headwater.settings import Settings
from tests.graph.making import facility, load, source_line
from tests.running import TODAY, ask


def test_a_store_that_was_away_is_opened_as_soon_as_it_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    conf = Settings(store=f"sqlite:{folder / 'x.db'}")
    with TestClient(create_app(conf, today=TODAY), base_url="http://127.0.0.1") as client:
        assert client.get("/v1/loads").status_code == 503
        assert not folder.exists()
        folder.mkdir()
        open_store(conf.store, make=True).close()
        assert client.get("/v1/loads").json()["loads"] == []


def test_what_is_loaded_meanwhile_is_answered(tmp_path: Path) -> None:
    url = f"sqlite:{tmp_path / 'x.db'}"
    (tmp_path / "edges.csv").write_text("supplier,buyer\nMill,Brand\n", encoding="utf-8")
    with TestClient(create_app(Settings(store=url), today=TODAY), base_url="http://127.0.0.1") as client:
        assert client.get("/v1/trace?party=Brand").status_code == 503
        ask("load", tmp_path / "edges.csv", "--as", "edges", store=url)
        assert client.get("/v1/trace?party=Brand").json() == ask("trace", "Brand", store=url)


def test_who_asks_is_everybody(tmp_path: Path) -> None:
    url = f"sqlite:{tmp_path / 'x.db'}"
    with open_store(url, make=True) as store:
        load(store, "open", [source_line("open"), facility("open", "oshub:X1", "Open Works", "BD")])
        hidden = [source_line("inner"), facility("inner", "oshub:X2", "Inner Works", "BD")]
        load(store, "inner", [r.model_copy(update={"visibility": Visibility.PARTNER}) for r in hidden])
    with TestClient(create_app(Settings(store=url), today=TODAY), base_url="http://127.0.0.1") as client:
        assert [h["name"] for h in client.get("/v1/find?text=works").json()["hits"]] == ["Open Works"]
        assert client.get("/v1/show?party=oshub:X2").status_code == 404
        assert [x["source"] for x in client.get("/v1/loads").json()["loads"]] == ["open"]
