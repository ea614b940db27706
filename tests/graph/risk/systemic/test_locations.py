"""Regions of a country, shown together or not at all."""

from headwater.graph.risk.own_risk.states import open_events
from headwater.graph.risk.systemic.locations import Cell, events_by_country, events_here
from tests.graph.risk.rows import PACK, TODAY, facility, finding, snap
from tests.graph.risk.systemic.factories import BRANDS, ask, factories


def test_regions_are_shown_together_or_not_at_all():
    north = [*factories("N", "b" * 6 + "g" * 6, region="XA-N"), *BRANDS]
    both = ask(*north, *factories("S", "b" * 5 + "g" * 7, region="XA-S"), by=["region"]).rows
    assert [(r.location, r.assessed, r.non_compliant) for r in both] == [("XA, XA-N", 12, 6), ("XA, XA-S", 12, 5)]
    (one,) = ask(*north, *factories("S", "bb" + "g" * 9), by=["region", "point"]).rows
    assert (one.location, one.assessed, one.refs) == ("XA, regions not shown", None, ())


def test_events_stand_with_their_own_region():
    s = snap(
        facility("N", "XA", region="XA-N"), facility("S", "XA", region="XA-S"), facility("U", "XA"),
        *(finding(x, observed="2026-01-02") for x in "NSU"),
    )  # fmt: skip
    (events,) = events_by_country(s, open_events(s, PACK, TODAY)).values()

    def of(region, *, linked=True):
        cell = Cell("XA", region, "", "forced_labour", "coercion", {}, linked=linked)
        return sorted(s.parties[e.party].name for e in events_here(s, cell, events, None))

    assert (of("XA-N"), of("XA-S"), of(None)) == (["N"], ["S"], ["U"])
    assert of(None, linked=False) == ["N", "S", "U"]
