"""The commands that look after a store: what they do to it, and by which code they leave."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from headwater.cli.exits import REFUSED, STORE, USAGE
from tests.graph.vocabulary.test_reading import GARMENT, edit
from tests.running import ask, run

EDGES = "supplier,buyer\nMill,Brand\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store of its own, of two sources."""
    url = f"sqlite:{tmp_path / 'x.db'}"
    for name, text in (("one", EDGES), ("two", "supplier,buyer\nDyer,Brand\n")):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        ask("load", tmp_path / f"{name}.csv", "--as", "edges", store=url)
    return url


def suppliers(store: str) -> set[str]:
    return {p["name"] for t in ask("trace", "Brand", store=store)["tiers"] for p in t["parties"]}


def test_what_only_a_source_said_goes_with_it(store: str) -> None:
    assert suppliers(store) == {"Mill", "Dyer"}
    done = ask("retract", "one", store=store)
    assert (done["source"], done["revision"]) == ("one", 3)
    assert suppliers(store) == {"Dyer"}
    again = run("retract", "one", store=store)
    assert again.code == USAGE and "loaded: two" in again.err


def test_a_decision_joins_two_parties(store: str, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("decision,a,b,by\nsame,name:Mill,name:Dyer,A. Person\ncountry,Mill,Bangladesh,A. Person\n")
    done = ask("decide", path, store=store)
    assert (done["same_or_apart"], done["countries"]) == (1, 1)
    assert len(suppliers(store)) == 1
    joined = [ask("show", key, store=store) for key in ("name:Mill", "name:Dyer")]
    assert joined[0]["id"] == joined[1]["id"] and joined[0]["country"] == "BD"
    path.write_text("decision,a,b\nmaybe,name:Mill,name:Dyer\n")
    refused = run("decide", path, store=store)
    assert refused.code == REFUSED and "line 2" in refused.err


def test_a_sound_store_verifies_and_a_damaged_one_leaves_with_a_code_of_its_own(store: str, tmp_path: Path) -> None:
    sound = run("--json", "verify", store=store)
    assert (sound.code, sound.json["problems"]) == (0, []) and sound.json["statements"] > 3
    with sqlite3.connect(tmp_path / "x.db") as db:
        db.execute("update origin set sha256 = 'none'")
    db.close()
    damaged = run("--json", "verify", store=store)
    assert damaged.code == STORE and "SHA-256" in damaged.json["problems"][0]


def test_a_pack_is_held_against_every_rule(tmp_path: Path) -> None:
    folder = shutil.copytree(GARMENT, tmp_path / "mine")
    sound = run("check-pack", folder)
    assert sound.code == 0 and f"{folder} is a sound pack" in sound.out
    assert "issues.csv:" in sound.out
    edit(folder, "priors.csv", "world,0.1,", "world,1.1,")
    wrong = run("check-pack", folder)
    assert wrong.code != 0 and "priors.csv" in wrong.err and wrong.out == ""
    nowhere = run("check-pack", tmp_path / "none")
    assert nowhere.code == USAGE and "is no folder" in nowhere.err


def test_a_result_is_computed_again_from_its_file(store: str, tmp_path: Path) -> None:
    path = tmp_path / "trace.json"
    path.write_text(json.dumps(ask("trace", "Brand", store=store)))
    assert ask("reproduce", path, store=store)["same"] is True
    assert run("reproduce", tmp_path / "absent.json", store=store).code == REFUSED
