"""What the version stands for: a case worked by hand. If its numbers or its order change, so must the version."""

import pytest

from headwater.graph.risk.indicators import get_indicator
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register.register import priorities
from headwater.graph.risk.version import METHOD
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, snap, supplies

WORLD = snap(
    brand("Brand"), facility("Mill", "LU", chain_end=True), facility("Sewer", "LU", chain_end=True),
    supplies("Mill", "Brand", 0.5, confidence=0.9), supplies("Sewer", "Brand", 0.25, confidence=0.8),
    finding("Mill", source_type="audit", scale=4, scope=2, irremediability=3, observed="2024-06-30"),
    finding("Sewer", source_type="ngo", scale=5, status="unknown", observed="2022-06-30"),
)  # fmt: skip
# Mill: an audit finding counts 0.7. Sewer: an organisation's word, 0.5, halved once in the four years since.
MILL, SEWER = 1 - 0.9 * 0.3, 1 - 0.9 * 0.75
WORKED = {
    "upstream_risk": 0.5 * (0.7 * 0.8 + 0.3 * 0.1) + 0.25 * SEWER + 0.25 * 0.1,
    "linked_harm": 1 - 0.9 * (1 - 0.9 * MILL) * (1 - 0.8 * SEWER),
    "worst_path": 0.9 * MILL,
}


def test_version_1_gives_these_numbers_and_this_order():
    held = own(WORLD, PACK, TODAY)
    place = WORLD.find("name:Brand"), held.column("forced_labour")
    given = {name: get_indicator(name).score(WORLD, held, viewed=["name:Brand"]).values[place] for name in WORKED}
    order = [(r.name, r.severity) for r in priorities(WORLD, held, PACK, ["name:Brand"]).rows]
    assert (METHOD, order) == ("1", [("Sewer", 5), ("Mill", 4)])
    assert given == pytest.approx(WORKED, abs=1e-12)
