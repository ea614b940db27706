"""One company or facility by path."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from headwater.api.v1.questions import respond
from headwater.asking.asked import make_ask
from headwater.graph.stores.parties import PartyDocument
from headwater.questions import get_question

router = APIRouter(prefix="/v1", tags=["companies and facilities"])


@router.get("/parties/{party:path}", summary="One company or facility, by path", response_model=PartyDocument)
def party(request: Request, party: str, as_of: Annotated[str | None, Query()] = None) -> Response:
    """As /v1/show; slashes in the id may stand as they are."""
    question = get_question("show")
    given = {"party": party, "as_of": as_of} if as_of else {"party": party}
    return respond(request, question, make_ask(question, given))
