"""An own XLSX of 180 rows, 90 without a country, from file to brief: counts add up and no guess is written as fact."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from headwater.graph.countries import country_name
from headwater.loaders.cells.countries import country_code
from tests.running import ask, run, shared_data
from tests.travel.own_list import BLANKED, ROWS, write

BUYER = "Our Own Brand"


def tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip()


def test_an_own_list_goes_from_file_to_brief(tmp_path: Path) -> None:
    folder = shared_data()
    path, store = tmp_path / "vendors.xlsx", f"sqlite:{tmp_path / 'own.db'}"
    truth = {tidy(name): country for name, country in write(path).items()}

    shown = run("map", path)
    assert shown.code == 0, shown.err
    assert "Vendor" in shown.out
    refused = run("load", path, "--buyer", BUYER, store=store)
    assert refused.code == 2
    assert "--yes" in refused.err

    (doc,) = ask("load", path, "--buyer", BUYER, "--dated", "2026-01", "--yes", store=store)["loads"]
    assert (doc["rows"], doc["accepted"] + doc["unchanged"] + doc["quarantined"]) == (ROWS, ROWS)
    assert doc["quarantined"] == 0
    with Path(doc["quarantine_file"]).open(encoding="utf-8", newline="") as f:
        assert sum(r["code"] == "country_missing" for r in csv.DictReader(f)) == BLANKED
    again = run("load", path, "--buyer", BUYER, "--dated", "2026-01", "--yes", store=store)
    assert again.code == 0
    assert "nothing new" in again.out

    (places,) = [t["parties"] for t in ask("trace", BUYER, store=store)["tiers"]]
    assert len(places) == ROWS
    lost = [p for p in places if p["country"] is None]
    assert len(lost) == BLANKED, "no guessed country is stated"
    assert {p["name"] for p in lost} == set(truth)
    proposed = {p["name"]: p["country_proposed"] for p in lost if p["country_proposed"]}
    right = sum(country_code(truth.get(n, "")) == c for n, c in proposed.items())
    assert len(proposed) >= 60
    assert len(proposed) == right
    assert all(p["country_reason"] for p in lost if p["country_proposed"])

    ask("load", folder / "ilab" / "goods_2016.xml", store=store)
    register = ask("priorities", BUYER, store=store)
    assert register["rows"] == []
    listed = sum(c["facilities"] for c in register["context"])
    assert listed <= ROWS - BLANKED, "a proposed country brings no context"

    for name in ("brief.html", "brief.md", "brief.json"):
        assert run("brief", BUYER, "-o", tmp_path / name, store=store).code == 0
    text = (tmp_path / "brief.md").read_text(encoding="utf-8")
    countries = {country_name(c) for c in proposed.values()} - {None}
    for line in text.splitlines():
        assert not re.search(r"(riskiest|worst|highest risk|most risky|risk ranking)", line, re.IGNORECASE), line
        for name in proposed:
            if name in line and any(c in line for c in countries if c):
                assert "propos" in line.lower() or name in {p["name"] for p in places if p["country"]}, line

    picture = tmp_path / "tiers.html"
    assert run("view", BUYER, "--as", "tiers", "-o", picture, store=store).code == 0
    assert "proposed" in picture.read_text(encoding="utf-8")


def test_a_person_enters_a_country_and_it_stays_after_a_reload(tmp_path: Path) -> None:
    path, store = tmp_path / "vendors.xlsx", f"sqlite:{tmp_path / 'own.db'}"
    truth = write(path)
    ask("load", path, "--buyer", BUYER, "--dated", "2026-01", "--yes", store=store)
    name = next(iter(truth))
    found = ask("show", name, store=store)
    assert found["country"] is None
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(f'decision,a,b,by,reason,date\ncountry,"{found["id"]}",KH,me,their invoice,2026-02-01\n')
    assert ask("decide", decisions, store=store)["countries"] == 1
    assert ask("show", found["id"], store=store)["country"] == "KH"
    ask("retract", "vendors", store=store)
    ask("load", path, "--buyer", BUYER, "--dated", "2026-01", "--yes", store=store)
    shown = ask("show", found["id"], store=store)
    assert shown["country"] == "KH"
    (said,) = [p for p in shown["properties"] if p["name"] == "country"]
    assert said["said_by"][0]["file"] == "decisions.csv"
