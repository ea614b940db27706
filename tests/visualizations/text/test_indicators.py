"""The indicators and what can be set, in words."""

from __future__ import annotations

from headwater.graph.risk.indicators import INDICATORS
from tests.visualizations.text.saying import HEAD, said


def test_each_indicator_has_its_question_and_its_parameters() -> None:
    from headwater.graph.risk.indicators.listing import list_indicators

    lines = said(list_indicators(HEAD), 80)
    for x in INDICATORS:
        assert any(line.startswith(f"{x.name}: ") for line in lines)
    assert any(line.startswith("alpha") and "0.85" in line for line in lines)
    assert max(map(len, lines)) <= 80
