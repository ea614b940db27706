"""The start page: search, the buyers that are known, the questions, the sources."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from headwater.api.deps import reader_of
from headwater.api.pages.frame import render, template
from headwater.asking.asked import make_ask
from headwater.asking.recipe import put
from headwater.graph.risk.network.groups import buyers
from headwater.questions import get_question

router = APIRouter(include_in_schema=False)
MOST = 50
"""Hits on the page."""


@router.get("/")
def home(
    request: Request, text: Annotated[str, Query(max_length=500)] = "", as_of: Annotated[str | None, Query()] = None
) -> Response:
    """Search, the buyers that are known, and the sources."""
    reader = reader_of(request).at(as_of or None)
    hits = None
    if text.strip():
        question = get_question("find")
        hits = put(reader, question, make_ask(question, {"text": text.strip(), "limit": MOST})).hits
    snapshot, _ = reader.picture()
    return render(
        "home.html",
        reader,
        title="Start",
        text=text.strip(),
        hits=hits,
        most=MOST,
        buyers=[snapshot.parties[i] for i in buyers(snapshot)],
        sources=list(snapshot.sources.values()),
    )


@router.get("/static/app.css")
def style() -> Response:
    """The style sheet."""
    return Response(template("app.css").render(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})
