"""Companies side by side, in lines."""

from headwater.visualizations.text import printed, render
from tests.graph.risk.comparison.companies import compared, world
from tests.graph.risk.rows import PACK, TODAY, brand


def said(*args, **options):
    return render(printed(compared(*args, **options)[0])).splitlines()


def test_companies_by_name_then_an_order_with_what_it_hangs_on():
    lines = said(world({"Ash": 2, "Bay": 3, "Cob": 5}, harmed={"Bay": 2}), "Cob", "Bay", "Ash")
    assert lines[0] == f"3 companies compared, {TODAY}, revision 1, pack {PACK.version}"
    assert lines[1] == "Forced labour:"
    assert [x.partition(":")[0] for x in lines[2:5]] == ["  Ash", "  Bay", "  Cob"]
    assert "; linked harm " in lines[2] and ", upstream, of 20 companies and facilities: " in lines[2]
    assert lines[2].endswith("; 100 % mapped, 10.0 % of that assessed.")
    assert lines[5] == (
        "  In order of upstream risk, among 2 companies whose assessed shares lie under 10 points apart, "
        "10.0 % to 15.0 %:"
    )
    assert lines[6].startswith("    1  Bay ") and "; place 1 to 2 within the ranges, " in lines[6]
    assert " over alpha 0.5 to 0.95, by linked harm 1, by worst path 1." in lines[6]
    assert "  Cob is in no order: nobody's assessed share is within 10 points of its 25.0 %." in lines


def test_what_is_not_known_is_said_so():
    (dew,) = [x for x in said(world({"Ash": 1}, brand("Dew")), "Ash", "Dew") if x.startswith("  Dew: ")]
    assert dew.endswith("unknown mapped, unknown of that assessed.")
