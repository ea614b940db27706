"""The register through the command line and the API: blind to shares and tiers, and paged."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.settings import Settings
from tests.running import TODAY, ask, run

FINDINGS = (
    "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,likelihood,affected,women,migrants,"
    "minors,event,cause,remedied_effect,text\n"
)


def world(folder: Path, name: str, seed: int | None) -> str:
    """Forty made-up mills behind one brand; shares, tiers and who else buys there by `seed`, or none stated at all."""
    here, fixed = random.Random(seed), random.Random(1)
    links = []
    for i in range(40):
        share = f"{here.random() / 41:.6f}" if seed is not None else ""
        tier = str(here.randint(1, 4)) if seed is not None else ""
        links.append(f"Mill {i:02d},Brand,{share},1,,,,,{tier}")
        others = here.sample(range(9), here.randint(0, 5)) if seed is not None else []
        links += [f"Mill {i:02d},Other {o},{here.random() / 41:.6f},1,,,,," for o in others]
    rows = [
        f"Mill {fixed.randrange(40):02d},BD,{fixed.choice(['overtime', 'coercion', 'gender'])},allegation,actual,"
        f"{fixed.choice(['', '2024', '2026-03'])},press,{fixed.choice(['', 2, 4])},,,,{fixed.choice(['', 9])},,,,,,,"
        for _ in range(30)
    ]
    parties = [f"Mill {i:02d},Mill {i:02d},facility,BD,,garments,,,," for i in range(40)]
    files = {
        "parties": "id,name,kind,country,region,good,chain_end,workers,women,migrants\n" + "\n".join(parties),
        "edges": "supplier,buyer,share,confidence,kind,product,since,until,tier\n" + "\n".join(links),
        "findings": FINDINGS + "\n".join(rows),
    }
    store = f"sqlite:{folder / name}.db"
    for template, text in files.items():
        path = folder / f"{template}.csv"
        path.write_text(text + "\n", encoding="utf-8")
        (done,) = ask("load", path, "--as", template, "--fictional", store=store)["loads"]
        assert done["quarantined"] == 0, done
    return store


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("blind")
    return [world(folder, f"w{seed}", seed) for seed in (None, 5, 6)]


def blank(text: str) -> str:
    """The document without the hash of the file of links, which differs as the files do."""
    return "\n".join(x for x in text.splitlines() if '"sha256"' not in x)


@pytest.mark.parametrize(
    "words", [("Brand",), ("--country", "BD"), ("--facility", "Mill 07"), ("Brand", "--country", "BD")]
)
def test_the_register_is_byte_equal_whatever_the_shares_tiers_and_leverage(
    words: tuple[str, ...], stores: list[str]
) -> None:
    said = [run("--json", "priorities", *words, store=s).out for s in stores]
    assert len(said[0]) > 400
    assert said[1] == said[0]
    assert said[2] == said[0]
    shown = [run("priorities", *words, store=s).out for s in stores]
    assert shown[0] == shown[1] == shown[2]


def test_pages_are_the_same_by_command_line_and_api_and_make_the_whole(stores: list[str]) -> None:
    whole = ask("priorities", "Brand", store=stores[1])
    assert whole["matched"] == whole["total"] == len(whole["rows"]) > 10
    found: list[object] = []
    after: list[str] = []
    with TestClient(create_app(Settings(store=stores[1]), today=TODAY), base_url="http://127.0.0.1") as client:
        while True:
            mine = ask("priorities", "Brand", "--limit", 4, *(("--after", after[-1]) if after else ()), store=stores[1])
            query = {"party": "Brand", "limit": 4} | ({"after": after[-1]} if after else {})
            answer = client.get("/v1/priorities", params=query)
            assert answer.json() == mine
            found += mine["rows"]
            if mine["next"] is None:
                break
            after.append(mine["next"])
        assert found == whole["rows"]
        wrong = client.get("/v1/priorities", params={"party": "Brand", "after": "nonsense"})
        assert wrong.status_code == 422
        assert "no cursor" in wrong.json()["detail"]
        assert client.get("/v1/priorities").status_code == 422


def test_a_cursor_does_not_outlive_a_load(tmp_path: Path) -> None:
    store = world(tmp_path, "own", 3)
    cursor = ask("priorities", "Brand", "--limit", 2, store=store)["next"]
    path = tmp_path / "more.csv"
    path.write_text(FINDINGS + "Mill 01,BD,coercion,allegation,actual,2026,press,5,,,,,,,,,,,\n")
    ask("load", path, "--as", "findings", store=store)
    ran = run("priorities", "Brand", "--limit", 2, "--after", cursor, store=store)
    assert ran.code == 2
    assert "start again" in ran.err


def test_whose_register_and_what_filter_is_said_where_it_is_off(stores: list[str]) -> None:
    for words, said in (
        ((), "whose register"),
        (("--country", "Atlantis"), "Atlantis"),
        (("--facility", "Nobody"), "Nobody"),
        (("Brand", "--since", "last year"), "last year"),
        (("Brand", "--point", "moon dust"), "moon dust"),
        (("Brand", "--finding", "rumour"), "allegation"),
        (("Brand", "--after", "x"), "cursor"),
    ):
        ran = run("priorities", *words, store=stores[0])
        assert ran.code == 2, words
        assert said in ran.err, (words, ran.err)
        assert "Traceback" not in ran.err
