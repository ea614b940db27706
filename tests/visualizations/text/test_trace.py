"""A trace in lines: tiers, what is asked to be left out, and blind spots."""

from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.trace.trace import trace
from headwater.visualizations.text import printed, render
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, snap, supplies

WORLD = (
    brand("Brand"), facility("Mill", "XA"), facility("Gin", "XB"), facility("Farm", country_proposed="BD"),
    supplies("Mill", "Brand", 0.5), supplies("Gin", "Brand", 0.25), supplies("Farm", "Mill", 0.5),
    finding("Gin", "coercion", scale=5, observed="2026-01-01"),
)  # fmt: skip


def said(*records, limit=None, **options):
    s = snap(*records)
    doc = trace(s, own(s, PACK, TODAY), PACK, "name:Brand", **options)
    return doc, render(printed(doc, {"limit": limit} if limit else {})).splitlines()


def test_tiers_with_shares_chips_and_blind_spots():
    doc, lines = said(*WORLD)
    assert lines[0] == f"Upstream of Brand, {TODAY}, revision 1, pack {PACK.version}"
    assert lines[1].startswith(
        "Tier 1: 75 % of purchases mapped here, 33 % of that assessed in the last 24 months; of 2 companies"
    )
    assert lines[2] == "  Gin (country: XB): found; gravest open finding: Critical (Forced labour)"
    assert lines[3] == "  Mill (country: XA): unknown"
    assert lines[5] == "  Farm (country: unknown (proposed: Bangladesh)): unknown"
    assert f"Blind spots ({len(doc.blind)}):" in lines
    assert all(f"  tier {b.tier}: {b.words}" in lines for b in doc.blind)


def test_the_limit_is_of_lines_and_the_rest_is_counted():
    doc, lines = said(*WORLD, limit=1)
    assert sum(x.startswith(("  Gin", "  Mill")) for x in lines) == 1
    assert lines[3] == "  and 1 more"
    assert f"  and {len(doc.blind) - 1} more" in lines


def test_what_lies_beyond_the_depth_and_nobody_at_all():
    assert "Further up than --depth 1: 1 company or facility" in said(*WORLD, depth=1)[1]
    assert said(brand("Brand"))[1][1].startswith("No supplier is named by any source. That is not a clean record")
