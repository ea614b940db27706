"""What a change would move: the command line's documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from headwater.api.deps import AsOf, Issue, PartyName, Space
from headwater.api.routers.risk import Parameters
from headwater.graph.risk.whatif.largest import Largest
from headwater.graph.risk.whatif.whatif import WhatIf
from headwater.tasks import whatif as tasks

router = APIRouter(prefix="/v1", tags=["risk"])


@router.get("/whatif", summary="What a change would move; nothing is saved")
def whatif(
    space: Space,
    party: PartyName,
    params: Parameters,
    drop: Annotated[list[str] | None, Query(description="Leave this supplier")] = None,
    replace: Annotated[list[str] | None, Query(description="OLD=NEW")] = None,
    remediate: Annotated[list[str] | None, Query(description="PARTY, or PARTY:ISSUE, :POINT or :EVENT")] = None,
    close_country: Annotated[list[str] | None, Query(description="Leave every supplier in this country")] = None,
    policy: Annotated[list[str] | None, Query(description="ISSUE=EFFECT, with @CC and ,SOURCE")] = None,
    respread: Annotated[bool, Query(description="A left share goes to the buyers' other suppliers")] = False,
    ours: Annotated[bool, Query(description="Only the party leaves or replaces")] = False,
    issue: Issue = None,
    as_of: AsOf = None,
) -> WhatIf:
    """Before and after in two ledgers, what moves elsewhere, and which facilities are left without a buyer."""
    return tasks.whatif(
        space,
        party,
        drop=drop or (),
        replace=replace or (),
        remediate=remediate or (),
        close_country=close_country or (),
        policy=policy or (),
        respread=respread,
        ours=ours,
        issue=issue,
        params=params,
        as_of=as_of,
    )


@router.get("/largest", summary="Largest change in the indicator; it orders no work")
def largest(
    space: Space,
    party: PartyName,
    params: Parameters,
    issue: Issue = None,
    top: Annotated[int, Query(ge=1, le=1000)] = 10,
    cost: Annotated[list[str] | None, Query(description="PARTY=NUMBER")] = None,
    budget: Annotated[float | None, Query(description="Needs cost and issue")] = None,
    as_of: AsOf = None,
) -> Largest:
    """Whose findings, remedied, would move upstream_risk most: the exact optimum, since it adds up."""
    return tasks.largest(
        space, party, issue=issue, top=top, costs=cost or (), budget=budget, params=params, as_of=as_of
    )
