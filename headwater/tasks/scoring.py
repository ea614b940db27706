"""From the picture of a day to the register, the indicators, and their taking apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from headwater.graph.errors import UsageError
from headwater.graph.risk import INDICATORS, get_indicator
from headwater.graph.risk.base import METHOD, Params
from headwater.graph.risk.brief import Brief, brief as make_brief
from headwater.graph.risk.explain import Explanation, explain as make_explanation
from headwater.graph.risk.leverage import Shared, share as make_share
from headwater.graph.risk.register import Register, priorities as make_register
from headwater.graph.risk.trace import Buyers, Trace, buyers as make_buyers, trace as make_trace
from headwater.graph.risk.whatif import WhatIf, whatif as make_whatif
from headwater.tasks.documents import ScoreDocument
from headwater.tasks.workspace import Workspace

__all__ = ["brief", "buyers", "explain", "indicators", "params_of", "priorities", "score", "share", "trace", "whatif"]


def params_of(indicator: str, given: Mapping[str, str]) -> Params:
    """An indicator's parameters from text: `none` is None where the parameter takes it.

    Raises:
        UnknownName: No such indicator.
        UsageError: An unknown parameter or a value out of range; says which.
    """
    model = get_indicator(indicator).params
    values: dict[str, Any] = {}
    for name, text in given.items():
        if name not in model.model_fields:
            raise UsageError(f"{indicator} has no parameter {name!r}; it has {', '.join(sorted(model.model_fields))}")
        values[name] = None if text.strip().lower() == "none" and name != "unmapped" else text.strip()
    try:
        return model.model_validate(values)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise UsageError(f"{indicator}: {said}") from error


def indicators() -> list[dict[str, Any]]:
    """What can be scored: name, question, parameters as a JSON schema."""
    return [{"name": x.name, "title": x.title, "params": x.params.model_json_schema()} for x in INDICATORS]


def score(
    workspace: Workspace,
    *,
    indicator: str = "upstream_risk",
    issue: str | None = None,
    kind: str | None = None,
    params: Mapping[str, str] | None = None,
    as_of: str | None = None,
) -> ScoreDocument:
    """An indicator over the graph. An issue that nobody knows gives values of None, and the method says so."""
    chosen = get_indicator(indicator)
    settings = params_of(indicator, params or {})
    snapshot, own = workspace.picture(as_of)
    result = chosen.score(snapshot, own, settings)
    return ScoreDocument(
        indicator=indicator,
        title=chosen.title,
        revision=snapshot.revision,
        as_of=snapshot.as_of,
        today=own.today,
        pack=own.pack,
        method=METHOD,
        params=settings.model_dump(mode="json"),
        notes=own.notes,
        rows=tuple(r.model_dump(mode="json") for r in result.rows(snapshot, issue=issue, kind=kind)),
    )
