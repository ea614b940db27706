"""The subgraph that pictures and exports show, with the recipe of the question inside."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.asking.ask import Ask
from headwater.asking.recipe import recipe_of
from headwater.graph.errors import UsageError
from headwater.graph.risk.own_risk.evidence import own as own_risk
from headwater.graph.risk.trace.trace import trace
from headwater.graph.risk.version import METHOD
from headwater.library import Reader
from headwater.visualizations.gather import gather
from headwater.visualizations.narrow import narrow
from headwater.visualizations.open_only import open_part
from headwater.visualizations.subgraph import Subgraph


def subgraph(
    reader: Reader,
    name: str,
    ask: Ask,
    *,
    roots: Sequence[str],
    depth: int | None,
    issue: str | None,
    open_only: bool = False,
    country: str | None = None,
    since: str | None = None,
    whole: bool = False,
) -> Subgraph:
    """The subgraph upstream of one or several companies or facilities, for the question of that name.

    `whole`: for a file, with findings, assessments, actions and parents; `country` and `since` as in `narrow`.
    """
    if not roots:
        raise UsageError("name at least one company or facility (--root)")
    ids = reader.parties(roots)
    snapshot, own = reader.picture()
    named, left_out = reader.issue(issue), None
    if open_only:
        snapshot, left_out = open_part(snapshot, ranks=reader.vocabulary.ranks)
        own = own_risk(snapshot, reader.vocabulary, today=own.today)
    asked: dict[str, object] = {"depth": depth, "issue": named, "as_of": snapshot.as_of, "open_only": open_only}
    asked |= {name: value for name, value in (("country", country), ("since", since)) if value is not None}
    drawn = gather(
        snapshot,
        own,
        reader.vocabulary,
        roots=ids,
        depth=depth,
        issue=named,
        method=METHOD,
        parameters=asked,
        whole=whole,
        left_out=left_out,
    )
    drawn = narrow(drawn, country=country, since=since)
    told: dict[str, object] = {"recipe": recipe_of(reader, name, ask)}
    if len(ids) == 1:
        seen = trace(snapshot, own, reader.vocabulary, drawn.meta.roots[0], depth=depth, issue=named)
        told["mapped"] = {t.tier: t.mapped for t in seen.tiers if t.mapped is not None}
        told["assessed"] = {t.tier: t.assessed for t in seen.tiers if t.assessed is not None}
    return drawn.model_copy(update={"meta": drawn.meta.model_copy(update=told)})


__all__ = ["subgraph"]
