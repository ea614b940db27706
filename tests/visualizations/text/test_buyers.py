"""Who buys from a facility, in lines."""

from headwater.graph.risk.trace.buyers import buyers
from headwater.visualizations.text import printed, render
from tests.graph.risk.rows import PACK, TODAY, brand, facility, snap, supplies


def said(*records):
    return render(printed(buyers(snap(*records), PACK, "name:Mill", today=TODAY))).splitlines()


def test_direct_and_further_buyers_with_their_first_rows():
    many = [
        supplies("Mill", "Sewer", confidence=0.9, product=p, source="list") for p in ("Denim", "Twill", "Yarn", "Zip")
    ]
    lines = said(facility("Mill", "BD"), brand("Brand"), *many, supplies("Sewer", "Brand"))
    assert lines[0] == "Who buys from Mill (country: Bangladesh), revision 1"
    assert lines[1] == "  Sewer: directly, 90 % sure; Denim, Twill, Yarn, Zip"
    assert [x.partition(" row ")[0] for x in lines[2:5]] == ["    row: list.csv"] * 3
    assert lines[5] == "    and 1 more row"
    assert lines[6] == "  Brand: in 2 steps"


def test_nobody_is_no_proof():
    assert said(facility("Mill"))[1] == "no source names a buyer; that doesn't mean that there is none"
