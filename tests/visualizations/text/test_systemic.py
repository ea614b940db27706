"""Enterprise or systemic, in lines."""

from headwater.visualizations.text import printed, render
from tests.graph.risk.rows import PACK, TODAY, finding
from tests.graph.risk.systemic.factories import SYSTEMIC, ask, cause, factories


def said(*records, **options):
    return render(printed(ask(*records, **options))).splitlines()


def test_a_row_says_its_verdict_why_who_must_act_and_three_of_its_rows():
    causes = [cause(f"F{i}", "Buyers’ practices") for i in range(5)]
    lines = said(*SYSTEMIC, *causes, cause("F7", "the moon"))
    assert lines[0] == (
        f"Enterprise or systemic, by country and point, {TODAY}, revision 1, pack {PACK.version}, data to no date"
    )
    assert lines[1] == "Each interval is a Jeffreys interval of 90 %; counts under 5 aren't shown."
    assert lines[2].endswith(" — systemic (against national law)") and lines[2].startswith("XA · Working time: ")
    assert lines[3] == "    9 of 15 assessed factories are non-compliant (60 %; interval 39 % to 78 %)."
    assert "    cause named: Buyers' practices (5 factories)" in lines
    assert "    cause named: the moon (fewer factories than may be shown)" in lines
    assert any(x.startswith("    who must act beyond the buyer: ") and "unions" in x for x in lines)
    assert sum(x.startswith("    row: made-up.csv row ") for x in lines) == 3
    assert "    and 12 more rows" in lines


def test_regions_a_buyer_and_differences_are_named():
    parts = [*factories("N", "b" * 6 + "g" * 6, region="XA-N"), *factories("S", "b" * 5 + "g" * 7, region="XA-S")]
    assert any(x.startswith("XA, XA-N · ") for x in said(*SYSTEMIC[:3], *parts, by=["region"]))
    assert " for Ada, " in said(*SYSTEMIC, buyer="name:Ada")[0]
    women = [finding(f"F{i}", "overtime", affected=100, women=80, observed="2026-01-02") for i in range(5)]
    lines = said(*SYSTEMIC, *women)
    at = lines.index("Differences in treatment, to ask about; never a risk of these people:")
    assert lines[at + 1].startswith("  XA, ") and "400 women" in lines[at + 1]


def test_nobody_assessed_is_no_clean_record():
    assert said(*SYSTEMIC[:3])[2].startswith("No factory is assessed here")
