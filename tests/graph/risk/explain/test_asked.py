"""Whom and what an explanation is asked of."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.risk.indicators import INDICATORS, Indicator, UpstreamRisk
from tests import worlds as made
from tests.running import said

WORLD = "A .1\nB .4\nC .2 end\nB->A .9 ?\nC->A .8 .3\nC->B .9 .5"


def test_without_an_issue_the_worst_one_is_explained() -> None:
    snap, own = made.world(WORLD)
    two = dataclasses.replace(
        own,
        issues=("mild", "grave"),
        **{
            f: np.hstack([getattr(own, f) / 10, getattr(own, f)])
            for f in ("p", "s", "s_evidence", "s_context", "low", "high", "unmapped", "unmapped_low", "unmapped_high")
        },
        severity=np.hstack([own.severity] * 2),
        given=np.hstack([own.given] * 2),
        state=np.hstack([own.state] * 2),
    )
    e = UpstreamRisk().explain(snap, two, "name:A")
    assert (e.issue, e.worst_issue) == ("grave", "grave")
    each = {v.issue: v.value for v in e.by_issue}
    scored = UpstreamRisk().score(snap, two)
    assert each == pytest.approx(dict(zip(two.issues, scored.values[snap.index["name:A"]], strict=True)), abs=1e-12)
    assert "The worst is grave." in said(e)


@pytest.mark.parametrize("chosen", INDICATORS, ids=lambda x: x.name)
def test_unknown_names_and_values_are_refused_in_words(chosen: Indicator[Any]) -> None:
    snap, own = made.world(WORLD)
    with pytest.raises(NotFound, match="Nobody"):
        chosen.explain(snap, own, "Nobody")
    with pytest.raises(UsageError, match=f"known: {made.ISSUE}"):
        chosen.explain(snap, own, "name:A", "other")
    nan = np.full_like(own.unmapped, np.nan)
    none = np.zeros_like(own.given)
    dark = dataclasses.replace(own, unmapped=nan, unmapped_low=nan, unmapped_high=nan, given=none)
    with pytest.raises(UsageError, match=f"{chosen.name} of {made.ISSUE} isn't known.*unmapped=none"):
        chosen.explain(snap, dark, "name:A", made.ISSUE)
