"""The tiered view: lanes, cards, what is folded, and what nobody named."""

from __future__ import annotations

import re

import networkx as nx
import pytest

from headwater.visualizations.registry import get_view
from headwater.visualizations.subgraph import Subgraph
from headwater.visualizations.views import page
from tests.visualizations.markup import Element, read
from tests.visualizations.world import fan, made_up, subgraph


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


def places(root: Element) -> dict[str, list[int]]:
    """By card or folded card, the rows of the table that it leads to."""
    cards = {x.attrs["id"]: x for x in root.all("li", cls="card") + root.all("details", cls="more")}
    return {key: [int(a.attrs["href"][2:]) for a in x.all("a")] for key, x in cards.items()}


def test_the_lines_are_the_links_between_the_cards(world: Subgraph) -> None:
    root = read(get_view("tiers").render(world))
    held = places(root)
    names = [x.all("bdi")[0].text for x in root.all("tr") if x.attrs.get("id")]
    assert sorted(i for rows in held.values() for i in rows) == list(range(len(world.nodes)))
    card = {names[i]: key for key, rows in held.items() for i in rows}
    assert len(card) == len(world.nodes)
    asked = nx.DiGraph()
    for e in world.edges:
        if e.kind in page.LINKS:
            ends = [card[page.words.shown(world.by_id[k].name)] for k in (e.start, e.end)]
            asked.add_edge(*ends)
    lines = [(x.attrs["data-a"], x.attrs["data-b"]) for x in root.all("path")]
    assert sorted(lines) == sorted(asked.edges)


def test_a_doubtful_link_is_dashed_and_a_line_for_several_is_thicker() -> None:
    base = fan(15)
    sure = [0.5 if i in (3, 9) else 0.9 if i else None for i in range(15)]
    edges = tuple(e.model_copy(update={"confidence": x}) for e, x in zip(base.edges, sure, strict=True))
    root = read(get_view("tiers").render(base.model_copy(update={"edges": edges})))
    lines = root.all("path")
    (faint,) = [x.attrs["data-a"] for x in lines if x.attrs.get("class") == "faint"]
    assert root.all("li", id=faint)[0].all("bdi")[0].text == "F 3"
    width = {x.attrs["data-a"]: float(x.attrs["stroke-width"]) for x in lines}
    assert len(width) == 13
    assert width["m1"] > width["c1"] == width["c12"]


def test_a_card_with_a_finding_has_its_letter_and_word_and_one_without_has_words() -> None:
    root = read(get_view("tiers").render(subgraph(made_up())))
    letters = {m.css: (m.letter, m.word) for m in page.MARKS}
    seen = set()
    for card in root.all("li", cls="card"):
        css = card.attrs["class"].split()[1]
        if css == "buyer":
            continue
        letter, word = letters[css]
        assert [x.text for x in card.all("span", cls="chip")] == ([letter] if letter else [])
        assert (
            word if css in ("critical", "high", "medium", "low") else word.partition(",")[0].partition(":")[0]
        ) in card.text
        seen.add(css)
    assert seen >= {"critical", "high", "medium", "low", "looked", "unknown"}
