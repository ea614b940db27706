"""Pictures and files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from headwater.api.deps import AsOf, Issue, PartyName, Space
from headwater.api.routers.risk import framed
from headwater.tasks import output

router = APIRouter(prefix="/v1", tags=["pictures and files"])

Depth = Annotated[int | None, Query(ge=1, le=50, description="Tiers to walk upstream; default: to the end")]


@router.get("/view", summary="A self-contained picture, HTML", response_class=Response)
def view(
    space: Space,
    party: PartyName,
    as_view: Annotated[str, Query(alias="as", description="tiers or network")] = "tiers",
    depth: Depth = None,
    issue: Issue = None,
    as_of: AsOf = None,
) -> Response:
    """The file that `headwater view` writes; it loads nothing from anywhere."""
    return framed(output.view(space, party, as_view=as_view, depth=depth, issue=issue, as_of=as_of))


@router.get("/export", summary="A file of the subgraph", response_class=Response)
def export(
    space: Space,
    as_format: Annotated[str, Query(alias="format", description="graphml, json, csv or canonical")],
    root: Annotated[list[str] | None, Query(description="A company or facility; may be given again")] = None,
    depth: Depth = None,
    issue: Issue = None,
    as_of: AsOf = None,
    open_only: Annotated[bool, Query(description="Leave out what may not be redistributed")] = False,
) -> Response:
    """With sources, licences, revision, pack, method version and parameters inside."""
    body, media, suffix = output.export(
        space, root or (), as_format=as_format, depth=depth, issue=issue, as_of=as_of, open_only=open_only
    )
    name = f'attachment; filename="headwater-{as_format}{suffix}"'
    return Response(body, media_type=media, headers={"Content-Disposition": name})
