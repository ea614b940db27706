"""The start page and the register as a page: server-rendered, autoescaped, no script at all."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response
from jinja2 import Template

from headwater.api.deps import AsOf, Space
from headwater.tasks import parties
from headwater.tasks.workspace import Workspace
from headwater.visualizations.html import environment
from headwater.visualizations.words import country_words

router = APIRouter(include_in_schema=False)
BUYER_KINDS = ("brand", "group")


def template(name: str) -> Template:
    """A template of the pages, or of those that all pages share."""
    return environment("headwater.api", "pages").get_template(name)


def page(name: str, space: Workspace, as_of: str | None, **values: Any) -> HTMLResponse:
    """Render a page with what every page shows: the data's day and revision, and whether it is made up."""
    snapshot, _ = space.picture(as_of)
    fictional = any(s.fictional for s in snapshot.sources.values())
    values |= {"as_of": snapshot.as_of, "revision": snapshot.revision, "fictional": fictional}
    return HTMLResponse(template(name).render(**values))


@router.get("/")
def home(space: Space, text: Annotated[str, Query(max_length=500)] = "", as_of: AsOf = None) -> Response:
    """Search, the buyers that are known, and the sources."""
    snapshot, _ = space.picture(as_of)
    buys = set(snapshot.buyer.tolist()) | {snapshot.index[g] for g in snapshot.members}
    buyers = [p for i, p in enumerate(snapshot.parties) if p.kind in BUYER_KINDS and i in buys]
    named = [
        p for p in buyers if p.kind == "brand" or _members_buy(snapshot.members.get(p.id, ()), snapshot.index, buys)
    ]
    hits = None
    if text.strip():
        found = parties.find(space, text, limit=50, as_of=as_of).hits
        hits = [h.model_dump() | {"country_words": country_words(h.country)} for h in found]
    return page(
        "home.html",
        space,
        as_of,
        title="Start",
        text=text.strip(),
        hits=hits,
        most=50,
        buyers=sorted(named, key=lambda p: (p.name.casefold(), p.id)),
        sources=list(snapshot.sources.values()),
    )


def _members_buy(members: tuple[str, ...], index: dict[str, int], buys: set[int]) -> bool:
    """Whether one of a group's members is itself a buyer."""
    return any(index[m] in buys and m.startswith("brand:") for m in members if m in index)


@router.get("/static/app.css")
def style() -> Response:
    """The style sheet."""
    return Response(template("app.css").render(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})
