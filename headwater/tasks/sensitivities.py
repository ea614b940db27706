"""How much each assumed number of the pack moves one company's or facility's result."""

from __future__ import annotations

from collections.abc import Mapping

from headwater.graph.risk.sensitivity.sensitivity import Progress, Sensitivity
from headwater.graph.risk.sensitivity.sensitivity import sensitivity as move_each
from headwater.tasks.scoring import params_of
from headwater.tasks.workspace import Workspace


def sensitivity(
    workspace: Workspace,
    party: str,
    *,
    indicator: str = "upstream_risk",
    issue: str | None = None,
    params: Mapping[str, str] | None = None,
    as_of: str | None = None,
    progress: Progress | None = None,
) -> Sensitivity:
    """Move each assumed number of the pack alone and compute the result again; `progress` wraps the numbers."""
    settings = params_of(indicator, params or {}, workspace.pack)
    party_id = workspace.party(party, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    return move_each(
        snapshot,
        workspace.pack,
        party_id,
        today=own.today,
        indicator=indicator,
        issue=issue,
        params=settings,
        alpha_given="alpha" in (params or {}),
        progress=progress or (lambda numbers: numbers),
    )
