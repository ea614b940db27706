"""`systemic` through the command line and the API: files in, the same document out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.graph.stores import open_store
from headwater.settings import Settings
from tests.running import TODAY, ask, run, shared_data

BRANDS = ("Ada", "Bo", "Cy")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """15 made-up factories of 15 owners; 9 of them non-compliant at overtime; one has markup in its name."""
    folder = tmp_path_factory.mktemp("systemic")
    names = ["<script>alert(1)</script>", *(f"Works {i}" for i in range(1, 15))]
    edges = [f"{n},{BRANDS[i % 3]},,,SUPPLIES" for i, n in enumerate(names)]
    edges += [f"Owner {i},{n},,,OWNS" for i, n in enumerate(names)]
    (folder / "edges.csv").write_text("\n".join(["supplier,buyer,share,confidence,kind", *edges]))
    checks = [
        f"{n},BD,overtime,{'non-compliant' if i < 9 else 'compliant'},announced,Programme,1,2026-01-10"
        for i, n in enumerate(names)
    ]
    (folder / "checks.csv").write_text("\n".join(["party,country,point,outcome,method,standard,cycle,date", *checks]))
    url = f"sqlite:{folder / 'systemic.db'}"
    ask("load", folder / "edges.csv", "--as", "edges", store=url)
    ask("load", folder / "checks.csv", "--as", "assessments", store=url)
    return url


def test_the_command_says_of_how_many_and_who_must_act(store: str) -> None:
    (row,) = ask("systemic", store=store)["rows"]
    assert (row["country"], row["point"], row["verdict"]) == ("BD", "overtime", "systemic")
    assert (row["assessed"], row["non_compliant"], row["owners"], row["buyers"]) == (15, 9, 15, 3)
    assert {r["file"] for r in row["refs"]} == {"checks.csv"}
    said = run("systemic", "--country", "Bangladesh", "--by", "country,issue", store=store).out
    assert "9 of 15 assessed factories are non-compliant" in said
    assert "prevalence" not in said


def test_a_part_of_one_buyer_is_shown_only_if_nothing_small_is_left(store: str) -> None:
    (row,) = ask("systemic", "--buyer", "Ada", store=store)["rows"]
    assert (row["assessed"], row["non_compliant"], row["refs"]) == (None, None, [])


@pytest.mark.parametrize(
    "words",
    [("--by", "weather"), ("--by", "country,region"), ("--country", "Atlantis"), ("--issue", "weather"),
     ("--buyer", "Nobody"), ("--by", "region", "--buyer", "Ada"), ("--as-of", "someday")],
)  # fmt: skip
def test_what_can_not_be_asked_ends_in_words(words: tuple[str, ...], store: str) -> None:
    ran = run("systemic", *words, store=store)
    assert ran.code == 2
    assert "Traceback" not in ran.err and ran.err.strip()


def test_an_empty_store_says_that_this_is_no_clean_record(tmp_path: Path) -> None:
    store = f"sqlite:{tmp_path / 'none.db'}"
    open_store(store, make=True).close()
    assert "not a clean record" in run("systemic", store=store).out


def test_the_route_gives_the_document_of_the_command(store: str) -> None:
    with TestClient(create_app(Settings(store=store), today=TODAY), base_url="http://127.0.0.1") as client:
        for query, words in (("", ()), ("?by=region,issue&country=BD", ("--by", "region,issue", "--country", "BD"))):
            assert client.get(f"/v1/systemic{query}").json() == ask("systemic", *words, store=store)


def test_wages_on_a_real_list_are_held_against_a_standard_and_owners_are_asked_for(tmp_path: Path) -> None:
    path = shared_data() / "wikirate" / "fashionchecker_indonesia.json"
    items = json.loads(path.read_text(encoding="utf-8"))["items"]
    latest: dict[str, tuple[str, float]] = {}
    for x in items:
        latest[x["company"]] = max(latest.get(x["company"], ("", 0.0)), (str(x["year"]), float(x["value"])))
    url = f"sqlite:{tmp_path / 'real.db'}"
    ask("load", path, store=url)
    (row,) = ask("systemic", store=url)["rows"]
    assert (row["country"], row["against"], row["verdict"]) == ("ID", "ours", "not enough evidence")
    assert row["assessed"] == len(latest) == 138
    assert row["non_compliant"] == sum(value < 100 for _, value in latest.values())
    assert "Owners that nobody names don't count as different ones." in row["reasons"]
