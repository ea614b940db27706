"""From findings through own risks to a buyer's value and back to the finding's row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.whatif import whatif
from headwater.graph.snapshot import Snapshot
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, listed, snap, source, supplies


@pytest.fixture(scope="module")
def picture() -> Snapshot:
    return snap(
        source(),
        brand("made-up"),
        facility("One", "CN", "garments"),
        facility("Two", "CN", "garments"),
        supplies("One", "made-up", 0.4),
        supplies("Two", "made-up"),
        finding("One", observed="2026-03-01", status="open"),
        listed("CN", "garments", "forced_labour"),
    )


def test_every_line_of_a_real_own_risk_is_in_the_sum(picture: Snapshot) -> None:
    now = own(picture, PACK, TODAY)
    buyer = next(i for i in picture.ids if picture.parties[picture.index[i]].kind == "brand")
    for issue in now.issues:
        e = UpstreamRisk().explain(picture, now, buyer, issue, None, top=100)
        assert e.by_finding.rest == pytest.approx(0, abs=1e-9)
        assert not any("own risk from" in p.what for p in e.by_finding.parts)
        assert sum(p.evidence for p in e.by_finding.parts) == pytest.approx(e.evidence, abs=1e-9)
    one = UpstreamRisk().explain(picture, now, buyer, "forced_labour", None, top=100)
    assert one.evidence > 0
    found = next(p for p in one.by_finding.parts if p.kind == "finding")
    assert found.refs
    assert found.names == ("One",)


def test_remedying_it_gives_the_value_of_a_world_without_the_finding(picture: Snapshot) -> None:
    now = own(picture, PACK, TODAY)
    buyer = next(i for i in picture.ids if picture.parties[picture.index[i]].kind == "brand")
    one = next(i for i in picture.ids if picture.parties[picture.index[i]].name == "One")
    got = whatif(
        picture,
        now,
        PACK,
        buyer,
        parse_edits(now.issues, remediate=[one]),
        issue="forced_labour",
    )
    change = next(c for c in got.indicators if c.indicator == "upstream_risk")
    bare = replace(picture, findings=())
    k = now.issues.index("forced_labour")
    wanted = UpstreamRisk().score(bare, own(bare, PACK, TODAY), None).values[picture.index[buyer], k]
    assert change.after == pytest.approx(wanted, abs=1e-12)
    assert change.before is not None
    assert change.after is not None
    assert change.after < change.before
    assert got.people_after.open_harms == 0
