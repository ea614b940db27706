"""Enterprise or systemic: the command line's document, and the same as a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from headwater.api.deps import AsOf, Issue, Space
from headwater.api.routers.pages import page
from headwater.graph.risk.systemic.rows import AGAINST
from headwater.graph.risk.systemic.systemic import Systemic
from headwater.tasks import systemic as tasks

router = APIRouter(tags=["risk"])


def document(
    space: Space,
    by: Annotated[str, Query(description="country or region, and point or issue")] = "country,point",
    buyer: Annotated[str | None, Query(description="Only factories that supply this buyer")] = None,
    issue: Issue = None,
    country: Annotated[str | None, Query(description="By code or name", examples=["BD"])] = None,
    as_of: AsOf = None,
) -> Systemic:
    """The document that both routes give."""
    return tasks.systemic(space, by=by, buyer=buyer, issue=issue, country=country, as_of=as_of)


Asked = Annotated[Systemic, Depends(document)]


@router.get("/v1/systemic", summary="Enterprise or systemic")
def systemic(doc: Asked) -> Systemic:
    """Of the assessed factories of each place, so many; a verdict with reasons, and who must act beyond the buyer."""
    return doc


@router.get("/systemic", include_in_schema=False)
def systemic_page(space: Space, doc: Asked, as_of: AsOf = None) -> Response:
    """The rows as a page."""
    return page("systemic.html", space, as_of, title="Enterprise or systemic", text="", doc=doc, against=AGAINST)
