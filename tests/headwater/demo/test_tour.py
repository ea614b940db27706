"""The demo's tour: the fictional world loaded, asked and shown, the same each time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from headwater.demo import run
from headwater.demo.world import GROUP, LARKSPUR, MARRAM, QUILLMERE, THISTLEDOWN
from headwater.door import open_door
from headwater.graph.risk.systemic.verdicts import Verdict


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], dict[str, Any]]:
    folder, lines = tmp_path_factory.mktemp("tour"), []
    done = run(folder, echo=lines.append, today="2026-01-31")
    return folder, lines, done


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
