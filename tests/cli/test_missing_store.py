"""A store that isn't there: every read says so and makes nothing, whoever asks; what writes makes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import headwater
from headwater.api.app import create_app
from headwater.graph.errors import StoreMissing
from headwater.settings import Settings
from tests.running import TODAY, ask, run

EDGES = "source,supplier,buyer\nlist,Mill,Alma\n"


@pytest.mark.parametrize(
    "words",
    [
        ("find", "mill"), ("priorities", "Alma"), ("loads",), ("review",), ("match",), ("systemic",), ("verify",),
        ("doctor",), ("retract", "list"), ("pack", "--sensitivity", "Alma"),
        ("export", "--format", "canonical", "-o", "x.jsonl"),
    ],
)  # fmt: skip
def test_a_read_of_a_mistyped_store_ends_in_words(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*words, store="sqlite:typo.db")
    said = ran.out + ran.err
    assert ran.code == 2 and "sqlite:typo.db: there is no such file" in said, said
    assert "headwater --store sqlite:typo.db load FILE" in " ".join(said.split())
    assert not list(tmp_path.iterdir())


def test_the_pack_and_the_indicators_are_shown_without_a_store(tmp_path: Path) -> None:
    for question in ("pack", "indicators"):
        assert ask(question, store=f"sqlite:{tmp_path}/none.db")["header"]["revision"] == 0
    assert not list(tmp_path.iterdir())


def test_an_empty_file_is_no_store_yet(tmp_path: Path) -> None:
    (tmp_path / "new.db").touch()
    ran = run("find", "mill", store=f"sqlite:{tmp_path}/new.db")
    assert ran.code == 2 and "the file is empty" in ran.err
    assert (tmp_path / "new.db").read_bytes() == b"" and len(list(tmp_path.iterdir())) == 1


def test_a_dry_run_makes_none_and_a_load_does(edges: Path) -> None:
    store = f"sqlite:{edges.parent}/new.db"
    dry = ask("load", edges, "--as", "edges", "--dry-run", store=store)["loads"][0]
    assert (dry["accepted"], dry["revision"]) == (1, 0)
    assert [p.name for p in edges.parent.iterdir()] == ["edges.csv"]
    assert ask("load", edges, "--as", "edges", store=store)["loads"][0]["revision"] == 1
    assert [h["name"] for h in ask("find", "mill", store=store)["hits"]] == ["Mill"]


def test_decisions_taken_before_the_first_load_make_one(tmp_path: Path) -> None:
    (path := tmp_path / "said.csv").write_text("decision,a,b,by\nsame,name:Mill,name:Mills,A. Person\n")
    store = f"sqlite:{tmp_path}/new.db"
    assert ask("decide", path, store=store)["same_or_apart"] == 1
    assert ask("loads", store=store)["loads"] == []


def test_the_library_says_it_at_the_door(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="load into it"):
        headwater.open(f"sqlite:{tmp_path}/typo.db")
    assert not list(tmp_path.iterdir())


def test_the_service_starts_without_one_and_answers_once_it_is_loaded(
    edges: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = f"sqlite:{edges.parent}/new.db"
    with TestClient(create_app(Settings(store=store), today=TODAY), base_url="http://127.0.0.1") as client:
        assert "answered 503 until" in caplog.text and "there is no such file" in caplog.text
        health = client.get("/v1/health").json()
        assert health["status"] == "degraded" and "load into it" in health["store"]
        refused = client.get("/v1/find?text=mill")
        assert (refused.status_code, refused.json()["code"]) == (503, "StoreMissing")
        page = client.get("/")
        assert page.status_code == 503 and "load into it" in page.text
        assert [p.name for p in edges.parent.iterdir()] == ["edges.csv"]
        ask("load", edges, "--as", "edges", store=store)
        assert [h["name"] for h in client.get("/v1/find?text=mill").json()["hits"]] == ["Mill"]
        assert client.get("/v1/health").json()["status"] == "ok"


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    path = tmp_path / "edges.csv"
    path.write_text(EDGES, encoding="utf-8")
    return path
