"""Who buys at a facility and who could ask together, in lines."""

from headwater.graph.risk.leverage.leverage import leverage
from headwater.visualizations.text import printed, render
from tests.graph.risk.leverage.works import takes, world
from tests.graph.risk.rows import PACK, TODAY, facility, snap


def said(s, **options):
    return render(printed(leverage(s, PACK, "name:Works", today=TODAY, **options))).splitlines()


def test_findings_buyers_sets_and_who_is_missing():
    lines = said(world(), takes=takes(Ada=0.5), target=0.4)
    assert lines[0] == (f"Leverage at Works (country: XA; owner: Owner), {TODAY}, revision 1, pack {PACK.version}")
    assert sum(x.startswith("Open: audit finding: ") for x in lines) == 2
    assert "Who buys there directly (3):" in lines
    assert "  Ada of House: takes 50.0 % of the output; buys 37.2 % of its own purchases here" in lines
    hub = "  Hub: takes an unknown share (0 % to 50 %) of the output; buys an unknown share (0 % to 100 %) of its own"
    assert any(x.startswith(hub) for x in lines)
    assert "  surely: Ada (50 % of the output)" in lines
    assert not any(x.startswith("  maybe: ") for x in lines), "the same set is said once"
    assert "Who is missing (2):" in lines
    assert "  Far: buys through others, 2 steps away" in lines


def test_bounds_are_said_of_a_set_that_only_might():
    assert "  maybe: Ada (0 % to 100 % of the output)" in said(world())


def test_no_finding_is_no_clean_record():
    lines = said(snap(facility("Works")))
    assert lines[1] == "No open finding is known there. That is not a clean record."
    assert "owner: unknown" in lines[0]
