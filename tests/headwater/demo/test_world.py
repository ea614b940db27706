"""The fictional world: everything that the story promises."""

from __future__ import annotations

import re
from collections import Counter

from headwater.demo.world import BRANDS, LARKSPUR, MARRAM, THISTLEDOWN, TOLLIVER, build
from headwater.graph.names import normalise
from tests.headwater.demo.reading import table

OS_ID = re.compile(r"[A-Z]{2}\d{7}[A-Z0-9]{6}")


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
