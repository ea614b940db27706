"""Enterprise or systemic, as a page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from headwater.api.pages.frame import asked_by, pairs_of, reader_at, render
from headwater.asking.recipe import put
from headwater.graph.risk.systemic.rows import AGAINST
from headwater.questions import get_question

router = APIRouter(include_in_schema=False)


@router.get("/systemic")
def systemic(request: Request) -> Response:
    """The rows as a page."""
    question = get_question("systemic")
    ask = asked_by(question, pairs_of(request))
    reader = reader_at(request, ask)
    return render(
        "systemic.html", reader, title="Enterprise or systemic", doc=put(reader, question, ask), against=AGAINST
    )
