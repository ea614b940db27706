"""Who buys at a facility, and the sheet for one of them: the command line's documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from headwater.api.deps import AsOf, PartyName, Space
from headwater.graph.risk.leverage.leverage import Leverage
from headwater.graph.risk.leverage.sheet import Sheet
from headwater.tasks import leverage as tasks

router = APIRouter(prefix="/v1", tags=["risk"])


@router.get("/leverage", summary="With whom to ask for remedy")
def leverage(
    space: Space,
    party: PartyName,
    target: Annotated[float, Query(description="Share of the output to reach", examples=[0.5])] = 0.5,
    takes: Annotated[
        list[str] | None, Query(description="BUYER=SHARE of the output, as you know it; nothing is saved")
    ] = None,
    sheet_for: Annotated[str | None, Query(description="The sheet for this buyer, without others' numbers")] = None,
    as_of: AsOf = None,
) -> Leverage | Sheet:
    """Who buys there, the fewest that take the target share, who is missing; or the sheet for one buyer."""
    if sheet_for is not None:
        return tasks.sheet(space, party, sheet_for, as_of=as_of)
    return tasks.leverage(space, party, target=target, takes=tasks.shares(takes or ()), as_of=as_of)
