"""`leverage` through the command line and the API."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.settings import Settings
from tests.running import TODAY, ask, run

ADA, BO = "0.3719", "0.2283"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A made-up facility with two buyers who state what share of their purchases it has."""
    folder = tmp_path_factory.mktemp("leverage")
    (folder / "edges.csv").write_text(f"supplier,buyer,share,confidence\nWorks,Ada,{ADA},\nWorks,Bo,{BO},\n")
    (folder / "findings.csv").write_text(
        "party,country,point,kind,observed,source_type\nWorks,BD,overtime,audit finding,2026-01-10,audit\n"
        "Works,BD,gender,allegation,2026-01-10,ngo\n"
    )
    url = f"sqlite:{folder / 'leverage.db'}"
    ask("load", folder / "edges.csv", "--as", "edges", store=url)
    ask("load", folder / "findings.csv", "--as", "findings", store=url)
    return url


def test_the_fewest_who_reach_a_target(store: str) -> None:
    doc = ask("leverage", "Works", "--target", "0.6", "--takes", "Ada=0.4", "--takes", "Bo=0.3", store=store)
    assert [b["name"] for b in doc["surely"]["buyers"]] == ["Ada", "Bo"]
    assert "surely: Ada, Bo (70 %" in run(
        "leverage", "Works", "--target", ".6", "--takes", "Ada=.4", "--takes", "Bo=.3", store=store
    ).out  # fmt: skip
    assert ask("leverage", "Works", store=store)["surely"] is None


def test_a_finding_is_named_by_its_key_or_by_facility_and_issue(store: str) -> None:
    about = ask("show", "Works", store=store)["about"]
    key = next(a["key"] for a in about if a["value"]["point"] == "gender")
    for words in (key, "Works:gender", "Works:discrimination"):
        assert [f["point"] for f in ask("leverage", words, store=store)["findings"]] == ["gender"]


def test_a_sheet_holds_nothing_of_the_other_buyer_in_text_or_json(store: str) -> None:
    for flags in ((), ("--json",)):
        said = run(*flags, "leverage", "Works", "--sheet-for", "Ada", store=store).out
        assert "37.2 %" in said or ADA in said
        assert not any(x in said for x in (BO, "22.8", "0.6002", "0.1436", "39.98"))
    assert "Bo" in run("leverage", "Works", "--sheet-for", "Ada", store=store).out


@pytest.mark.parametrize(
    "words",
    [("Nobody",), ("Works:weather",), ("Works", "--target", "2"), ("Works", "--takes", "Ada"),
     ("Works", "--takes", "Ada=lots"), ("Works", "--takes", "Ada=0.9", "--takes", "Bo=0.9"),
     ("Works", "--sheet-for", "Nobody"), ("Ada", "--sheet-for", "Bo")],
)  # fmt: skip
def test_what_can_not_be_ends_in_words(words: tuple[str, ...], store: str) -> None:
    ran = run("leverage", *words, store=store)
    assert ran.code == 2
    assert "Traceback" not in ran.err and ran.err.strip()


def test_the_route_gives_the_document_of_the_command(store: str, tmp_path: Path) -> None:
    with TestClient(create_app(Settings(store=store), today=TODAY), base_url="http://127.0.0.1") as client:
        for query, words in (
            ("party=Works&target=0.6&takes=Ada%3D0.4", ("Works", "--target", "0.6", "--takes", "Ada=0.4")),
            ("party=Works&sheet_for=Ada", ("Works", "--sheet-for", "Ada")),
        ):
            assert client.get(f"/v1/leverage?{query}").json() == ask("leverage", *words, store=store)
        assert client.get("/v1/leverage?party=Works&target=7").status_code == 422
        assert client.get("/v1/leverage?party=Nobody").status_code == 404
