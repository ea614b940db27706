"""The header says on what an answer rests."""

from headwater.graph.risk.header import header_at, header_of
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.version import METHOD
from tests.graph.risk.rows import PACK, facility, snap


def test_the_day_of_the_picture_and_the_day_from_which_ages_count_are_told_apart():
    s = snap(facility("Mill"), as_of="2026-01-01")
    got = header_of(s, own(s, PACK, "2026-06-30"))
    assert (got.day, got.today, got.revision) == ("2026-01-01", "2026-06-30", 1)
    assert (got.pack, got.method_version) == (PACK.version, METHOD)
    assert header_at(s, today="2026-06-30", pack=PACK.version) == got
