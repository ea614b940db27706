"""Regions of a country, shown together or not at all."""

from tests.graph.risk.systemic.factories import BRANDS, ask, factories


def test_regions_are_shown_together_or_not_at_all():
    north = [*factories("N", "b" * 6 + "g" * 6, region="XA-N"), *BRANDS]
    both = ask(*north, *factories("S", "b" * 5 + "g" * 7, region="XA-S"), by=["region"]).rows
    assert [(r.location, r.assessed, r.non_compliant) for r in both] == [("XA, XA-N", 12, 6), ("XA, XA-S", 12, 5)]
    (one,) = ask(*north, *factories("S", "bb" + "g" * 9), by=["region", "point"]).rows
    assert (one.location, one.assessed, one.refs) == ("XA, regions not shown", None, ())
