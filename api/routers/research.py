"""What the numbers rest on: the command line's documents."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import PlainTextResponse

from headwater.api.deps import AsOf, Issue, PartyName, Space
from headwater.api.routers.risk import Parameters, framed
from headwater.graph.errors import UnknownName
from headwater.graph.risk.sensitivity.sensitivity import Sensitivity
from headwater.graph.vocabulary.page import PackContents
from headwater.tasks import packs, sensitivities
from headwater.tasks.reproduce import Reproduced, reproduce_bytes
from headwater.visualizations.reports.pack_print import pack_html, pack_text
from headwater.visualizations.text.sensitivity import moves

router = APIRouter(prefix="/v1", tags=["what the numbers rest on"])


@router.get("/pack", summary="The pack, whole", response_model=PackContents)
def pack(
    space: Space,
    form: Annotated[str, Query(alias="as", description="json, html or text")] = "json",
    party: Annotated[
        str | None, Query(alias="sensitivity", description="Say beside each number what it moves for this company")
    ] = None,
    issue: Annotated[str | None, Query(description="With `sensitivity`: only this issue")] = None,
) -> Any:
    """Every word and number of the sector's pack with its unit, source and reason."""
    doc = packs.pack(space.pack)
    if party:
        moved = sensitivities.sensitivity(space, party, issue=issue)
        doc = doc.model_copy(update={"moved": moves(moved)})
    if form == "json":
        return doc
    if form == "html":
        return framed(pack_html(doc))
    if form == "text":
        return PlainTextResponse(pack_text(doc))
    raise UnknownName("form of the pack", form, ["json", "html", "text"])


@router.get("/sensitivity", summary="How much each assumption moves a result")
def sensitivity(
    space: Space,
    party: PartyName,
    params: Parameters,
    indicator: Annotated[str, Query(examples=["upstream_risk"])] = "upstream_risk",
    issue: Issue = None,
    as_of: AsOf = None,
) -> Sensitivity:
    """Each assumed number of the pack is moved alone and the result computed again; the largest swing first."""
    return sensitivities.sensitivity(space, party, indicator=indicator, issue=issue, params=params, as_of=as_of)


async def content(request: Request) -> bytes:
    """The file sent, whatever its type."""
    return await request.body()


@router.post("/reproduce", summary="Compute a result again")
def reproduce(
    space: Space,
    body: Annotated[bytes, Depends(content)],
    name: Annotated[str, Query(description="What to call the file in the answer", max_length=500)] = "file",
) -> Reproduced:
    """Send a document of this API or an export as the body: it's the same, or what differs. Nothing is saved."""
    return reproduce_bytes(space, body, name)
