"""Companies side by side: the command line's document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from headwater.api.deps import AsOf, Issue, Space
from headwater.graph.risk.comparison.comparison import Comparison
from headwater.tasks import comparison as tasks

router = APIRouter(prefix="/v1", tags=["risk"])


@router.get("/compare", summary="Companies side by side")
def compare(
    space: Space,
    party: Annotated[list[str], Query(description="Two or more, or a group")],
    issue: Issue = None,
    as_of: AsOf = None,
) -> Comparison:
    """By name; an order by score only among those whose assessed shares are close, with what it hangs on."""
    return tasks.compare(space, party, issue=issue, as_of=as_of)
