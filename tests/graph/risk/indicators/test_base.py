"""A new indicator: one class, and scores, explanations, parameters and documents follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from pydantic import Field

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.risk.explain.asked import Asked, Explained, side_by_side, worst_of
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators import INDICATORS, UpstreamRisk
from headwater.graph.risk.indicators.base import Indicator
from headwater.graph.risk.indicators.parameters import parameters_of
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import Params
from headwater.graph.risk.values.result import Method, Result
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.running import said


class ToyOptions(Params):
    """Parameters of toy."""

    factor: float = Field(default=0.5, ge=0.0, le=1.0, description="What own risk is multiplied by.")


class ToyExplanation(Explained):
    """toy taken apart."""

    own_risk: float


class Toy(Indicator[ToyOptions]):
    """A share of own risk, of nobody else's."""

    name = "toy"
    title = "Toy: how much of the own risk counts"
    params = ToyOptions
    explanation = ToyExplanation

    def solve(
        self, net: Network, snapshot: Snapshot, own: Own, params: ToyOptions, *, viewed: Sequence[int] | None = None
    ) -> Result:
        """Give the share."""
        del viewed
        found = UpstreamRisk().solve(net, snapshot, own, UpstreamRisk.params())
        values = params.factor * own.s
        return replace(found, indicator=self.name, values=values, low=values, high=values, params=params)

    def take_apart(self, asked: Asked, params: ToyOptions) -> ToyExplanation:
        """Give the factor's counterpart."""
        result = self.solve(network(asked.snapshot), asked.snapshot, asked.own, params)
        by_issue = side_by_side(asked.own.issues, result.values[asked.b], asked.title)
        k = asked.choose(by_issue, self.name)
        return ToyExplanation(
            header=header_of(asked.snapshot, asked.own),
            indicator=self.name,
            party=asked.snapshot.ids[asked.b],
            name=asked.name,
            issue=asked.own.issues[k],
            issue_title=asked.title(asked.own.issues[k]),
            value=float(result.values[asked.b, k]),
            low=None,
            high=None,
            interval=None,
            method=Method.EXACT,
            unknown_to_pack=None,
            data_date=None,
            by_issue=by_issue,
            worst_issue=worst_of(by_issue),
            notes=(),
            own_risk=float(asked.own.s[asked.b, k]),
        )


def test_a_new_indicator_scores_and_explains_with_its_own_parameters() -> None:
    snapshot, own = made.world(made.G2)
    at = snapshot.index["name:B"]
    assert Toy().score(snapshot, own).values[at, 0] == 0.5 * own.s[at, 0]
    assert Toy().score(snapshot, own, ToyOptions(factor=0.25)).values[at, 0] == 0.25 * own.s[at, 0]
    e = Toy().explain(snapshot, own, "name:B", made.ISSUE)
    assert (e.value, e.party, e.header.revision) == (0.5 * own.s[at, 0], "name:B", snapshot.revision)
    assert "own risk: " in said(e)  # printed field by field, as it has no printer of its own
    with pytest.raises(NotFound):
        Toy().explain(snapshot, own, "Nobody")
    with pytest.raises(UsageError, match="known: harm"):
        Toy().explain(snapshot, own, "name:B", "other")


def test_why_a_value_is_not_known_is_the_indicators_own_to_say() -> None:
    snapshot, own = made.world(made.G2)
    asked = Asked.of(snapshot, own, "name:B", made.ISSUE, 10, None)
    nothing = side_by_side(own.issues, np.full(len(own.issues), np.nan), asked.title)
    with pytest.raises(UsageError, match=r"^B: toy of harm isn't known$"):
        asked.choose(nothing, "toy")
    with pytest.raises(UsageError, match=r"^B: toy of harm isn't known: it buys from nobody$"):
        asked.choose(nothing, "toy", "isn't known: it buys from nobody")


def test_its_own_parameter_is_listed_after_the_common_ones() -> None:
    models = [(x.name, x.params) for x in (*INDICATORS, Toy())]
    listed = parameters_of(models)
    assert [p.name for p in listed][-1] == "factor"
    assert listed[-1].words() == "toy (default 0.5): What own risk is multiplied by."
    assert parameters_of(models[:-1]) == listed[:-1]
