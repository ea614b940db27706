"""The fictional world: in the real formats, the same each time, with everything the story promises."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from headwater.demo import DemoFile, write_world
from headwater.demo.world import BRANDS, LARKSPUR, MARRAM, SYSTEMIC, THISTLEDOWN, TOLLIVER, build
from headwater.graph.ids import brand_key
from headwater.graph.names import normalise

OS_ID = re.compile(r"[A-Z]{2}\d{7}[A-Z0-9]{6}")


@pytest.fixture(scope="module")
def world_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("world")


@pytest.fixture(scope="module")
def loads(world_folder: Path) -> list[DemoFile]:
    return write_world(world_folder)


def table(path: Path, delimiter: str = ",", skip: int = 0) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in range(skip):
            next(stream)
        return list(csv.DictReader(stream, delimiter=delimiter))


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_seed_gives_the_same_bytes(loads, world_folder, tmp_path):
    write_world(tmp_path)
    assert files(tmp_path) == files(world_folder)


def test_another_seed_gives_another_world_with_the_same_story(world_folder, tmp_path):
    write_world(tmp_path, seed=8)
    assert files(tmp_path) != files(world_folder)
    assert (tmp_path / "fictional_findings_voices.csv").read_text(encoding="utf-8").count("Nightjar") == 1


def test_writing_again_leaves_no_pages_of_an_earlier_world(tmp_path):
    (tmp_path / "fictional_oshub_marram_mire").mkdir(parents=True)
    (tmp_path / "fictional_oshub_marram_mire" / "page99.json").write_text("{}", encoding="utf-8")
    write_world(tmp_path)
    assert not (tmp_path / "fictional_oshub_marram_mire" / "page99.json").exists()


def test_every_file_and_source_says_that_it_is_fictional(loads):
    assert len(loads) == len({x.source for x in loads}) == 12
    for load in loads:
        assert load.path.name.startswith("fictional_")
        assert "fictional" in load.source
        for file in [load.path] if load.path.is_file() else sorted(load.path.iterdir()):
            assert "fictional" in file.read_text(encoding="utf-8").casefold(), file.name


def test_facilities_ids_are_unique_and_shaped_like_open_supply_hub_ids():
    world = build(7)
    assert 150 <= len(world.facilities) <= 250
    assert max(Counter(normalise(f.name) + f.country for f in world.facilities).values()) == 1
    ids = [f.os_id for f in world.facilities if f.os_id]
    assert len(ids) == len(set(ids)) > 40
    assert all(OS_ID.fullmatch(i) and "FIC" in i and len(i) == 15 for i in ids)


def test_brands_share_facilities_by_id_and_by_name():
    world = build(7)
    assert all(len(world.listed(b)) >= 15 for b in BRANDS)
    by_id = [f for f in world.facilities if {MARRAM, TOLLIVER} <= set(f.lists)]
    by_name = [f for f in world.facilities if {LARKSPUR, MARRAM} <= set(f.lists)]
    both = [f for f in world.facilities if {LARKSPUR, THISTLEDOWN} <= set(f.lists)]
    assert len(by_id) >= 3 and len(by_name) >= 3 and len(both) >= 2
    assert all(f.os_id for f in by_id)


def test_the_hidden_subcontractor_is_on_no_list_and_works_for_two_brands_suppliers(loads):
    world = build(7)
    hidden = world.named["nightjar"]
    works_for = {x.end for x in world.links if x.start == hidden.key and x.kind == "SUBCONTRACTS_FOR"}
    buyers = {b for f in world.facilities if f.key in works_for for b in f.lists}
    assert hidden.lists == [] and len(works_for) == 2 and len(buyers) >= 3
    for load in loads[:5]:
        for file in [load.path] if load.path.is_file() else load.path.iterdir():
            assert "Nightjar" not in file.read_text(encoding="utf-8")


def test_a_route_leads_from_a_cotton_farm_in_a_listed_region_to_a_brand(world_folder, loads):
    world = build(7)
    up: dict[str, set[str]] = {}
    for link in world.links:
        up.setdefault(link.end, set()).add(link.start)
    reached, todo = set(), {f.key for f in world.listed(LARKSPUR)}
    while todo:
        key = todo.pop()
        reached.add(key)
        todo |= up.get(key, set()) - reached
    farm = world.named["farm"]
    assert farm.key in reached and farm.region == "CN-XJ" and farm.chain_end
    parties = {r["id"]: r for r in table(world_folder / "fictional_parties.csv")}
    assert parties[farm.key] | {"region": "CN-XJ", "good": "cotton", "chain_end": "yes"} == parties[farm.key]
    goods = (world_folder / "fictional_goods_list.xml").read_text(encoding="utf-8")
    assert re.search(r"Cotton</Good_Name>.*?China</Country_Name>.*?<Forced_Labor>Yes", goods, re.DOTALL)


def test_findings_are_of_every_kind_and_two_events_are_told_in_both_files(world_folder, loads):
    audits = table(world_folder / "fictional_findings_audits.csv")
    voices = table(world_folder / "fictional_findings_voices.csv")
    kinds = {r["kind"] for r in audits + voices}
    assert kinds == {"allegation", "audit finding", "inspection finding", "confirmed", "decision of an authority"}
    assert len({r["source_type"] for r in audits + voices}) >= 5
    told = {r["event"] for r in audits if r["event"]} & {r["event"] for r in voices}
    assert told == {"ullisco-fees-2025", "ravundo-boiler-2025"}
    assert any(r["remedied_effect"] for r in audits) and any(r["state"] == "potential" for r in audits)
    assert {len(r["observed"]) for r in audits + voices} == {0, 4, 7, 10}


def test_shares_of_one_buyer_never_pass_one(world_folder, loads):
    total: Counter[str] = Counter()
    rows = table(world_folder / "fictional_edges.csv")
    for row in rows:
        if row["share"] and row["kind"] == "SUPPLIES":
            total[row["buyer"]] += float(row["share"])
    assert max(total.values()) <= 1.0 and total[brand_key(LARKSPUR)] > 0
    assert sum(not r["share"] for r in rows if r["kind"] == "SUPPLIES") > 20
    assert {"SUPPLIES", "SUBCONTRACTS_FOR", "RECRUITS_FOR", "OWNS", "MEMBER_OF"} == {r["kind"] for r in rows}


def test_assessments_have_all_outcomes_and_one_systemic_issue(world_folder, loads):
    rows = table(world_folder / "fictional_assessments.csv")
    assert {r["outcome"] for r in rows} == {"compliant", "non-compliant", "not applicable", "not checked"}
    assert len({r["method"] for r in rows}) == 4
    said = [r for r in rows if r["point"] == "overtime" and r["country"] == SYSTEMIC]
    said = [r for r in said if r["outcome"] in ("compliant", "non-compliant")]
    bad = [r for r in said if r["outcome"] == "non-compliant"]
    world = build(7)
    by_key = {f.key: f for f in world.facilities}
    owners = {by_key[r["party"]].owner or r["party"] for r in bad}
    buyers = {b for r in bad for b in by_key[r["party"]].lists}
    assert len(said) >= 10 and len(bad) / len(said) >= 0.5 and len(owners) >= 5 and len(buyers) >= 3


def test_lists_hold_what_real_ones_do(world_folder, loads):
    larkspur = (world_folder / "fictional_larkspur_vale_2025-12.csv").read_text(encoding="utf-8").splitlines()
    assert "Data As Of DEC 2025" in larkspur[0] and larkspur[1].startswith("Factory Name,Factory Type")
    quillmere = (world_folder / "fictional_quillmere_list.csv").read_text(encoding="utf-8").splitlines()
    assert [len(next(csv.reader([row]))) for row in quillmere].count(2) == 1
    german = table(world_folder / "fictional_ossifrage_lieferanten.csv", delimiter=";")
    assert sum(r["Land"] == "" and r["Ort"] != "" for r in german) >= 5
    assert max(Counter(r["Lieferant"] for r in german).values()) >= 2
    pages = sorted((world_folder / "fictional_oshub_marram_mire").glob("page*.json"))
    features = [f for page in pages for f in json.loads(page.read_text(encoding="utf-8"))["features"]]
    assert len(pages) >= 2 and len(features) == len(build(7).listed(MARRAM))
    longitude, latitude = features[0]["geometry"]["coordinates"]
    assert longitude > latitude  # Dhaka: 90 east, 24 north


def test_names_are_written_in_their_own_scripts(world_folder, loads):
    names = " ".join(r["name"] for r in table(world_folder / "fictional_parties.csv"))
    for low, high in (("\u4e00", "\u9fff"), ("\u0980", "\u09ff"), ("\u1780", "\u17ff"), ("\u0600", "\u06ff")):
        assert any(low <= c <= high for c in names)
    assert "Çiğdem" in names and "Hư Cấu" in names


def test_two_sources_count_the_workers_of_one_facility_otherwise(world_folder, loads):
    said = {r["os_id"]: r["number_of_workers"] for r in table(world_folder / "fictional_oshub_download.csv")}
    own = {r["id"]: r["workers"] for r in table(world_folder / "fictional_parties.csv")}
    differ = [i for i, count in said.items() if count and count != own[f"oshub:{i}"]]
    assert len(differ) >= 10
