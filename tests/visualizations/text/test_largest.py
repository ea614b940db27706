"""The largest changes in print: issue by issue, each with what it takes off, and the set within a budget."""

from __future__ import annotations

import pytest

from headwater.graph.risk.whatif.largest import Chosen, Gain, Largest
from tests.visualizations.text.saying import HEAD, fits, said


def gain(name: str, change: float, *, issue: str = "osh", cost: float | None = None) -> Gain:
    return Gain(
        party=f"name:{name}", name=name, country=None if name == "Mill" else "BD", issue=issue,
        issue_title={"osh": "Safety", "wage": "Wages"}[issue], change=change, weight=0.25, own_before=0.8,
        own_after=0.0, cost=cost,
    )  # fmt: skip


DOC = Largest(
    header=HEAD, party="name:A", name="A", alpha=0.85,
    rows=(gain("Sewer", 0.2, cost=1500.0), gain("Mill", 0.1), gain("Dyer", 0.05, issue="wage")), more=4,
    together={"osh": 0.3, "wage": 0.05}, chosen=None, notes=("It orders no work.",),
)  # fmt: skip


def test_issue_by_issue_in_the_documents_order_with_all_its_numbers() -> None:
    lines = said(DOC)
    assert lines[1] == "Safety: 2 facilities, 0.3000 less; no other 2 give more."
    assert lines[2].startswith("  Sewer (") and "Bangladesh" in lines[2]
    assert lines[2].endswith("0.2000 less; its own risk is 0.8000 before and 0.0000 after, and 0.2500 of it reaches "
                             "the buyer; cost 1,500.")  # fmt: skip
    assert lines[3].startswith("  Mill (") and "unknown" in lines[3] and "cost" not in lines[3]
    assert lines[4] == "Wages: 1 facility, 0.0500 less; no other gives more."
    assert "4 smaller changes more, not listed (--top lists more of each issue)." in lines
    assert lines[-2:] == [
        "Each change is exact; alpha 0.85, data as of 2026-01-01, revision 3, pack p 1 (ab), method 1.",
        "It orders no work.",
    ]
    assert fits(DOC)


@pytest.mark.parametrize("exact", [True, False])
def test_a_budget_names_whom_it_pays_for_and_how_sure_that_is(exact: bool) -> None:
    chosen = Chosen(
        budget=2000.0, parties=("name:Sewer", "name:Far"), cost=1500.0, change=0.2, bound=0.25, exact=exact,
        without_cost=2,
    )  # fmt: skip
    lines = said(DOC.model_copy(update={"chosen": chosen}))
    how = "the most any set can give (exact)" if exact else "no set can give more than 0.2500"
    at = lines.index(f"Within 2,000: 0.2000 less for 1,500, {how}:")
    assert lines[at + 1 : at + 4] == [
        "  Sewer", "  name:Far", "Without a cost in the list, so never chosen: 2 facilities."
    ]  # fmt: skip


def test_nothing_to_remedy_is_no_clean_record() -> None:
    lines = said(DOC.model_copy(update={"rows": (), "together": {}, "more": 0}))
    assert lines[1] == "No finding upstream moves it. That is not a clean record."
