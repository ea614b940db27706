"""Scores as a table: what is the same is said once, and it is read at any usual width."""

from __future__ import annotations

import pytest

from headwater.graph.risk.indicators.scores import WORST, scores
from headwater.graph.risk.own_risk.evidence import own
from headwater.visualizations.text import printed, render
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, snap, supplies

WORLD = snap(
    brand("Brand"), brand("Other"), facility("Mill", "XA"), supplies("Mill", "Brand", 0.5), supplies("Mill", "Other"),
    finding("Mill", "coercion", scale=5, observed="2026-01-01"),
)  # fmt: skip
OWN = own(WORLD, PACK, TODAY)


def said(width: int = 120, **asked: str) -> list[str]:
    doc = scores(WORLD, OWN, PACK, "upstream_risk", None, asked.get("issue"), asked.get("kind", "brand"))
    return render(printed(doc), width=width).splitlines()


def test_one_issue_is_one_line_a_company_and_the_issue_is_said_above() -> None:
    lines = said(issue="forced_labour")
    assert "issue: Forced labour" in lines
    assert "method: exact" in lines
    (row,) = [x for x in lines if x.startswith("Brand ")]
    assert len(row.split("/")) == 2 and row.count("%") >= 1
    assert sum("Forced labour" in x for x in lines) == 1


def test_the_worst_is_named_and_the_issues_stand_below_the_name() -> None:
    lines = said()
    at = next(i for i, x in enumerate(lines) if x.startswith("Brand, "))
    assert "mapped" in lines[at] and "assessed" in lines[at]
    assert lines[at + 1].startswith("  worst: Forced labour")
    assert [x.split("   ")[0].strip() for x in lines[at + 2 : at + 4]] == ["Child labour", "Discrimination"]
    assert any(x.startswith("Brand, worst: Forced labour") for x in said(issue=WORST))


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_name_is_never_squeezed_and_a_folded_issue_stays_below_it(width: int) -> None:
    lines = said(width)
    at = lines.index("Brand, 50.0 % mapped, 100 % assessed")
    below = lines[at + 1 : lines.index("", at)]
    assert all(x.startswith("  ") for x in below)
    assert "".join(below).replace(" ", "").count("Freedomofassociation") == 1


def test_who_has_no_supplier_named_is_said_to_have_none_not_an_unknown_share() -> None:
    assert "Mill, no supplier is named" in said(kind="facility")
    assert "unknown" not in "\n".join(said(kind="facility")).split("unmapped=prior")[1].replace("unknown shares", "")
    (row,) = [x for x in said(kind="facility", issue="forced_labour") if x.startswith("Mill ")]
    assert row.endswith("none named")


@pytest.mark.parametrize("issue", [WORST, "forced_labour"])
def test_at_80_columns_a_name_stands_above_its_one_number_and_nothing_is_folded(issue: str) -> None:
    lines = said(80, issue=issue)
    at = lines.index("Brand, 50.0 % mapped, 100 % assessed")
    assert lines[at + 1].startswith("  worst: Forced labour " if issue == WORST else "  Forced labour ")
    assert lines[at + 1].count("0.") == 6, "value, low, high and three parts"
    assert lines[at + 2] == "Other, 50.0 % mapped, 100 % assessed"


@pytest.mark.parametrize("width", [80, 100, 120])
def test_the_table_fits_the_width_and_loses_no_number(width: int) -> None:
    head = next(i for i, x in enumerate(said(width)) if x.startswith("name, issue"))
    lines = said(width)[head:]
    assert max(map(len, lines)) <= width
    doc = scores(WORLD, OWN, PACK, "upstream_risk", None, None, "brand")
    assert sum(f"{doc.rows[0].value:.4f}" in x for x in lines) >= 1
    assert all(f"{r.evidence:.4f}" in "".join(lines) for r in doc.rows)


def test_an_issue_nobody_knows_says_so_once() -> None:
    assert "method: the pack doesn't know 'moon dust': unknown, not zero" in said(issue="moon dust")
    assert said(kind="organisation")[-1] == "nothing to score"
