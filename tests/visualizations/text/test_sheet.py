"""The sheet for one buyer, in lines."""

from headwater.visualizations.text import printed, render
from tests.graph.risk.leverage.works import paper
from tests.graph.risk.rows import TODAY


def test_its_own_purchases_the_others_by_name_and_what_to_ask():
    lines = render(printed(paper())).splitlines()
    assert lines[0] == f"For Ada: Works (country: XA), {TODAY}, revision 1"
    assert "Of your own purchases: 37.2 %" in lines
    assert "Also known to buy there: Bo, Hub" in lines
    assert "To ask as well: Far, Cy" in lines
    assert "Ask the facility for remedy together, and say to it and to its workers who asks." in lines


def test_who_buys_through_others_has_no_share():
    assert not any(x.startswith("Of your own") for x in render(printed(paper(to="Far"))).splitlines())
