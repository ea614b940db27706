"""Where a trace can't see."""

import pytest

from tests.graph.risk.trace.chain import CHAIN, of


def test_blind_spots_name_each_party_where_nobody_can_see():
    got = {(b.kind, b.name): b for b in of(*CHAIN).blind}
    assert set(got) == {
        ("unmapped rest", "Brand"), ("unmapped rest", "Sewer"), ("unmapped rest", "Mill"),
        ("no suppliers known", "Trader"), ("country unknown", "Trader"), ("country unknown", "Farm"),
        ("middlemen unknown", "Brand"),
    }  # fmt: skip
    assert got["unmapped rest", "Brand"].share == pytest.approx(0.2)
    assert "XC is proposed (phone code), not stated" in got["country unknown", "Trader"].words


def test_the_nearest_come_first_then_kinds_and_names_by_letter():
    assert [(b.tier, b.kind, b.name) for b in of(*reversed(CHAIN)).blind] == [
        (0, "middlemen unknown", "Brand"),
        (0, "unmapped rest", "Brand"),
        (1, "unmapped rest", "Sewer"),
        (2, "unmapped rest", "Mill"),
        (3, "country unknown", "Farm"),
        (3, "country unknown", "Trader"),
        (3, "no suppliers known", "Trader"),
    ]
