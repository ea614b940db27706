"""A number of the pack that the program lists is one that it reads: change it, and a result changes."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headwater.graph.risk.network.coverage import looked_at
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.vocabulary import Pack, load_pack
from headwater.graph.vocabulary.tables import SETTINGS
from headwater.loaders.formats.brand_list import BrandList
from headwater.loaders.input.files import open_files
from headwater.loaders.pack_parts import PackParts
from headwater.loaders.port import Options
from tests.graph.risk.rows import TODAY, brand, check, facility, finding, snap, source, supplies
from tests.running import ROOT
from tests.worlds import link, snapshot_of

PACK = load_pack()


def with_setting(name: str, value: float) -> Pack:
    (row,) = (x.row for x in PACK.settings if x.id == name)
    return PACK.changed("settings", row, value=value)


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_each_setting_is_read_somewhere(name):
    reads = [
        path
        for folder in ("graph", "loaders", "headwater")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "reading.py" and f'"{name}"' in path.read_text("utf-8")
    ]
    assert reads, f"settings.csv lists {name}, and no part of the program reads it"


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [("completeness", "SUPPLIES", 0.3), ("completeness_subcontracts", "SUBCONTRACTS_FOR", 0.3)],
)
def test_what_a_list_holds_together_is_the_packs(name, kind, value):
    made = snapshot_of([link("A", "B", kind=kind, source="list")])
    assert network(made).mass[made.find("name:B")] == PACK.setting(name)
    changed = dataclasses.replace(made, assumed=with_setting(name, value).assumed)
    assert network(changed).mass[made.find("name:B")] == value


def test_confidence_and_completeness_for_tier_1_are_the_packs():
    made = snap(source(format="edges"), brand("B"), facility("A"), supplies("A", "B"))
    assert network(made).q[0] == PACK.setting("confidence")
    assert network(made).mass.max() == PACK.setting("completeness_tier_1")
    less = dataclasses.replace(made, assumed=dataclasses.replace(PACK.assumed, confidence=0.4, completeness_tier_1=0.6))
    assert (network(less).q[0], network(less).mass.max()) == (0.4, 0.6)


def test_how_long_a_check_counts_as_recent_is_the_packs():
    made = snap(facility("A"), finding("A", "overtime", "audit", observed="2025-06-01"))
    assert looked_at(made, "2026-01-01").any()
    short = dataclasses.replace(made, assumed=with_setting("assessed_months", 3).assumed)
    assert not looked_at(short, "2026-01-01").any()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("likelihood_unknown", 0.9),
        ("decay_below", 0.2),
        ("detection_cap", 0.1),
        ("remedied_effect_at_least", 0.95),
    ],
)
def test_settings_of_evidence_move_own_risk(name, value):
    made = snap(
        facility("Potential"), facility("Old"), facility("Looked"), facility("Remedied"),
        finding("Potential", "overtime", "audit", state="potential"),
        finding("Old", "overtime", "press", observed="2022-01-01", status="unknown"),
        check("Looked", "osh"),
        finding("Remedied", "overtime", "audit", status="unknown", remedied_effect=0.6, remedy_credibility=1.0),
    )  # fmt: skip
    base, moved = own(made, PACK, TODAY), own(made, with_setting(name, value), TODAY)
    assert not np.array_equal(base.s, moved.s) or not np.array_equal(base.state, moved.state)


def test_a_list_takes_the_confidence_of_the_pack_it_is_loaded_with():
    files = open_files([ROOT / "tests/loaders/formats/brand-list/input/heath_and_moor.csv"])

    def surest(pack: Pack) -> set[float | None]:
        rows = BrandList().read(files, Options(source="s", buyer="B", pack=PackParts(pack)))
        return {r.confidence for row in rows for r in row.records if hasattr(r, "confidence")} - {None}

    assert surest(PACK) == {0.95}
    assert surest(with_setting("confidence_own_list", 0.8)) == {0.8}
