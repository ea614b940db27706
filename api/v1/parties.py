"""One company or facility by path."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from headwater.api.v1.questions import asked, parameters_of, respond
from headwater.graph.stores.parties import PartyDocument
from headwater.questions import get_question

router = APIRouter(prefix="/v1", tags=["companies and facilities"])
SHOW = get_question("show")


@router.get(
    "/parties/{party:path}",
    summary="One company or facility, by path",
    response_model=PartyDocument,
    openapi_extra={"parameters": [p for p in parameters_of(SHOW) if p["name"] != "party"]},
)
def party(request: Request, party: str) -> Response:
    """As /v1/show; slashes in the id may stand as they are."""
    ask, form = asked(request, SHOW, party=party)
    return respond(request, SHOW, ask, form)
