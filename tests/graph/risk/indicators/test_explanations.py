"""Every indicator is explained by its name."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.errors import UnknownName
from headwater.graph.risk.indicators import INDICATORS
from headwater.graph.risk.indicators.explanations import explain_all
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.snapshot import Snapshot
from tests import worlds as made


def tangle(seed: int, n: int = 14) -> tuple[Snapshot, Own]:
    rng = np.random.default_rng(seed)
    links = sorted({(int(a), int(b)) for a, b in rng.integers(0, n, (4 * n, 2)) if a != b})
    names = ["A", *(f"N{i:02}" for i in range(1, n))]
    text = [f"{x} {0.02 * (i % 5):.2f}" for i, x in enumerate(names)]
    return made.world("\n".join([*text, *(f"{names[a]}->{names[b]} .3 ?" for a, b in links)]))


def test_every_indicator_is_explained_by_its_name() -> None:
    snapshot, own = made.world(made.G2)
    for indicator in INDICATORS:
        e = explain_all(snapshot, own, "name:A", made.ISSUE, indicator=indicator.name)
        assert (e.indicator, e.params) == (indicator.name, indicator.params())
        value = indicator.score(snapshot, own).values[snapshot.index["name:A"], 0]
        assert e.value == pytest.approx(value, abs=1e-15)
    with pytest.raises(UnknownName, match="known: upstream_risk, linked_harm, worst_path"):
        explain_all(snapshot, own, "name:A", indicator="moon")
