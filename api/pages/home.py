"""The start page: search, the buyers that are known, the questions, the sources."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from headwater.api.deps import reader_of, said_in
from headwater.api.pages.frame import render, template
from headwater.asking.asked import make_ask
from headwater.asking.recipe import put
from headwater.graph.risk.network.groups import buyers
from headwater.questions import get_question

router = APIRouter(include_in_schema=False)
MOST = 50
"""Hits on the page."""


@router.get("/")
def home(request: Request) -> Response:
    """Search, the buyers that are known, and the sources."""
    said = said_in(request, "text", "as_of")
    reader, text = reader_of(request).at(said.get("as_of")), said.get("text", "")
    hits = None
    if text:
        question = get_question("find")
        hits = put(reader, question, make_ask(question, {"text": text, "limit": MOST})).hits
    snapshot, _ = reader.picture()
    return render(
        "home.html",
        reader,
        title="Start",
        text=text,
        hits=hits,
        most=MOST,
        buyers=[snapshot.parties[i] for i in buyers(snapshot)],
        sources=list(snapshot.sources.values()),
    )


@router.get("/static/app.css")
def style() -> Response:
    """The style sheet."""
    return Response(template("app.css").render(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})
