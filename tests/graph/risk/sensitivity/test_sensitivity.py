"""What a number moves, held against the same number written into the pack's files."""

from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest

from headwater.graph.errors import NotFound, UnknownName, UsageError
from headwater.graph.records import PartyKind, RelationKind
from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.sensitivity.assumptions import assumptions
from headwater.graph.risk.sensitivity.moves import moves
from headwater.graph.risk.sensitivity.sensitivity import sensitivity
from headwater.graph.vocabulary import load_pack
from headwater.graph.vocabulary.page import contents
from headwater.visualizations.reports.pack_print import pack_html, pack_text
from tests.graph.risk.rows import TODAY, brand, facility, snap, supplies
from tests.graph.risk.sensitivity.world import PACK, WORLD, line, moved
from tests.graph.vocabulary.test_reading import GARMENT, edit


@pytest.mark.parametrize(
    ("table", "name", "issue", "file", "old", "low", "high"),
    [
        ("priors", "world", "working_time", "priors.csv", "world,0.1,", "world,0.01,", "world,0.5,"),
        ("points", "overtime", "working_time", "points.csv", "Overtime,3", "Overtime,2", "Overtime,4"),
        ("credibilities", "press", "working_time", "credibility.csv", "Press,0.5", "Press,0.4", "Press,0.6"),
        ("half_lives", "*", "working_time", "half_lives.csv", "*,2,", "*,1.6,", "*,2.4,"),
        ("detections", "osh/unannounced", "osh", "detection.csv", "osh,unannounced,0.8", "osh,unannounced,0.64",
         "osh,unannounced,0.96"),
        ("settings", "completeness", "working_time", "settings.csv", "completeness,0.5", "completeness,0.4",
         "completeness,0.6"),
    ],
)  # fmt: skip
def test_a_swing_is_what_the_changed_pack_gives_on_the_whole_graph(tmp_path, table, name, issue, file, old, low, high):
    found = []
    for place, new in (("low", low), ("high", high)):
        folder = shutil.copytree(GARMENT, tmp_path / place)
        edit(folder, file, old, new)
        pack = load_pack(folder)
        whole = replace(WORLD, assumed=pack.assumed)
        values = UpstreamRisk().score(whole, own(whole, pack, TODAY)).values
        found.append(values[WORLD.find("name:Brand"), PACK.issue_ids.index(issue)])
    got = line(moved(issue), table, name)
    assert [got.at_low, got.at_high] == pytest.approx(found, abs=1e-12)
    assert got.swing == pytest.approx(max(*found, got.base) - min(*found, got.base), abs=1e-12) and got.swing > 0


def test_where_everything_is_the_world_prior_the_result_follows_it():
    got = sensitivity(WORLD, PACK, "name:Elsewhere", today=TODAY, issue="osh")
    world = line(got, "priors", "world")
    # All weights sum to 1, so the value is prior · severity / 5, with the gravest point's severity 4.
    assert (world.at_low, world.base, world.at_high) == pytest.approx((0.01 * 0.8, 0.1 * 0.8, 0.5 * 0.8))
    assert (got.rows[0], world.own_swing) == (world, pytest.approx(0.49 * 0.8))
    assert line(got, "credibilities", "press").swing == 0.0


def test_alpha_is_moved_as_the_method_says_unless_it_was_chosen():
    doc = moved("working_time")
    alpha = line(doc, "settings", "alpha")
    assert (alpha.low, alpha.high, alpha.swing > 0) == (0.5, 0.95, True)
    at = [
        UpstreamRisk().score(WORLD, own(WORLD, PACK, TODAY), UpstreamRisk.params(alpha=a)).values for a in (0.5, 0.95)
    ]
    column = PACK.issue_ids.index("working_time")
    assert [alpha.at_low, alpha.at_high] == pytest.approx([v[WORLD.find("name:Brand"), column] for v in at])
    chosen = moved("working_time", alpha_given=True)
    assert "alpha" in {u.id for u in chosen.untried} and "alpha" not in {r.id for r in chosen.rows}


def test_a_severity_that_changes_the_first_rows_says_so():
    doc = moved(None)
    assert line(doc, "points", "leave").reorders  # 3 instead of 2: as grave as overtime, with people known
    assert not line(doc, "points", "coercion").reorders
    row = line(doc, "points", "leave").row
    page = contents(PACK).model_copy(update={"moved": moves(doc)})
    assert "changes the first rows of the register" in page.moved.words["points"][row]
    for printed in (pack_html(page), pack_text(page)):
        assert "changes the first rows of the register" in printed and "oves the result by" in printed


def test_the_order_is_by_swing_and_the_same_each_time():
    doc = moved(None)
    swings = [r.swing for r in doc.rows]
    assert swings == sorted(swings, reverse=True)
    assert doc == moved(None)


def test_a_part_of_the_graph_gives_the_values_of_the_whole():
    brand_at = WORLD.find("name:Brand")
    part = WORLD.part([brand_at, WORLD.find("name:Sewer"), WORLD.find("name:Mill")])
    assert part.ids == ("name:Brand", "name:Mill", "name:Sewer")
    for snapshot, at in ((WORLD, brand_at), (part, 0)):
        mine = own(snapshot, PACK, TODAY)
        wanted = [moved(None).results[issue] for issue in mine.issues]
        assert np.allclose(UpstreamRisk().score(snapshot, mine).values[at], wanted, atol=1e-12)


def test_a_group_a_stranger_and_an_unknown_issue_are_refused_in_words():
    group = snap(
        facility("Group", kind=PartyKind.GROUP), brand("Brand"), supplies("Brand", "Group", kind=RelationKind.MEMBER_OF)
    )
    with pytest.raises(UsageError, match="ask for one of its brands: Brand"):
        sensitivity(group, PACK, "name:Group", today=TODAY)
    with pytest.raises(NotFound):
        sensitivity(WORLD, PACK, "name:Nobody", today=TODAY)
    with pytest.raises(UnknownName):
        moved("cake")


def test_priors_are_taken_over_only_where_the_pack_gives_the_same():
    base = own(WORLD, PACK, TODAY)
    taken = 0
    for x in assumptions(PACK):
        for tried in (x.low, x.high):
            pack = PACK.changed(x.table, x.line.row, **{x.field: int(tried) if x.table == "points" else tried})
            alone, after = own(WORLD, pack, TODAY), own(WORLD, pack, TODAY, before=base)
            for name in ("p", "s", "low", "high", "severity", "unmapped", "unmapped_low", "unmapped_high", "state"):
                assert np.array_equal(getattr(alone, name), getattr(after, name), equal_nan=True), (x.line, name)
            assert all(alone.log[k] == after.log[k] for k in alone.log)
            taken += base.log.grounds(pack) is not None
    assert 0 < taken < 2 * len(assumptions(PACK)), "some packs change the priors, some don't"
