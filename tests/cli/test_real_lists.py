"""Three brands' published lists, ILAB and the wage gaps, taken the whole way on each store."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from headwater.graph.names import normalise
from headwater.graph.resolution.lookalikes import loose
from tests.running import ask, run, shared_data

BUYERS = ("Nike, Inc.", "Nike", "Converse", "adidas", "PVH")


def features(folder: Path) -> dict[str, Any]:
    """Facilities of API pages by OS ID."""
    out = {}
    for page in sorted(folder.glob("*.json")):
        for f in json.loads(page.read_text(encoding="utf-8"))["features"]:
            out[f["id"]] = f
    return out


def pvh(folder: Path, into: Path) -> Path:
    """PVH's facilities that adidas doesn't list.

    Membership is known by difference: contributors in a query are OR-ed, so the set asked for with PVH less the set
    asked for without it holds what PVH alone brought.
    """
    api = folder / "osh" / "api_responses"
    wide = features(api / "facilities_contributor_127_and_2729_714")
    narrow = features(api / "facilities_contributor_127_and_2729")
    only = [wide[k] for k in sorted(wide.keys() - narrow.keys())]
    assert (len(wide), len(narrow), len(only)) == (1592, 591, 1001)
    page = {"type": "FeatureCollection", "count": len(only), "next": None, "previous": None, "features": only}
    path = into / "pvh.json"
    path.write_text(json.dumps(page), encoding="utf-8")
    return path


def adidas_2023(folder: Path, into: Path) -> Path:
    """The rows of the merged list whose brand is empty."""
    with (folder / "brands" / "nike_converse_adidas_2023_merged.csv").open(encoding="utf-8", newline="") as f:
        reader = csv.DictReader(f)
        rows = [r for r in reader if not r["Corporation_Brand"].strip()]
    assert len(rows) == 375
    path = into / "adidas_2023.csv"
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, list(rows[0]), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return path


def load_all(store: str, folder: Path, into: Path, *, backwards: bool = False, skip: str = "") -> dict[str, Any]:
    api = folder / "osh" / "api_responses"
    calls: list[tuple[Any, ...]] = [
        (folder / "brands" / "nike_imap_export_2025-12.csv",),
        (api / "facilities_contributor_127", "--buyer", "adidas", "--source", "adidas_oshub", "--dated", "2023"),
        (adidas_2023(folder, into), "--dated", "2023"),
        (pvh(folder, into), "--buyer", "PVH", "--dated", "2023"),
        (folder / "ilab" / "goods_2016.xml",),
        *((folder / "wikirate" / f"fashionchecker_{c}.json",) for c in ("indonesia", "pakistan", "turkey", "cambodia")),
    ]
    done = {}
    for call in reversed(calls) if backwards else calls:
        if call[0].name == skip:
            continue
        (doc,) = ask("load", *call, store=store)["loads"]
        assert doc["rows"] == doc["accepted"] + doc["unchanged"] + doc["quarantined"], doc
        done[doc["source"]] = doc
    return done


ROWS = {
    "nike_imap_export_2025-12": 687,
    "adidas_oshub": 589,
    "adidas_2023": 375,
    "pvh": 1001,
    "goods_2016": 467,
    "fashionchecker_indonesia": 138,
    "fashionchecker_pakistan": 11,
    "fashionchecker_turkey": 11,
    "fashionchecker_cambodia": 7,
}


@pytest.fixture
def loaded(empty_url: Callable[[], str], tmp_path: Path) -> tuple[str, dict[str, Any]]:
    folder = shared_data()
    store = empty_url()
    return store, load_all(store, folder, tmp_path)


def test_three_brands_go_the_whole_way(loaded: tuple[str, dict[str, Any]], tmp_path: Path) -> None:
    store, done = loaded
    assert {k: d["rows"] for k, d in done.items()} == ROWS
    assert sum(d["quarantined"] for d in done.values()) == 0
    assert ask("verify", store=store)["problems"] == []
    shared = who_shares(store)
    who_buys(store, shared["facilities"][0]["id"])
    what_comes_first(store)
    files(store, tmp_path)


def who_shares(store: str) -> Any:
    # Who shares a facility: the exact names and countries of the lists themselves, counted apart from the product.
    shared = ask("share", "Nike, Inc.", "adidas", store=store)
    waiting = {loose(m["b"]["name"]) for m in shared["maybe"]}
    assert len(shared["facilities"]) == 37, "the same name and country, one key in each source"
    assert len(shared["facilities"]) + len(waiting) >= 47, "with the names in review: the floor that was measured"
    by_name = {normalise(f["name"]) for f in shared["facilities"]}
    for known in ("PT Nikomas Gemilang", "Unipax Co. Ltd."):
        assert normalise(known) in by_name, sorted(by_name)
    assert {
        loose(n) for n in ("Huaian Yuantong Headwear Mfg Co Ltd", "DASS NORDESTE CALCADOS E ARTIGOS ESPORTIVOS")
    } <= waiting
    assert shared["maybe"], "the ambiguous names wait for a person"
    review = ask("review", store=store)["items"]
    assert any("nan yang garment" in i["name"] for i in review)
    nike_alone = ask("share", "Nike", "adidas", store=store)
    assert len(nike_alone["facilities"]) == 33
    return shared


def who_buys(store: str, facility: str) -> None:
    # One facility in both: who buys there, each with the row that says so.
    buyers = ask("buyers", facility, store=store)
    direct = {r["name"] for r in buyers["rows"] if r["direct"]}
    assert "adidas" in direct
    assert direct & {"Nike", "Converse"}
    assert all(r["refs"] for r in buyers["rows"])

    for buyer, count in (("Nike", 651), ("Converse", 36), ("PVH", 1001)):
        trace = ask("trace", buyer, store=store)
        places = {p["id"] for t in trace["tiers"] for p in t["parties"]}
        assert 0.9 * count <= len(places) <= count, (buyer, len(places))
        assert all(0 <= t["mapped"] <= 1 for t in trace["tiers"] if t["mapped"] is not None)
        assert trace["blind"]


def what_comes_first(store: str) -> None:
    for buyer in BUYERS:
        register = ask("priorities", buyer, store=store)
        severities = [r["severity"] for r in register["rows"]]
        assert severities == sorted(severities, reverse=True)
        assert all(r["issue"] == "living_wage" and r["refs"] for r in register["rows"]), (
            "only wage gaps are findings here"
        )
        assert register["context"], "ILAB lists garments for some of these countries"
        brief = ask("brief", buyer, store=store)
        assert brief
        doc = ask("explain", buyer, "--issue", "living_wage", "--top", 5000, store=store)
        for one in doc.get("brands", [doc]):  # a group is explained brand by brand
            for block in ("by_supplier", "by_origin", "by_path", "by_finding"):
                total = sum(p["amount"] for p in one[block]["parts"]) + one[block]["rest"]
                assert total == pytest.approx(one["value"], abs=1e-9)
    nike = ask("priorities", "Nike", store=store)
    assert len(nike["rows"]) == 8, "wage gaps hang on Nike's Indonesian facilities"

    scores = ask("score", "--issue", "child_labour", "--kind", "brand", store=store)["rows"]
    assert {r["name"] for r in scores} >= {"Nike", "Converse", "adidas", "PVH"}
    for r in scores:
        assert r["evidence"] + r["context"] + r["unmapped"] == pytest.approx(r["value"], abs=1e-9)
        assert r["low"] <= r["value"] <= r["high"]


def files(store: str, tmp_path: Path) -> None:
    for view in ("tiers", "network"):
        page = tmp_path / f"{view}.html"
        ran = run("view", "Converse", "--as", view, "-o", page, store=store)
        assert ran.code == 0, ran.err
        text = page.read_text(encoding="utf-8")
        assert "<html lang=" in text
        assert "Fjord" in text or "Converse" in text
        assert 'http-equiv="Content-Security-Policy"' in text or "Content-Security-Policy" in text

    graph = tmp_path / "two.graphml"
    ran = run("export", "--root", "Nike, Inc.", "--root", "adidas", "--format", "graphml", "-o", graph, store=store)
    assert ran.code == 0, ran.err
    read = nx.read_graphml(graph)
    assert len(read) > 1000
    assert ET.parse(graph).getroot().tag.endswith("graphml")
    opened = run("export", "--root", "adidas", "--format", "json", "--open-only", "-o", "-", store=store)
    assert opened.code == 0, opened.err
    assert "nike_imap_export" not in json.dumps(json.loads(opened.out)["nodes"])


@pytest.mark.parametrize(
    "empty_url",
    ["sqlite", pytest.param("neo4j", marks=[pytest.mark.neo4j, pytest.mark.slow, pytest.mark.nightly])],
    indirect=True,
)
def test_the_export_is_the_same_in_another_order_and_after_a_retraction(
    empty_url: Callable[[], str], tmp_path: Path
) -> None:
    folder = shared_data()

    def canonical(store: str) -> str:
        ran = run("export", "--format", "canonical", "-o", "-", store=store)
        assert ran.code == 0, ran.err
        return ran.out

    store = empty_url()
    load_all(store, folder, tmp_path)
    forward = canonical(store)
    ask("retract", "nike_imap_export_2025-12", store=store)
    without = canonical(store)
    store = empty_url()
    load_all(store, folder, tmp_path, backwards=True)
    assert canonical(store) == forward
    assert "nike_imap_export_2025-12" not in without
    store = empty_url()
    load_all(store, folder, tmp_path, skip="nike_imap_export_2025-12.csv")
    assert canonical(store) == without
