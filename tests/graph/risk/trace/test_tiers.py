"""Tiers: who stands there, chips, and shares that lead to a name."""

import pytest

from headwater.graph.errors import NotFound, UnknownName
from tests.graph.risk.rows import check, facility, finding, listed, supplies
from tests.graph.risk.trace.chain import CHAIN, of


def test_tiers_are_shortest_steps_and_a_declared_tier_counts_its_steps():
    got = of(*CHAIN)
    assert [[p.name for p in t.parties] for t in got.tiers] == [["Sewer"], ["Mill"], ["Farm", "Trader"]]
    assert [p.tier for t in got.tiers for p in t.parties] == [1, 2, 3, 3]


def test_mapped_is_the_share_of_purchases_that_leads_to_a_name_at_each_tier():
    got = of(*CHAIN, check("Sewer", date="2026-01-05"), finding("Farm", observed="2020"))
    assert [t.mapped for t in got.tiers] == pytest.approx([0.6, 0.24, 0.12 + 0.2])
    assert [t.assessed for t in got.tiers] == pytest.approx([1.0, 0.0, 0.0])  # the farm's finding is too old


def test_a_declared_chain_end_stays_mapped_further_up():
    got = of(
        facility("Farm", chain_end=True), facility("Sewer"), facility("Mill"),
        supplies("Farm", "Brand", 0.3), supplies("Sewer", "Brand", 0.5), supplies("Mill", "Sewer", 0.2),
    )  # fmt: skip
    assert [t.mapped for t in got.tiers] == pytest.approx([0.8, 0.3 + 0.1])


def test_a_chain_end_stays_mapped_at_every_tier_above_it():
    got = of(
        facility("Farm", chain_end=True), *(facility(x) for x in ("Sewer", "Mill", "Spinner", "Gin")),
        supplies("Farm", "Brand", 0.3), supplies("Sewer", "Brand", 0.5),
        supplies("Mill", "Sewer", 0.2), supplies("Spinner", "Mill", 0.5), supplies("Gin", "Spinner", 0.5),
    )  # fmt: skip
    assert [t.mapped for t in got.tiers] == pytest.approx([0.8, 0.3 + 0.1, 0.3 + 0.05, 0.3 + 0.025])


def test_the_buyers_own_node_counts_nowhere():
    got = of(
        facility("Sewer"),
        facility("Mill"),
        supplies("Sewer", "Brand", 0.5),
        supplies("Brand", "Sewer", 0.5),
        supplies("Mill", "Sewer", 0.5),
    )
    assert [t.mapped for t in got.tiers] == pytest.approx([0.5, 0.25])


def test_a_chip_stands_only_where_there_is_an_open_finding():
    got = of(
        facility("A", "XA", "garments"), facility("B", "XA", "garments"), facility("C"), facility("D"),
        listed("XA", "garments"),
        *(supplies(x, "Brand") for x in "ABCD"), finding("A", "coercion", "allegation", scale=5),
        finding("A", "overtime", scale=2), check("C"),
    )  # fmt: skip
    held = {p.name: p for p in got.tiers[0].parties}
    assert [(held[x].state, held[x].severity, held[x].severity_word) for x in "ABCD"] == [
        ("evidence", 5, "Critical"), ("context only", None, None), ("looked", None, None), ("unknown", None, None),
    ]  # fmt: skip
    assert (held["A"].issue, held["A"].finding_kind) == ("forced_labour", "allegation")
    assert "listed for garments" in held["B"].context[0]
    assert got.tiers[0].parties[0].name == "A"
    assert got.tiers[0].counts.model_dump() == {
        "confirmed": 0, "found": 1, "alleged": 0, "looked": 1, "context_only": 1, "unknown": 1,
    }  # fmt: skip


def test_an_issue_narrows_states_and_chips():
    records = [
        facility("A"),
        supplies("A", "Brand"),
        finding("A", "coercion", scale=5),
        finding("A", "overtime", scale=2),
    ]
    assert of(*records, issue="working_time").tiers[0].parties[0].severity == 2
    assert of(*records, issue="osh").tiers[0].parties[0].state == "unknown"
    with pytest.raises(UnknownName):
        of(*records, issue="weather")
    with pytest.raises(NotFound):
        of(*records, root="Nobody")


def test_every_party_leads_to_the_rows_that_put_it_there():
    assert all(p.refs and p.buys_from_it for t in of(*CHAIN).tiers for p in t.parties)
