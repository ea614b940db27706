"""What every picture says about itself: marks, legend, table, facts, summary; and its nonce."""

from __future__ import annotations

from collections import Counter

import pytest

from headwater.graph.risk.own_risk.own import State
from headwater.visualizations import palette
from headwater.visualizations.subgraph import Node, Subgraph
from headwater.visualizations.views import page
from tests.visualizations.world import fan


def node(**of: object) -> Node:
    return Node.model_validate({"id": "a", "name": "A", "kind": "facility", **of})


@pytest.mark.parametrize(
    ("of", "letter", "css"),
    [
        ({"state": State.EVIDENCE, "severity": 5}, "C", "critical"),
        ({"state": State.EVIDENCE, "severity": 1}, "L", "low"),
        ({"state": State.EVIDENCE}, "!", "unrated"),
        ({"state": State.LOOKED}, "✓", "looked"),
        ({"state": State.CONTEXT}, "", "context"),
        ({"state": State.UNKNOWN}, "?", "unknown"),
        ({"kind": "brand"}, "", "buyer"),
        ({"kind": "brand", "state": State.EVIDENCE, "severity": 4}, "H", "high"),
    ],
)
def test_a_mark_is_of_evidence_before_all_and_nobody_looked_is_no_good_news(
    of: dict[str, object], letter: str, css: str
) -> None:
    found = page.mark(node(**of))
    assert (found.letter, found.css) == (letter, css)
    assert "unknown" in page.mark(node()).word.casefold()


def test_marks_differ_by_letter_or_word_not_by_colour_alone() -> None:
    assert len({m.letter for m in page.MARKS if m.letter}) == len([m for m in page.MARKS if m.letter])
    assert len({m.word for m in page.MARKS}) == len(page.MARKS)
    assert {b.letter for b in palette.BANDS} <= {m.letter for m in page.MARKS}


def test_the_legend_counts_every_node_once(world: Subgraph) -> None:
    legend = dict(page.legend(world))
    buyers = sum(page.mark(n) is page.BUYER for n in world.nodes)
    assert sum(legend.values()) + buyers == len(world.nodes)
    assert {m.css for m in legend} >= {b.css for b in palette.BANDS}
    assert {m.css: n for m, n in page.legend(fan(2))} == {
        "critical": 0, "high": 0, "medium": 0, "low": 0, "looked": 0, "context": 0, "unknown": 2,
    }  # fmt: skip


def test_the_table_has_each_node_in_the_pictures_order_with_its_buyers_and_counted_rows(world: Subgraph) -> None:
    order = sorted(world.nodes, key=lambda n: n.name)
    rows = list(page.table(world, order))
    assert [r.node for r in rows] == order and [r.place for r in rows] == list(range(len(order)))
    for r in rows:
        assert {b.id for b in r.buyers} == {e.end for e in world.edges if e.kind in page.LINKS and e.start == r.node.id}
        assert len(r.rows) + r.more_rows == len(r.node.refs)
        assert len(r.rows) <= page.ROWS_SHOWN


def test_facts_say_what_was_not_stated_and_keep_all_parameters(world: Subgraph) -> None:
    meta = world.meta.model_copy(
        update={"method": "", "depth": None, "parameters": {"b": None, "a": 0.5}, "mapped": {2: 0.0, 1: 0.62}}
    )
    facts = page.facts(world.model_copy(update={"meta": meta}))
    held = dict(facts)
    assert len(held) == len(facts)
    assert (held["Method"], held["Tiers walked"], held["Data as of"]) == ("not stated", "to the end", "2026-01-01")
    assert [(k, v) for k, v in facts if k.startswith("Parameter")] == [("Parameter a", "0.5"), ("Parameter b", "null")]
    assert [(k, v) for k, v in facts if k.startswith("Mapped")] == [
        ("Mapped, tier 1", "62 %"),
        ("Mapped, tier 2", "0 %"),
    ]


def test_the_summary_counts_who_stands_behind_by_state(world: Subgraph) -> None:
    behind = [n for n in world.nodes if not n.root]
    by = Counter(n.state for n in behind)
    said = page.summary(world)
    assert said.startswith(
        f"{len(behind)} companies and facilities in 3 tiers: {by[State.EVIDENCE]} with an open finding"
    )
    assert said.endswith(f"{by[State.CONTEXT]} with country or sector context only, {by[State.UNKNOWN]} unknown.")
    assert sum(by.values()) == len(behind)
    assert page.summary(fan(0)) == "No source names a supplier."


def test_a_nonce_is_of_the_content_and_safe_in_an_attribute() -> None:
    assert page.nonce("a", "b") == page.nonce("a", "b")
    assert len({page.nonce("a", "b"), page.nonce("ab"), page.nonce("a", "c"), page.nonce("b", "a")}) == 4
    assert set(page.nonce('<">')) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
