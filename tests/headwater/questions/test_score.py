"""Scores: values that add up, each issue by itself, unknown where nobody knows."""

from __future__ import annotations

import math

import pytest

from headwater.door import Door
from headwater.graph.errors import UnknownName, UsageError
from tests.headwater.questions.small import rows


def test_the_parts_add_up_to_the_value_within_its_range(door: Door) -> None:
    got = door.score(issue="osh")
    assert {r.name for r in got.rows if r.name in ("Ada", "Bo", "House")} == {"Ada", "Bo"}
    for r in got.rows:
        assert math.fsum((r.evidence, r.context, r.unmapped)) == pytest.approx(r.value)
        assert r.low - 1e-12 <= r.value <= r.high + 1e-12
    assert got.header == door.header()


def test_without_unmapped_it_is_the_raw_sum_over_stated_shares(door: Door) -> None:
    share = {r["supplier"]: float(r["share"]) for r in rows("edges") if r["buyer"] == "Ada" and r["share"]}
    for alpha in (0.0, 0.5, 0.9):
        got = door.score(issue="osh", param={"unmapped": "none", "alpha": alpha}).rows
        value = {r.name: r.value for r in got}
        own = 0.1 * 4 / 5  # nobody looked at Ada: the world's prior, and the gravity of the issue's gravest point
        assert value["Ada"] == pytest.approx(own + alpha * sum(x * value[name] for name, x in share.items()))


def test_kind_narrows_and_all_is_the_worst_issue(door: Door) -> None:
    brands = door.score(kind="brand").rows
    assert {r.name for r in brands} == {"Ada", "Bo"}
    for worst in door.score(kind="brand", issue="all").rows:
        mine = {r.issue: r.value for r in brands if r.name == worst.name and r.issue != "all"}
        assert (worst.worst_issue, worst.value) == max(mine.items(), key=lambda x: x[1])


def test_other_words_are_refused(door: Door) -> None:
    with pytest.raises(UnknownName, match=r"no indicator named 'risk'; known: .*upstream_risk"):
        door.score(indicator="risk")
    with pytest.raises(UsageError, match="has no parameter 'alpa'; it has alpha"):
        door.score(param={"alpa": 1})
    with pytest.raises(UsageError, match=r"alpha: .*0\.99"):
        door.score(param={"alpha": 2})
