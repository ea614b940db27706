"""One small store for all tests of the API, and a caller on this machine. Nothing writes to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.settings import Settings
from tests.running import TODAY, ask

HOSTILE = "<script>alert(1)</script>\"'{{7*7}}‮evil"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Mill → Knitter → Brand, and a supplier with a hostile name; one grave finding at Mill."""
    folder = tmp_path_factory.mktemp("api")
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    links = f"supplier,buyer,share,confidence\nMill,Knitter,0.5,1\nKnitter,Brand,0.4,0.9\n{quoted},Brand,,\n"
    (folder / "edges.csv").write_text(links, encoding="utf-8")
    (folder / "findings.csv").write_text(
        "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,likelihood,affected,women,"
        "migrants,minors,event,cause,remedied_effect,text\n"
        "Mill,,bonded_labour,audit finding,actual,2026-01-10,audit,4,3,4,,120,,80,,,,,Passports are held\n",
        encoding="utf-8",
    )
    url = f"sqlite:{folder / 'api.db'}"
    ask("load", folder / "edges.csv", "--as", "edges", store=url)
    ask("load", folder / "findings.csv", "--as", "findings", store=url)
    return url


@pytest.fixture(scope="session")
def client(store: str) -> Iterator[TestClient]:
    """Who asks from this machine."""
    with TestClient(create_app(Settings(store=store), today=TODAY), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture(scope="session")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Asks a store in which two facilities have one name."""
    folder = tmp_path_factory.mktemp("twins")
    rows = "country,name,address,sector\nKH,Twin Works,1 A Road,Apparel\nVN,Twin Works,2 B Road,Apparel\n"
    (folder / "list.csv").write_text(rows, encoding="utf-8")
    url = f"sqlite:{folder / 'twins.db'}"
    ask("load", folder / "list.csv", "--as", "osh-list", "--buyer", "Brand", store=url)
    with TestClient(create_app(Settings(store=url), today=TODAY), base_url="http://localhost") as made:
        yield made
