"""Parameters: their bounds, and the word none."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from headwater.graph.errors import UnknownName
from headwater.graph.risk.indicators import INDICATORS, UpstreamRisk, get_indicator
from headwater.graph.risk.values.params import Params, narrow
from headwater.graph.risk.values.result import Result
from headwater.graph.snapshot import Snapshot


def _of(snap: Snapshot, result: Result, name: str) -> dict[str, float | str | None]:
    return next(r.model_dump() for r in result.rows(snap) if r.name == name)


def test_parameters_are_narrowed_and_refuse_what_an_indicator_does_not_take() -> None:
    assert narrow(LINKED, None).hops == 1
    assert narrow(LINKED, Params(materiality=0.2)).materiality == 0.2
    assert LINKED.model_validate({"hops": "none"}).hops is None
    with pytest.raises(ValidationError):
        UpstreamRisk.params.model_validate({"materiality": 0.2})
    with pytest.raises(ValidationError):
        UpstreamRisk.params.model_validate({"alpha": 1.0})
    for indicator in INDICATORS:
        fields = indicator.params.model_json_schema()["properties"]
        assert set(fields) == set(Params.model_fields)
    with pytest.raises(UnknownName, match="upstream_risk, linked_harm, worst_path"):
        get_indicator("burden")


LINKED = get_indicator("linked_harm").params
