"""linked_harm by how far one looks."""

from __future__ import annotations

import pytest

from tests import worlds as made
from tests.graph.risk.explain.harm_asked import asked, scored
from tests.running import said


def test_each_distance_has_the_value_that_score_gives_for_it() -> None:
    snapshot, own = made.tangle(5)
    e = asked(snapshot, own, hops=2, worlds=640)
    assert [d.hops for d in e.by_distance] == list(range(1, len(e.by_distance) + 1))
    for d in e.by_distance:
        assert d.value == pytest.approx(scored(snapshot, own, hops=d.hops, worlds=640), abs=1e-15)
        assert sum(d.states.values()) == d.parties
    assert e.by_distance[1].value == e.value
    assert sum(d.parties for d in e.by_distance) == 13
    chain = "\n".join(f"S{i} .1\nS{i}->{'A' if i == 0 else f'S{i - 1}'} 1 ?" for i in range(9))
    far = asked(*made.world("A 0\n" + chain))
    assert [(d.hops, d.parties) for d in far.by_distance] == [*((h, 1) for h in range(1, 7)), (None, 3)]
    assert far.by_distance[-1].value == pytest.approx(1 - 0.9**9)
    words = said(far)
    assert "Up to 2 links: 0.1900 (exact); 1 company or facility that far (" in words
    assert "Any number of links: 0.6126 (exact); 3 companies and facilities over 6 links away (" in words
    assert "their chances of harm sum to 0.3000, the largest, at S6, is 0.1000." in words
