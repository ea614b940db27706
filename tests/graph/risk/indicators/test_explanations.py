"""Every indicator is explained by its name."""

from __future__ import annotations

import pytest

from headwater.graph.errors import UnknownName
from headwater.graph.risk.indicators import INDICATORS
from headwater.graph.risk.indicators.explanations import explain_all
from tests import worlds as made


def test_every_indicator_is_explained_by_its_name() -> None:
    snapshot, own = made.world(made.G2)
    for indicator in INDICATORS:
        e = explain_all(snapshot, own, "name:A", made.ISSUE, indicator=indicator.name)
        assert (e.indicator, type(e)) == (indicator.name, indicator.explanation)
        value = indicator.score(snapshot, own).values[snapshot.index["name:A"], 0]
        assert e.value == pytest.approx(value, abs=1e-15)
    with pytest.raises(UnknownName, match=f"known: {', '.join(x.name for x in INDICATORS)}"):
        explain_all(snapshot, own, "name:A", indicator="moon")
