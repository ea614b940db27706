"""The register in lines: what is asked for, what is known, and what isn't, each with its rows."""

import pytest

from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register.filters import Filters
from headwater.graph.risk.register.register import ORDERING, priorities
from headwater.visualizations.text import printed, render
from tests.graph.risk.rows import PACK, TODAY, action, brand, facility, finding, listed, snap, supplies

WORLD = (
    brand("Brand"), facility("Mill", "XA"), facility("Gin", "XB", "cotton"), facility("Shed", country_proposed="BD"),
    listed("XB", "cotton"), *(supplies(x, "Brand") for x in ("Mill", "Gin", "Shed")),
    finding("Mill", "coercion", scale=5, text="Passports are held", row=7),
    finding("Shed", "overtime", scale=2, row=8),
    action("Mill", "coercion", "Give them back", due="2026-01"),
)  # fmt: skip


def said(*records, **options):
    s = snap(*records)
    doc = priorities(s, own(s, PACK, TODAY), PACK, ["name:Brand"], **options)
    return doc, render(printed(doc)).splitlines()


def test_each_row_with_reason_words_actions_and_source_rows():
    doc, lines = said(*WORLD)
    assert lines[0] == f"Priority register of Brand, {TODAY}, revision 1, pack {PACK.version}"
    assert lines[1] == ORDERING == doc.ordering
    assert lines[2] == f"   1  Mill (country: XA) · Forced labour: {PACK.point_by_id['coercion'].title}"
    assert "      “Passports are held”" in lines
    late = next(x for x in lines if x.startswith("      action: "))
    assert "Give them back (owner: not stated; due: 2026-01, overdue; status: not stated; effect: not verified)" in late
    assert "      row: made-up.csv row 7 (source made-up, undated)" in lines
    assert "      no action is known of" in lines
    assert any(x.startswith("   2  Shed (country: unknown (proposed: Bangladesh)) · ") for x in lines)
    assert "Where to find out (context only; no order of risk):" in lines
    assert any("1 facility not looked at for it" in x for x in lines)
    assert next(x for x in lines if x.startswith("What is known: ")).startswith(
        "What is known: of 3 companies and facilities: 0 confirmed, 2 found"
    )


def test_a_page_says_where_the_next_one_begins():
    doc, lines = said(*WORLD, limit=1)
    assert f"      1 of 2 rows on this page; the next: --after {doc.next}" in lines


@pytest.mark.parametrize(
    ("records", "words"), [(WORLD, "1 of 2 rows pass the filters"), (WORLD[:5], "No open finding")]
)
def test_what_is_left_out_and_what_nobody_knows_is_said(records, words):
    _, lines = said(*records, filters=Filters(severity=4))
    assert lines[2].startswith(words)
