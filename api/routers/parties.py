"""Search, and one company or facility."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from headwater.api.deps import AsOf, PartyName, Space
from headwater.graph.stores.parties import FindDocument, PartyDocument
from headwater.tasks import parties

router = APIRouter(prefix="/v1", tags=["companies and facilities"])


@router.get("/find", summary="Search names, aliases and ids")
def find(
    space: Space,
    text: Annotated[
        str, Query(description="Words of a name, or an id", min_length=1, max_length=500, examples=["spinning"])
    ],
    kind: Annotated[str | None, Query(description="facility, brand, group or organisation")] = None,
    limit: Annotated[int, Query(ge=1, le=parties.MAX_HITS)] = 20,
    as_of: AsOf = None,
) -> FindDocument:
    """Exact names first, then prefixes, words and text; each says why it matched."""
    return parties.find(space, text, kind=kind, limit=limit, as_of=as_of)


@router.get("/show", summary="One company or facility")
def show(space: Space, party: PartyName, as_of: AsOf = None) -> PartyDocument:
    """Its properties with who says so and who says otherwise, relations, findings, and every statement."""
    return parties.show(space, party, as_of=as_of)


@router.get("/parties/{party:path}", summary="One company or facility, by path")
def party(space: Space, party: str, as_of: AsOf = None) -> PartyDocument:
    """As /v1/show; slashes in the id may stand as they are."""
    return parties.show(space, party, as_of=as_of)
