"""From the picture of a day to the register, the indicators, and their taking apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from headwater.graph.errors import UsageError
from headwater.graph.risk.explain.asked import Explained
from headwater.graph.risk.explain.harm import HarmExplanation
from headwater.graph.risk.explain.route import PathExplanation
from headwater.graph.risk.explain.upstream import Explanation
from headwater.graph.risk.indicators import INDICATORS, get_indicator
from headwater.graph.risk.indicators.explanations import GroupExplanation, explain_all
from headwater.graph.risk.indicators.scores import Scores
from headwater.graph.risk.indicators.scores import scores as make_scores
from headwater.graph.risk.leverage.shared import Shared
from headwater.graph.risk.leverage.shared import share as make_share
from headwater.graph.risk.register.filters import Filters
from headwater.graph.risk.register.register import Register
from headwater.graph.risk.register.register import priorities as make_register
from headwater.graph.risk.trace.buyers import Buyers
from headwater.graph.risk.trace.buyers import buyers as make_buyers
from headwater.graph.risk.trace.trace import Trace
from headwater.graph.risk.trace.trace import trace as make_trace
from headwater.graph.risk.values.params import Params
from headwater.graph.vocabulary import Pack
from headwater.loaders.cells.countries import country_code
from headwater.tasks.keeping import doubts
from headwater.tasks.workspace import Workspace, iso_day
from headwater.visualizations.reports.brief import Brief
from headwater.visualizations.reports.brief import brief as make_brief

__all__ = ["brief", "buyers", "explain", "indicators", "params_of", "priorities", "score", "share", "trace"]


def params_of(indicator: str, given: Mapping[str, str], pack: Pack) -> Params:
    """An indicator's parameters from text: `none` is None where the parameter takes it.

    What isn't given takes the pack's setting of that name (`alpha`), else the parameter's own default;
    `materiality=a0` is the pack's `materiality_a0`.

    Raises:
        UnknownName: No such indicator.
        UsageError: An unknown parameter or a value out of range; says which.
    """
    model: type[Params] = get_indicator(indicator).params
    values: dict[str, Any] = {"alpha": pack.setting("alpha")}
    for name, text in given.items():
        if name not in model.model_fields:
            raise UsageError(f"{indicator} has no parameter {name!r}; it has {', '.join(sorted(model.model_fields))}")
        word = text.strip().lower()
        values[name] = None if word == "none" and name != "unmapped" else text.strip()
        if name == "materiality" and word == "a0":
            values[name] = pack.setting("materiality_a0")
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
) -> Scores:
    """An indicator over the graph. An issue that nobody knows gives values of None, and the method says so.

    Groups that buy nothing themselves have no row; a note names them.
    """
    settings = params_of(indicator, params or {}, workspace.pack)
    snapshot, own = workspace.picture(as_of)
    return make_scores(snapshot, own, workspace.pack, indicator, settings, issue, kind)


def explain(
    workspace: Workspace,
    party: str,
    *,
    indicator: str = "upstream_risk",
    issue: str | None = None,
    top: int = 10,
    params: Mapping[str, str] | None = None,
    as_of: str | None = None,
) -> Explanation | HarmExplanation | PathExplanation | GroupExplanation[Explained]:
    """An indicator taken apart: lists that add up, the route, or what adds most.

    A group gives one such document for each of its brands.
    """
    settings = params_of(indicator, params or {}, workspace.pack)
    party_id = workspace.party(party, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    named = issue and (workspace.pack.issue_named(issue) or issue)
    return explain_all(  # type: ignore[return-value]
        snapshot, own, party_id, named, settings, top, indicator=indicator, pack=workspace.pack
    )


def priorities(
    workspace: Workspace,
    buyers: Sequence[str] = (),
    *,
    issue: str | None = None,
    filters: Filters | None = None,
    limit: int | None = None,
    after: str | None = None,
    as_of: str | None = None,
) -> Register:
    """The priority register of one or several buyers, of a country, or of a facility.

    Raises:
        UsageError: A filter is out of range, or the cursor belongs to another list.
    """
    chosen = filters or Filters()
    facility = chosen.facility and workspace.party(chosen.facility, as_of=as_of)
    country = chosen.country and country_code(chosen.country, codes=True)
    if chosen.country and not country:
        raise UsageError(f"no country is called {chosen.country!r}; write its name or its two letters, such as BD")
    since = chosen.since and iso_day(chosen.since, "since")
    chosen = chosen.model_copy(update={"facility": facility, "country": country, "since": since})
    ids = workspace.parties(buyers, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    return make_register(snapshot, own, workspace.pack, ids, issue=issue, filters=chosen, limit=limit, after=after)


def trace(
    workspace: Workspace,
    party: str,
    *,
    depth: int | None = None,
    issue: str | None = None,
    as_of: str | None = None,
) -> Trace:
    """Everything upstream of a company or facility, tier by tier."""
    party_id = workspace.party(party, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    return make_trace(snapshot, own, workspace.pack, party_id, depth=depth, issue=issue)


def buyers(workspace: Workspace, facility: str, *, as_of: str | None = None) -> Buyers:
    """Who buys from a facility, directly or through others."""
    party_id = workspace.party(facility, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    return make_buyers(snapshot, workspace.pack, party_id, today=own.today)


def share(
    workspace: Workspace, parties: Sequence[str], *, depth: int | None = None, as_of: str | None = None
) -> Shared:
    """Facilities in the supply of all of them; what may be one facility waits in `maybe`, not counted."""
    if len(set(parties)) < 2:
        raise UsageError("name two or more companies")
    ids = workspace.parties(parties, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    review = [(x.a, x.b, x.reason) for x in doubts(workspace)]
    return make_share(snapshot, workspace.pack, ids, today=own.today, depth=depth, review=review)


def brief(workspace: Workspace, buyer: str, *, issue: str | None = None, as_of: str | None = None) -> Brief:
    """Two pages on a buyer: what is known and how surely, what comes first, whom to ask, what this can't tell."""
    party_id = workspace.party(buyer, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    return make_brief(snapshot, own, workspace.pack, party_id, issue=issue)
