"""Companies side by side through the command line; the made-up demo world."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.settings import Settings
from tests.running import TODAY, ask, run


@pytest.fixture
def store(tmp_path: Path) -> str:
    edges, url = tmp_path / "edges.csv", f"sqlite:{tmp_path / 'c.db'}"
    edges.write_text("supplier,buyer,share,confidence\nMill,Ash,.5,1\nKnitter,Bay,.5,1\n")
    risks = tmp_path / "risks.csv"
    risks.write_text("party,issue,value\nMill,harm,.4\nKnitter,harm,.2\n")
    ask("load", edges, "--as", "edges", store=url)
    ask("load", risks, "--as", "risks", store=url)
    return url


def test_compare_lists_by_name_and_orders_those_who_look_alike(store: str) -> None:
    (block,) = ask("compare", "Bay", "Ash", "--issue", "osh", store=store)["issues"]
    assert [r["name"] for r in block["rows"]] == ["Ash", "Bay"]
    assert [len(o["rows"]) for o in block["orders"]] == [2]
    ran = run("compare", "Bay", "Ash", "--issue", "osh", store=store)
    assert "In order of upstream risk, among 2 companies whose assessed shares lie under 10 points apart" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compare", "Ash"), "name two or more companies"),
        (("compare", "Ash", "Nobody"), "Nobody"),
        (("compare", "Ash", "Bay", "--issue", "moon dust"), "no issue named 'moon dust'"),
        (("explain", "Ash", "--issue", "moon dust"), "no issue named 'moon dust'"),
        (("explain", "Ash", "--param", "alpha=nan"), "alpha"),
        (("score", "--param", "alpha=nan"), "alpha"),
        (("explain", "Ash", "--param", "hops=0"), "hops"),
        (("explain", "Ash", "--top", "0"), "--top"),
    ],
)
def test_bad_words_end_in_a_sentence(store: str, words: tuple[str, ...], said: str) -> None:
    ran = run(*words, store=store)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("indicator", ["upstream_risk", "linked_harm", "worst_path"])
def test_issues_are_asked_for_and_said_by_name(store: str, indicator: str) -> None:
    ran = run("explain", "Ash", "--indicator", indicator, "--issue", "Forced labour", store=store)
    assert f"{indicator.replace('_', ' ')} of Forced labour is " in ran.out
    assert "forced_labour" not in ran.out
    doc = ask("explain", "Ash", "--indicator", indicator, "--issue", "Forced labour", store=store)
    assert doc == ask("explain", "Ash", "--indicator", indicator, "--issue", "forced_labour", store=store) | {
        "recipe": doc["recipe"]
    }


def test_a_group_is_explained_brand_by_brand_on_the_command_line_and_over_the_api(store: str, tmp_path: Path) -> None:
    members = tmp_path / "members.csv"
    members.write_text(
        "supplier,buyer,share,confidence,kind\nAsh,group:grove,,,MEMBER_OF\nBay,group:grove,,,MEMBER_OF\n"
    )
    ask("load", members, "--as", "edges", store=store)
    doc = ask("explain", "group:grove", "--issue", "osh", "--top", "2", store=store)
    assert [b["name"] for b in doc["brands"]] == ["Ash", "Bay"]
    alone = ask("explain", "Ash", "--issue", "osh", "--top", "2", store=store)
    assert doc["brands"][0] == alone | {"recipe": None}
    assert doc["recipe"]["question"] == "explain"
    with TestClient(create_app(Settings(store=store), today=TODAY), base_url="http://127.0.0.1") as client:
        assert client.get("/v1/explain?party=group:grove&issue=osh&top=2").json() == doc
    kept = tmp_path / "doc.json"
    kept.write_text(json.dumps(doc), encoding="utf-8")
    assert ask("reproduce", kept, store=store)["same"]
    assert run("whatif", "group:grove", "--drop", "Mill", store=store).code == 2
    scored = ask("score", "--issue", "osh", store=store)
    assert "group:grove" not in {r["party"] for r in scored["rows"]}
    assert scored["notes"][-1] == "Without 1 group that buys nothing: ask for the brands of grove."
    assert ask("score", "--issue", "osh", "--kind", "group", store=store)["rows"] == []
    of_brands = ask("score", "--issue", "osh", "--kind", "brand", store=store)
    assert not any("group" in note for note in of_brands["notes"])
