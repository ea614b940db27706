"""The start page and the register as a page: server-rendered, autoescaped, no script at all."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from headwater.api.deps import AsOf, Space
from headwater.graph.countries import country_words, region_words
from headwater.graph.numbers import count, percent
from headwater.tasks import parties
from headwater.tasks.workspace import Workspace

router = APIRouter(include_in_schema=False)
BUYER_KINDS = ("brand", "group")


@lru_cache
def templates() -> Environment:
    """The pages' templates."""
    made = Environment(loader=PackageLoader("headwater.api", "pages"), autoescape=True, undefined=StrictUndefined)
    made.filters.update(soft=soft, count=count, percent=percent, country=country_words, region=region_words)
    return made


def soft(text: str) -> Markup:
    """Text that may break after the marks of file names.

    >>> soft("a_b.csv <x>")
    Markup('a_<wbr>b.<wbr>csv &lt;x&gt;')
    """
    return Markup(re.sub(r"([_./])(?=\w)", r"\1<wbr>", str(escape(text))))


def page(name: str, space: Workspace, as_of: str | None, **values: Any) -> HTMLResponse:
    """Render a page with what every page shows: the data's day and revision, and whether it is made up."""
    snapshot, _ = space.picture(as_of)
    fictional = any(s.fictional for s in snapshot.sources.values())
    values |= {"as_of": snapshot.as_of, "revision": snapshot.revision, "fictional": fictional}
    return HTMLResponse(templates().get_template(name).render(**values))


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
def style(request: Request) -> Response:
    """The style sheet."""
    body = files("headwater.api").joinpath("pages/static/app.css").read_text(encoding="utf-8")
    return Response(body, media_type="text/css", headers={"Cache-Control": "max-age=3600"})
