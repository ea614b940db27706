"""The world's files: in the real formats, the same each time."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

from headwater.demo import write_world
from headwater.demo.world import LARKSPUR, MARRAM, build
from headwater.graph.ids import brand_key
from tests.headwater.demo.reading import table


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
    assert len(loads) == len({x.source for x in loads}) == 13
    for load in loads:
        assert load.path.name.startswith("fictional_")
        assert "fictional" in load.source
        for file in [load.path] if load.path.is_file() else sorted(load.path.iterdir()):
            assert "fictional" in file.read_text(encoding="utf-8").casefold(), file.name


def test_shares_of_one_buyer_never_pass_one(world_folder, loads):
    total: Counter[str] = Counter()
    rows = table(world_folder / "fictional_edges.csv")
    for row in rows:
        if row["share"] and row["kind"] == "SUPPLIES":
            total[row["buyer"]] += float(row["share"])
    assert max(total.values()) <= 1.0 and total[brand_key(LARKSPUR)] > 0
    assert sum(not r["share"] for r in rows if r["kind"] == "SUPPLIES") > 20
    assert {"SUPPLIES", "SUBCONTRACTS_FOR", "RECRUITS_FOR", "OWNS", "MEMBER_OF", "OPERATES"} == {
        r["kind"] for r in rows
    }


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
