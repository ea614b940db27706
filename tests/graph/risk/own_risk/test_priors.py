"""Context: which row decides, what is listed, and that no proposal or person moves it."""

import pytest

from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import State
from tests.graph.risk.own_risk.mills import cell, of
from tests.graph.risk.rows import PACK, TODAY, brand, facility, listed, snap


class TestContext:
    def test_states_tell_listed_from_unknown(self):
        s = snap(
            facility("Listed", "XA", "garments"),
            facility("Elsewhere", "XB", "garments"),
            facility("Nowhere", None, "garments", country_proposed="XA", country_reason="city"),
            listed("XA", "garments"),
        )
        result = own(s, PACK, TODAY)
        got = {n: cell(result, s, n) for n in ("Listed", "Elsewhere", "Nowhere")}
        assert [got[n]["state"] for n in got] == [State.CONTEXT, State.UNKNOWN, State.UNKNOWN]
        assert [got[n]["p"] for n in got] == pytest.approx([0.2, 0.1, 0.1])
        assert (got["Listed"]["low"], got["Listed"]["high"]) == pytest.approx((0.05, 0.5))
        assert (got["Elsewhere"]["low"], got["Elsewhere"]["high"]) == pytest.approx((0.01, 0.5))
        assert cell(result, s, "Listed", "osh")["state"] is State.UNKNOWN

    def test_a_row_that_says_not_listed_is_named_and_cited(self):
        s = snap(
            facility("Paulo", "XA", "cotton", region="XA-01"),
            facility("Other", "XB", "cotton"),
            facility("None", "XC", "cotton"),
            listed("XA", "cotton"),
            no := listed("XA", "cotton", region="XA-01", yes=False),
            plain := listed("XB", "cotton", yes=False),
        )
        log = own(s, PACK, TODAY).log

        def line(name):
            (one,) = log[s.find(f"name:{name}"), "forced_labour"]
            return one

        row = no.provenance
        assert line("Paulo").what == (
            f"unknown, world prior: cotton from XA-01: the region's row says not listed ({row.file} row {row.row}) "
            "and stands over the country's, which is listed"
        )
        assert (row.file, row.row) in {(r.file, r.row) for r in line("Paulo").refs}
        assert f"the country's row says not listed ({row.file} row {plain.provenance.row})" in line("Other").what
        assert line("None").what == "unknown, world prior: cotton from XC not on a list"
        assert [r.file for r in line("None").refs] == ["priors.csv"]

    def test_a_region_row_stands_over_its_country_row(self):
        s = snap(
            facility("In", "XA", "cotton", region="XA-01"),
            facility("Out", "XA", "cotton", region="XA-02"),
            facility("Any", "XA", "cotton"),
            listed("XA", "cotton", region="XA-01"),
            listed("XA", "cotton", yes=False),
        )
        result = own(s, PACK, TODAY)
        assert [cell(result, s, n)["p"] for n in ("In", "Out", "Any")] == pytest.approx([0.2, 0.1, 0.1])

    def test_goods_come_from_good_then_product_then_sector(self):
        s = snap(
            facility("A", "XA", "garments"),
            facility("B", "XA", product="Accessories, Apparel"),
            facility("C", "XA", sector=("Nonsense", "Apparel")),
            facility("D", "XA", sector=("Footwear",)),
            listed("XA", "Garments"),
        )
        result = own(s, PACK, TODAY)
        assert [cell(result, s, n)["p"] for n in "ABCD"] == pytest.approx([0.2, 0.2, 0.2, 0.1])

    def test_forced_child_labour_counts_for_both_issues(self):
        s = snap(facility("Mill", "XA", "cotton"), listed("XA", "cotton", "forced_child_labour"))
        result = own(s, PACK, TODAY)
        for issue in ("child_labour", "forced_labour"):
            assert cell(result, s, issue=issue)["p"] == pytest.approx(0.2)

    def test_a_later_not_listed_stands_over_an_earlier_forced_child_labour(self):
        rows = [listed("XA", "cotton", "forced_child_labour"), listed("XA", "cotton", yes=False, dated="2024-09-28")]
        s = snap(facility("Mill", "XA", "cotton"), *rows)
        assert cell(own(s, PACK, TODAY), s)["p"] == pytest.approx(0.1)
        s = snap(facility("Mill", "XA", "cotton"), rows[0], listed("XA", "cotton", yes=False))
        assert cell(own(s, PACK, TODAY), s)["p"] == pytest.approx(0.2)

    def test_the_unmapped_prior_is_that_of_the_inputs_from_its_country(self):
        s = snap(
            facility("Sewer", "XA", "garments"),
            facility("Lost", None, "garments"),
            brand("Brand", country="XA", good="garments"),
            listed("XA", "textiles"),
        )
        result = own(s, PACK, TODAY)
        k = result.column("forced_labour")
        # inputs of garments: textiles (listed .2) and yarn (world .1); the gravest point is 5 of 5
        assert result.unmapped[s.find("name:Sewer"), k] == pytest.approx(0.15)
        assert result.unmapped_low[s.find("name:Sewer"), k] == pytest.approx(0.03)
        assert result.unmapped[s.find("name:Lost"), k] == pytest.approx(0.1)
        assert result.unmapped[s.find("name:Brand"), k] == pytest.approx(0.1)

    def test_context_never_moves_with_the_people_who_work_there(self):
        a = of()
        s = snap(facility("Mill", "XA", women_share=0.9, migrant_share=0.8))
        assert cell(own(s, PACK, TODAY), s)["s"] == a["s"]
