"""The tiered view: lanes, cards, what is folded, and what nobody named."""

from __future__ import annotations

import re

import pytest

from headwater.visualizations import get_view
from headwater.visualizations.subgraph import Subgraph
from tests.visualizations.world import fan


def test_a_country_that_was_proposed_never_stands_as_fact(world: Subgraph) -> None:
    proposed = [n for n in world.nodes if n.country_proposed]
    assert proposed
    assert all(n.country is None for n in proposed)
    page = get_view("tiers").render(world)
    assert len(re.findall(r'<span class="pl">proposed: ', page)) + len(re.findall(r"<span>proposed: ", page)) == len(
        proposed
    )


@pytest.mark.parametrize(("n", "cards", "folded"), [(12, 13, 0), (13, 14, 0), (14, 13, 2), (2000, 13, 1988)])
def test_a_lane_shows_twelve_and_folds_the_rest(n: int, cards: int, folded: int) -> None:
    page = get_view("tiers").render(fan(n))
    assert page.count('<li class="card ') == cards
    assert (f"+ {folded:,} more" in page) == bool(folded)
    assert page.count("<tr id=") == n + 1


def test_what_is_mapped_and_assessed_stands_over_its_lane() -> None:
    base = fan(3)
    meta = base.meta.model_copy(update={"mapped": {1: 0.62}, "assessed": {1: 0.125}})
    page = get_view("tiers").render(base.model_copy(update={"meta": meta}))
    assert "3 facilities<br>mapped 62 %, assessed 12 %" in page
    assert "<strong>Not mapped</strong>38 % of purchases traced to no facility" in page


def test_only_evidence_gets_a_severity_mark() -> None:
    page = get_view("tiers").render(fan(3, state="context only", context=("country context: listed",)))
    field = page[page.index('id="field"') :]
    assert not re.search(r'class="chip (critical|high|medium|low)"', field)
