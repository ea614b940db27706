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
