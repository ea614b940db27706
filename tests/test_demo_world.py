"""The fictional world: in the real formats, the same each time, with everything the story promises."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from headwater.demo import DemoFile, run, write_world
from headwater.demo.world import BRANDS, GROUP, LARKSPUR, MARRAM, QUILLMERE, SYSTEMIC, THISTLEDOWN, TOLLIVER, build
from headwater.door import open_door
from headwater.graph.ids import brand_key
from headwater.graph.names import normalise
from headwater.graph.risk.systemic.verdicts import Verdict

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
    assert len(loads) == len({x.source for x in loads}) == 13
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
    assert {"SUPPLIES", "SUBCONTRACTS_FOR", "RECRUITS_FOR", "OWNS", "MEMBER_OF", "OPERATES"} == {
        r["kind"] for r in rows
    }


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


def test_the_demo_shows_each_verdict_and_who_must_act(tour):
    with open_door(f"sqlite:{tour[0] / 'demo.db'}", today="2026-01-31") as door:
        doc = door.systemic()
    rows = {(r.country, r.point): r for r in doc.rows}
    assert {r.verdict for r in doc.rows} == set(Verdict)
    assert rows["VN", "overtime"].verdict is Verdict.SYSTEMIC
    assert {c.code for c in rows["VN", "overtime"].causes} == {"buyers_practices", "inspection"}
    assert rows["KH", "emergency_preparedness"].owner.name == "Corvind Holdings (fictional)"
    assert rows["TR", "living_wage_gap"].against == "ours"
    assert [(d.country, d.point, d.group) for d in doc.differences if d.factories] == [("VN", "overtime", "women")]


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


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], dict[str, Any]]:
    folder, lines = tmp_path_factory.mktemp("tour"), []
    done = run(folder, echo=lines.append, today="2026-01-31")
    return folder, lines, done


def test_every_row_of_the_demo_is_counted_and_the_two_bad_ones_wait_in_quarantine(tour):
    folder, _, done = tour
    counts = {d.source: d for d in done["loads"]}
    assert len(counts) == 13
    for d in counts.values():
        assert d.rows == d.accepted + d.unchanged + d.quarantined and not d.no_op
    assert {k: v for d in counts.values() for k, v in d.codes.items() if d.quarantined} == {
        "point": 1,
        "field_count": 1,
    }
    raw = "".join(p.read_text(encoding="utf-8") for p in (folder / "quarantine").iterdir())
    assert "canteen_menu" in raw and "Ragged Row Knitting" in raw


def test_the_first_priorities_are_the_gravest_and_lead_to_rows_of_the_files(tour):
    folder, lines, done = tour
    rows = done["priorities"].rows
    assert {r.name for r in rows[:3]} == {
        "Brizanda Spinners Pvt. Ltd.", "Nightjar Stitching Works", "Ravundo Textile Mills (Pvt.) Ltd.",
    }  # fmt: skip
    assert [r.severity for r in rows] == sorted((r.severity for r in rows), reverse=True)
    boiler = next(r for r in rows if r.name.startswith("Ravundo"))
    assert boiler.findings == 1 and len(boiler.refs) == 3  # one event, told three times
    for row in rows:
        for ref in row.refs:
            text = (folder / "files" / ref.file).read_text(encoding="utf-8")
            assert ref.row <= len(text.splitlines())
    assert any("Both exits were locked" in line for line in lines)


def test_actions_are_open_overdue_and_done_and_the_register_shows_them(tour):
    actions = {a.what: a for r in tour[2]["priorities"].rows for a in r.actions}
    assert [a.status for a in actions.values() if a.overdue] == ["under way"]
    assert {a.status for a in actions.values()} == {"planned", "under way", "done", None}
    assert all("fictional" in what for what in actions)
    assert any("Take the chains off" in line and "overdue" in line for line in tour[1])
    with open_door(f"sqlite:{tour[0] / 'demo.db'}", today="2026-01-31") as door:
        rows = {kind: door.priorities(GROUP, actions=kind).rows for kind in ("any", "overdue", "none")}
    total = tour[2]["priorities"].total
    assert (len(rows["any"]), len(rows["overdue"]), len(rows["none"])) == (4, 1, total - 4)
    assert rows["overdue"][0].name == "Nightjar Stitching Works"


def test_what_was_remedied_in_full_is_not_open(tour):
    assert not any(
        r.point == "minimum_wages_piece_rate" and r.name.startswith("Tamsibar") for r in tour[2]["priorities"].rows
    )


def test_the_demo_tells_who_buys_from_the_hidden_subcontractor(tour):
    told = next(line for line in tour[1] if "is on nobody's list" in line)
    assert all(b in told for b in (LARKSPUR, MARRAM, THISTLEDOWN, QUILLMERE))


def test_brief_pictures_and_export_are_written_and_say_that_they_are_fictional(tour):
    _, lines, done = tour
    assert len(done["files"]) == 4
    for path in done["files"].values():
        text = Path(path).read_text(encoding="utf-8")
        assert "fictional" in text.casefold()
        assert "Department of Labor" not in text and "its contributors" not in text  # they published none of it
        assert any(path in line for line in lines)
        assert not re.search(r'(?:src|href)="https?://', text)
    assert "FICTIONAL" in lines[0]


def test_a_second_run_in_the_same_folder_tells_the_same(tour):
    folder, lines, _ = tour
    again: list[str] = []
    run(folder, echo=again.append, today="2026-01-31")
    assert again == lines


def test_a_facility_without_a_country_gets_a_proposal_and_never_a_fact(tour):
    with open_door(f"sqlite:{tour[0] / 'demo.db'}", today="2026-01-31") as door:
        source = "fictional Ossifrage Denim list"
        said = [s for s in door.store.statements(viewer=door.viewer, as_of=None) if s.source == source]
    proposed = [s for s in said if s.kind == "facility" and "country_proposed" in s.props]
    assert len(proposed) >= 3
    assert all("country" not in s.props and s.props["country_reason"] for s in proposed)
