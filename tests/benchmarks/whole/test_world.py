from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.whole import world
from headwater.graph.vocabulary import load_pack


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> world.WorldFiles:
    return world.write(tmp_path_factory.mktemp("world"), "S0")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def test_the_files_hold_the_network_and_name_only_its_parties(files: world.WorldFiles) -> None:
    parties, links = rows(files.parties), rows(files.links)
    assert (len(parties), len(links)) == world.SIZES["S0"]
    ids = {p["id"] for p in parties}
    assert len(ids) == len(parties)
    assert {end for link in links for end in (link["supplier"], link["buyer"])} <= ids
    assert {f["party"] for f in rows(files.findings)} <= ids


def test_the_brand_that_is_asked_about_has_most_suppliers_of_all_brands(files: world.WorldFiles) -> None:
    brands = {p["id"] for p in rows(files.parties) if p["kind"] == "brand"}
    buys = [link["buyer"] for link in rows(files.links)]
    assert world.brand_key(files.brand) in brands
    assert buys.count(world.brand_key(files.brand)) == max(buys.count(b) for b in brands)


def test_the_words_are_the_packs(files: world.WorldFiles) -> None:
    pack = load_pack("garment")
    assert {f["point"] for f in rows(files.findings)} <= set(world.POINTS) <= {p.id for p in pack.points}


def test_a_seed_gives_the_same_files_and_another_one_does_not(files: world.WorldFiles, tmp_path: Path) -> None:
    again, other = (world.write(tmp_path, "S0", seed).links.read_bytes() for seed in (1, 2))
    assert again == files.links.read_bytes() != other
