"""The start page: search, the buyers that are known, the questions, the sources."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from headwater.api.deps import reader_of
from headwater.api.pages.frame import render, template
from headwater.asking.asked import make_ask
from headwater.asking.recipe import put
from headwater.graph.statements import PartyDoc
from headwater.library import Reader
from headwater.questions import get_question

router = APIRouter(include_in_schema=False)
BUYER_KINDS = ("brand", "group")
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
    return render(
        "home.html",
        reader,
        title="Start",
        text=text.strip(),
        hits=hits,
        most=MOST,
        buyers=buyers(reader),
        sources=list(reader.picture()[0].sources.values()),
    )


def buyers(reader: Reader) -> list[PartyDoc]:
    """The brands that buy, and the groups one of whose brands does, by name."""
    snapshot, _ = reader.picture()
    buys = set(snapshot.buyer.tolist()) | {snapshot.index[g] for g in snapshot.members}

    def has_brand(group: str) -> bool:
        members = (snapshot.index[m] for m in snapshot.members.get(group, ()) if m in snapshot.index)
        return any(m in buys and snapshot.parties[m].kind == "brand" for m in members)

    found = [p for i, p in enumerate(snapshot.parties) if p.kind in BUYER_KINDS and i in buys]
    named = [p for p in found if p.kind == "brand" or has_brand(p.id)]
    return sorted(named, key=lambda p: (p.name.casefold(), p.id))


@router.get("/static/app.css")
def style() -> Response:
    """The style sheet."""
    return Response(template("app.css").render(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})
