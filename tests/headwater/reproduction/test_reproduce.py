"""A result carries its recipe, and comes out again from it, or what differs is named."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.graph.vocabulary import load_pack
from headwater.settings import Settings
from tests.graph.vocabulary.test_reading import GARMENT, edit
from tests.running import TODAY, ask, run

EDGES = "supplier,buyer,share,confidence\nMill,Knitter,0.5,1\nKnitter,Brand,0.4,0.9\nDyer,Brand,,\nDyer,Other,,\n"
FINDINGS = (
    "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,affected,migrants,text\n"
    "Mill,,bonded_labour,audit finding,actual,2026-01-10,audit,4,3,4,120,80,Passports are held (fictional)\n"
)
COMMANDS: dict[str, tuple[str, ...]] = {
    "show": ("show", "Knitter"),
    "trace": ("trace", "Brand", "--depth", "2", "--issue", "osh", "--limit", "3"),
    "buyers": ("buyers", "Mill"),
    "priorities": ("priorities", "Brand", "Other", "--limit", "1"),
    "brief": ("brief", "Brand"),
    "score": (
        "score", "--indicator", "linked_harm", "--param", "hops=3", "--param", "method=montecarlo", "--param", "seed=5",
    ),
    "explain": ("explain", "Brand", "--issue", "forced_labour", "--top", "3", "--param", "alpha=0.7"),
    "explain worst_path": ("explain", "Brand", "--indicator", "worst_path", "--param", "hops=2"),
    "explain linked_harm": ("explain", "Brand", "--indicator", "linked_harm", "--param", "method=montecarlo"),
    "whatif": ("whatif", "Brand", "--drop", "Knitter", "--param", "alpha=0.9", "--as-of", "2026-11-01"),
    "share": ("share", "Brand", "Other"),
    "systemic": ("systemic", "--by", "country,issue", "--buyer", "Brand"),
    "sensitivity": ("sensitivity", "Brand", "--issue", "osh", "--indicator", "worst_path"),
    "compare": ("compare", "Brand", "Other", "--issue", "osh"),
    "largest": ("largest", "Brand", "--issue", "forced_labour", "--top", "2"),
    "leverage": ("leverage", "Dyer", "--target", "0.3", "--takes", "Brand=0.2"),
}  # fmt: skip


def fill(folder: Path, name: str, *, turned: bool = False) -> str:
    (folder / "edges.csv").write_text(EDGES, encoding="utf-8")
    (folder / "findings.csv").write_text(FINDINGS, encoding="utf-8")
    url = f"sqlite:{folder / name}"
    loads = [("edges.csv", "edges"), ("findings.csv", "findings")]
    for file, kind in reversed(loads) if turned else loads:
        ask("load", folder / file, "--as", kind, store=url)
    return url


@pytest.fixture
def store(tmp_path: Path) -> str:
    return fill(tmp_path, "a.db")


def written(tmp_path: Path, document: Any) -> Path:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_a_result_comes_out_again(name: str, store: str, tmp_path: Path) -> None:
    document = ask(*COMMANDS[name], store=store)
    recipe = document["recipe"]
    assert (recipe["question"], recipe["revision"], recipe["today"][:4]) == (name.split()[0], 2, "2026")
    assert recipe["pack_sha256"] == load_pack().sha256
    again = ask("reproduce", written(tmp_path, document), store=store)
    assert (again["same"], again["differs"], again["values"]) == (True, [], [])
    said = run("reproduce", written(tmp_path, document), store=store)
    assert said.code == 0 and "The same: every value comes out again." in said.out


def test_a_brief_written_as_json_comes_out_again(store: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    ask("brief", "Brand", "-o", path, store=store)
    again = ask("reproduce", path, store=store)
    assert (again["same"], again["made"]["question"]) == (True, "brief")


def test_the_pack_is_printed_with_what_each_number_moves(store: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.html"
    ran = run("pack", "--sensitivity", "Brand", "--issue", "osh", "-o", path, store=store)
    assert ran.code == 0, ran.err
    page = path.read_text("utf-8")
    assert "Moves the result by" in page and "(Occupational safety and health)</td>" in page
    moves = {(r["table"], r["row"]): r for r in ask("sensitivity", "Brand", "--issue", "osh", store=store)["rows"]}
    told = ask("pack", "--sensitivity", "Brand", "--issue", "osh", store=store)["moved"]["words"]
    said = {(t, int(row)): words for t, rows in told.items() for row, words in rows.items()}
    assert {at for at, words in said.items() if not words.startswith("not tried")} == set(moves)


def test_parameters_and_seed_are_in_the_recipe(store: str) -> None:
    kept = ask(*COMMANDS["score"], store=store)["recipe"]["ask"]
    assert kept == {"indicator": "linked_harm", "param": {"hops": "3", "method": "montecarlo", "seed": "5"}}


@pytest.mark.parametrize(
    ("words", "route"),
    [
        (COMMANDS["explain"], "/v1/explain?party=Brand&issue=forced_labour&top=3&alpha=0.7"),
        (COMMANDS["share"], "/v1/share?party=Brand&party=Other"),
        (COMMANDS["leverage"], "/v1/leverage?party=Dyer&target=0.3&takes=Brand%3D0.2"),
    ],
)
def test_the_api_gives_the_same_recipe_and_computes_it_again(words: tuple[str, ...], route: str, store: str) -> None:
    with TestClient(create_app(Settings(store=store), today=TODAY), base_url="http://127.0.0.1") as client:
        answer = client.get(route)
        assert answer.json() == ask(*words, store=store)
        assert answer.headers["content-length"] == str(len(answer.content))
        again = client.post("/v1/reproduce?name=it.json", content=answer.content).json()
        assert (again["same"], again["file"]) == (True, "it.json")
        assert client.post("/v1/reproduce", content=b"nonsense").status_code == 422


def numbers(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [path] if isinstance(value, float) and path[0] != "recipe" else []
    return found + [x for k, v in pairs for x in numbers(v, (*path, k))]


def test_one_changed_value_is_found_out_wherever_it_is(store: str, tmp_path: Path) -> None:
    document = ask(*COMMANDS["explain"], store=store)
    places = numbers(document)
    assert len(places) > 5
    for path in places[:: max(1, len(places) // 5)]:
        changed = json.loads(json.dumps(document))
        at = changed
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] += 1e-6
        again = ask("reproduce", written(tmp_path, changed), store=store)
        assert (again["same"], again["count"]) == (False, 1)
        assert again["values"][0]["change"] == pytest.approx(-1e-6, rel=1e-3)
        assert again["differs"] == []


def test_a_store_that_moved_on_is_read_where_the_result_was_made(store: str, tmp_path: Path) -> None:
    document = ask(*COMMANDS["trace"], store=store)
    more = tmp_path / "more.csv"
    more.write_text("supplier,buyer,share,confidence\nNew mill,Knitter,0.4,1\n", encoding="utf-8")
    ask("load", more, "--as", "edges", store=store)
    assert ask(*COMMANDS["trace"], store=store)["tiers"] != document["tiers"]
    again = ask("reproduce", written(tmp_path, document), store=store)
    assert again["same"] and "revision 2 was read" in again["notes"][0]


def test_another_store_of_the_same_sources_gives_the_same_values(store: str, tmp_path: Path) -> None:
    other = fill(tmp_path, "b.db", turned=True)
    for words in COMMANDS.values():
        assert ask("reproduce", written(tmp_path, ask(*words, store=store)), store=other)["same"], words


def test_a_newer_revision_than_the_store_has_is_named(store: str, tmp_path: Path) -> None:
    document = ask(*COMMANDS["trace"], store=store)
    document["recipe"]["revision"] = 9
    again = ask("reproduce", written(tmp_path, document), store=store)
    assert again["differs"] == [{"what": "revision", "was": "9", "now": "2"}]
    assert "no revision 9" in again["notes"][0]


def test_another_pack_is_named_and_so_is_what_it_moves(store: str, tmp_path: Path) -> None:
    document = ask(*COMMANDS["explain"], store=store)
    folder = shutil.copytree(GARMENT, tmp_path / "mine")
    edit(folder, "priors.csv", "world,0.1,", "world,0.15,")
    again = ask("--pack", folder, "reproduce", written(tmp_path, document), store=store)
    assert [d["what"] for d in again["differs"]] == ["pack", "pack's content"]
    assert not again["same"] and again["count"] > 1


@pytest.mark.parametrize("form", ["json", "graphml", "csv"])
def test_an_export_comes_out_again_and_a_changed_one_does_not(form: str, store: str, tmp_path: Path) -> None:
    path = tmp_path / "it"
    ask("export", "--root", "Brand", "--depth", "2", "--format", form, "-o", path, store=store)
    again = ask("reproduce", path, store=store)
    assert (again["same"], again["form"], again["differs"], again["values"]) == (True, form, [], [])
    if form == "csv":
        with zipfile.ZipFile(path) as z:
            files = {n: z.read(n) for n in z.namelist()}
        with zipfile.ZipFile(path, "w") as z:
            for name, content in files.items():
                z.writestr(name, content.replace(b",0.4,", b",0.5,"))
    else:
        path.write_bytes(path.read_bytes().replace(b"0.4", b"0.5"))
    again = ask("reproduce", path, store=store)
    assert (again["same"], again["count"]) == (False, 1)
    assert "0.5" in str(again["values"][0]["was"]) and "0.4" in str(again["values"][0]["now"])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "neither a JSON document nor an export"),
        (b"{}", "no recipe in it"),
        (b"[1]", "no recipe in it"),
        (b'{"recipe": {"question": "score"}}', "field ask"),
        (b'{"value": NaN}', "NaN"),
        (b"PK\x03\x04", "neither"),
        (b"<?xml version='1.0'?><graphml/>", "no recipe in it"),
        (b"\xff\xfe", "neither"),
    ],
)
def test_a_file_without_a_recipe_is_refused_in_words(content: bytes, says: str, store: str, tmp_path: Path) -> None:
    path = tmp_path / "it"
    path.write_bytes(content)
    ran = run("reproduce", path, store=store)
    assert ran.code == 4 and says in ran.err, ran.err


@pytest.mark.parametrize("command", ["retract", "decide", "load", "results", "__import__"])
def test_a_recipe_can_only_name_a_question(command: str, store: str, tmp_path: Path) -> None:
    document = ask(*COMMANDS["trace"], store=store)
    document["recipe"] |= {"question": command, "ask": {"source": "edges"}}
    again = ask("reproduce", written(tmp_path, document), store=store)
    assert not again["same"] and "no question named" in again["notes"][-1]
    assert len(ask("loads", store=store)["loads"]) == 2
