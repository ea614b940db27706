"""The register: the command line's document, and the page of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from headwater.api.deps import AsOf, Issue, Space
from headwater.api.routers.pages import page
from headwater.graph.risk.events import KINDS
from headwater.graph.risk.filters import Filters
from headwater.graph.risk.register import Register
from headwater.tasks import scoring

router = APIRouter()
ROWS = 50
"""Rows of a page for people."""


def filters(
    country: Annotated[str | None, Query(description="Only facilities in this country", max_length=100)] = None,
    facility: Annotated[str | None, Query(description="Only this company or facility", max_length=500)] = None,
    point: Annotated[list[str] | None, Query(description="Only this compliance point; may be given again")] = None,
    finding: Annotated[list[str] | None, Query(description="Only this kind of finding; may be given again")] = None,
    severity: Annotated[str | None, Query(description="At least this grave, 1 to 5", pattern="^[1-5]?$")] = None,
    since: Annotated[str | None, Query(description="Findings from this day on; undated ones stay")] = None,
    actions: Annotated[str | None, Query(description="any, overdue or none", pattern="^(any|overdue|none)?$")] = None,
    text: Annotated[str | None, Query(description="Words in a row", max_length=500)] = None,
) -> Filters:
    """The filters; an empty field of a form is none."""
    return Filters(
        country=country or None,
        facility=facility or None,
        points=tuple(x for x in point or () if x),
        kinds=tuple(x for x in finding or () if x),
        severity=int(severity) if severity else None,
        since=since or None,
        actions=cast(Literal["any", "overdue", "none"] | None, actions or None),
        text=text or None,
    )


Parties = Annotated[
    list[str] | None,
    Query(description="Buyers: an id, a source's own id, or a name where only one fits", examples=[["brand:larkspur"]]),
]
Chosen = Annotated[Filters, Depends(filters)]
After = Annotated[str | None, Query(description="`next` of the page before", max_length=500)]


@router.get("/v1/priorities", tags=["risk"], summary="What to look at first")
def priorities(
    space: Space,
    chosen: Chosen,
    party: Parties = None,
    issue: Issue = None,
    limit: Annotated[int | None, Query(ge=1, description="Rows a page; default: all")] = None,
    after: After = None,
    as_of: AsOf = None,
) -> Register:
    """The register of buyers, a country or a facility: severity first; shares, tiers and leverage never count."""
    return scoring.priorities(space, party or (), issue=issue, filters=chosen, limit=limit, after=after, as_of=as_of)


@router.get("/register", include_in_schema=False)
def register(
    space: Space,
    chosen: Chosen,
    party: Parties = None,
    issue: Issue = None,
    after: After = None,
    as_of: AsOf = None,
) -> Response:
    """The register as a page; what is chosen stands in its address."""
    buyers = [p for p in party or () if p]
    doc = scoring.priorities(
        space, buyers, issue=issue or None, filters=chosen, limit=ROWS, after=after or None, as_of=as_of or None
    )
    asked: list[tuple[str, Any]] = [("party", p) for p in buyers] + [
        (k, v)
        for k, v in (
            ("issue", issue), ("country", chosen.country), ("facility", chosen.facility), ("severity", chosen.severity),
            ("since", chosen.since), ("actions", chosen.actions), ("text", chosen.text), ("as_of", as_of),
            *(("point", p) for p in chosen.points), *(("finding", k) for k in chosen.kinds),
        )
        if v
    ]  # fmt: skip
    return page(
        "register.html",
        space,
        as_of or None,
        title=f"Register of {doc.buyer_name}",
        text="",
        doc=doc,
        asked=asked,
        chosen=chosen,
        issue=issue or "",
        issues=space.pack.issues,
        kinds=[k.value for k in KINDS],
        words={s.value: s.word for s in space.pack.severity_words},
        first="/register?" + urlencode(asked),
        following="/register?" + urlencode([*asked, ("after", doc.next)]) if doc.next else None,
        later=bool(after),
    )
