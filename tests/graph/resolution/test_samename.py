"""A namesake proposes a country; two that disagree propose none, and nothing is written as fact."""

from __future__ import annotations

from headwater.graph.resolution.samename import propose_countries
from tests.graph.resolution.test_lookalikes import facility


def test_a_namesake_proposes_its_country_with_its_row() -> None:
    docs = [facility("row:a:1", "Fictional Mill Ltd", None, "a"), facility("row:b:1", "FICTIONAL MILL", "BD", "b")]
    first, second = propose_countries(docs)
    assert first.props["country_proposed"] == "BD"
    assert "b.csv row 2" in first.props["country_reason"]
    assert "country" not in first.props
    assert second is docs[1]
    assert "country_proposed" not in docs[0].props, "the given document is left as it was"


def test_namesakes_that_disagree_propose_nothing() -> None:
    docs = [facility(f"row:{s}:1", "Fictional Mill", c, s) for s, c in (("a", None), ("b", "BD"), ("c", "VN"))]
    assert "country_proposed" not in propose_countries(docs)[0].props
