"""Compute a result again: the file is the body."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from headwater.api.deps import reader_of, said_in
from headwater.reproduction.reproduce import Reproduced, reproduce_bytes

router = APIRouter(prefix="/v1", tags=["what the numbers rest on"])


async def content(request: Request) -> bytes:
    """The file sent, whatever its type."""
    return await request.body()


@router.post("/reproduce", summary="Compute a result again")
def reproduce(
    request: Request,
    body: Annotated[bytes, Depends(content)],
    name: Annotated[str, Query(description="What to call the file in the answer", max_length=500)] = "file",
) -> Reproduced:
    """Send a document of this API or an export as the body: it's the same, or what differs. Nothing is saved."""
    said_in(request, "name")
    return reproduce_bytes(reader_of(request), body, name.strip() or "file")
