"""What routes ask for: the workspace of this app."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Query, Request

from headwater.graph.errors import StoreError
from headwater.tasks.workspace import Workspace


def workspace(request: Request) -> Workspace:
    """The workspace; opened anew where the store could not be reached before. Raises StoreError."""
    held = request.app.state.workspace
    if held is None:
        held = request.app.state.workspace = request.app.state.open()
    if held is None:
        raise StoreError("the store is not open")
    return cast(Workspace, held)


Space = Annotated[Workspace, Depends(workspace)]
AsOf = Annotated[
    str | None, Query(description="What was true on this day, YYYY-MM-DD; default: today", examples=["2026-01-31"])
]
PartyName = Annotated[
    str,
    Query(
        description="A canonical id, a source's own id, or a name where only one fits",
        min_length=1,
        examples=["brand:larkspur"],
    ),
]
Issue = Annotated[str | None, Query(description="One issue of the pack; default: all", examples=["osh"])]
