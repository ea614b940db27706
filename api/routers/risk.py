"""The register, indicators and what lies behind them: the command line's documents."""

from __future__ import annotations

from inspect import Parameter as SignatureParameter
from inspect import Signature
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from headwater.api.deps import AsOf, Issue, PartyName, Space
from headwater.graph.errors import UnknownName
from headwater.graph.risk.indicators import PARAMETERS
from headwater.graph.risk.indicators.explanations import EXPLANATION
from headwater.graph.risk.indicators.scores import Scores
from headwater.graph.risk.leverage.shared import Shared
from headwater.graph.risk.trace.buyers import Buyers
from headwater.graph.risk.trace.trace import Trace
from headwater.tasks import scoring
from headwater.visualizations.reports.brief import Brief
from headwater.visualizations.reports.brief_print import brief_html, brief_text

router = APIRouter(prefix="/v1", tags=["risk"])


def parameters(**given: str | None) -> dict[str, str]:
    """The indicator's parameters, by the names of `--param`; the query takes those of the registry."""
    return {k: v for k, v in given.items() if v is not None}


parameters.__signature__ = Signature(  # type: ignore[attr-defined]
    [
        SignatureParameter(
            p.name,
            SignatureParameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, Query(description=p.words())],
        )
        for p in PARAMETERS
    ]
)

Parameters = Annotated[dict[str, str], Depends(parameters)]


@router.get("/indicators", summary="What can be scored")
def indicators() -> list[dict[str, Any]]:
    """Each indicator's name, question and parameters as a JSON schema."""
    return scoring.indicators()


@router.get("/score", summary="An indicator over the graph")
def score(
    space: Space,
    params: Parameters,
    indicator: Annotated[str, Query(examples=["upstream_risk"])] = "upstream_risk",
    issue: Issue = None,
    kind: Annotated[str | None, Query(description="Only parties of this kind", examples=["brand"])] = None,
    as_of: AsOf = None,
) -> Scores:
    """Rows by name; null is unknown, never zero. A number describes, it doesn't order the work."""
    return scoring.score(space, indicator=indicator, issue=issue, kind=kind, params=params, as_of=as_of)


@router.get("/explain", summary="An indicator taken apart", response_model=EXPLANATION)
def explain(
    space: Space,
    party: PartyName,
    params: Parameters,
    indicator: Annotated[str, Query(examples=["upstream_risk"])] = "upstream_risk",
    issue: Issue = None,
    top: Annotated[int, Query(ge=1, le=1000)] = 10,
    as_of: AsOf = None,
) -> Any:
    """Lists that add up and lead to source rows (upstream_risk), the route (worst_path), or what adds most.

    A group gives one such document for each of its brands.
    """
    return scoring.explain(space, party, indicator=indicator, issue=issue, top=top, params=params, as_of=as_of)


@router.get("/trace", summary="Upstream by tier")
def trace(
    space: Space,
    party: PartyName,
    depth: Annotated[int | None, Query(ge=1, le=50)] = None,
    issue: Issue = None,
    as_of: AsOf = None,
) -> Trace:
    """Who stands upstream, tier by tier, with states, mapped and assessed shares, and blind spots."""
    return scoring.trace(space, party, depth=depth, issue=issue, as_of=as_of)


@router.get("/buyers", summary="Who buys from a facility")
def buyers(space: Space, party: PartyName, as_of: AsOf = None) -> Buyers:
    """Direct and further buyers, each with the rows that say so."""
    return scoring.buyers(space, party, as_of=as_of)


@router.get("/share", summary="Facilities that several companies share")
def share(
    space: Space,
    party: Annotated[list[str], Query(min_length=2, description="Two or more")],
    depth: Annotated[int | None, Query(ge=1, le=50)] = None,
    as_of: AsOf = None,
) -> Shared:
    """Facilities that supply all of them, who else buys there, and what may be shared but needs a review."""
    return scoring.share(space, party, depth=depth, as_of=as_of)


@router.get("/brief", summary="Two pages for a meeting", response_model=Brief)
def brief(
    space: Space,
    party: PartyName,
    issue: Issue = None,
    as_of: AsOf = None,
    form: Annotated[str, Query(alias="as", description="json, html or text")] = "json",
) -> Any:
    """What is confirmed, alleged, context only, unknown; first priorities; whom to ask; what this can't tell."""
    doc = scoring.brief(space, party, issue=issue, as_of=as_of)
    if form == "json":
        return doc
    if form == "html":
        return framed(brief_html(doc))
    if form == "text":
        return PlainTextResponse(brief_text(doc))
    raise UnknownName("form of the brief", form, ["json", "html", "text"])


def framed(html: str) -> Response:
    """A self-contained page made from data: it runs in a sandbox and may load nothing."""
    policy = (
        "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        "img-src data:; frame-ancestors 'self'; base-uri 'none'"
    )
    return HTMLResponse(html, headers={"Content-Security-Policy": policy})
