"""The register: the command line's document, and the page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Literal, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from headwater.api.deps import AsOf, Issue, Space
from headwater.api.routers.pages import page
from headwater.graph.countries import country_name
from headwater.graph.records import Source
from headwater.graph.risk.own_risk.events import KINDS
from headwater.graph.risk.register.filters import Filters
from headwater.graph.risk.register.register import Register
from headwater.tasks import scoring
from headwater.tasks.workspace import Workspace

router = APIRouter()
ROWS, MOST = 50, 500
"""Rows of a page for people, where nobody says how many, and at most."""
Asked = tuple[str, Any]
"""A word of the page's address and its value."""


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
    limit: Annotated[int, Query(ge=1, le=MOST, description="Rows a page")] = ROWS,
    after: After = None,
    as_of: AsOf = None,
) -> Response:
    """The register as a page; what is chosen stands in its address."""
    buyers = [p for p in party or () if p]
    doc = scoring.priorities(
        space, buyers, issue=issue or None, filters=chosen, limit=limit, after=after or None, as_of=as_of or None
    )
    asked: list[Asked] = [("party", p) for p in buyers] + [
        (k, v)
        for k, v in (
            ("issue", issue), ("country", chosen.country), ("facility", chosen.facility), ("severity", chosen.severity),
            ("since", chosen.since), ("actions", chosen.actions), ("text", chosen.text), ("as_of", as_of),
            ("limit", limit if limit != ROWS else None),
            *(("point", p) for p in chosen.points), *(("finding", k) for k in chosen.kinds),
        )
        if v
    ]  # fmt: skip
    chips = _chips(space, doc, asked)
    return page(
        "register.html",
        space,
        as_of or None,
        title=f"Register of {doc.buyer_name}",
        text="",
        doc=doc,
        asked=asked,
        chips=[(words, _address(x for x in asked if x != one)) for one, words in chips],
        bare=_address(x for x in asked if x not in [one for one, _ in chips]),
        looks=_looks(doc, as_of or None),
        behind=_behind(space, doc, as_of or None),
        at=lambda facility: _address([("facility", facility), *(x for x in asked if x[0] == "as_of")]),
        chosen=chosen,
        issue=issue or "",
        issues=space.pack.issues,
        kinds=[k.value for k in KINDS],
        words={s.value: s.word for s in space.pack.severity_words},
        first=_address(asked),
        following=_address([*asked, ("after", doc.next)]) if doc.next else None,
        later=bool(after),
    )


def _address(asked: Iterable[Asked]) -> str:
    """The address of the page for what is asked."""
    return "/register?" + urlencode(list(asked))


def _chips(space: Workspace, doc: Register, asked: Sequence[Asked]) -> list[tuple[Asked, str]]:
    """The filters that may be taken away, each in words; whose register it is isn't one of them."""
    scope = () if doc.buyer else ("facility",) if doc.facility else ("country",)
    snapshot, _ = space.picture(next((v for k, v in asked if k == "as_of"), None))
    words: dict[str, Callable[[Any], str]] = {
        "issue": lambda v: "issue: " + next((i.title for i in space.pack.issues if i.id == doc.issue), v),
        "country": lambda v: f"country: {country_name(v) or v}",
        "facility": lambda v: f"only {snapshot.parties[snapshot.index[doc.facility]].name if doc.facility else v}",
        "severity": lambda v: f"severity {v} ({space.pack.word_of(v)}) or more",
        "since": lambda v: f"since {v}",
        "actions": lambda v: {"any": "with an action", "none": "no action known of"}.get(v, v),
        "text": lambda v: f"words: {v}",
        "point": lambda v: "point: " + next((p.title for p in space.pack.points if p.id == v), v),
        "finding": lambda v: v,
        "as_of": lambda v: f"as of {v}",
    }
    return [((k, v), words[k](v)) for k, v in asked if k in words and k not in scope]


def _looks(doc: Register, as_of: str | None) -> list[tuple[str, str]]:
    """Where else to look: brief and pictures of one company or facility."""
    of = doc.buyer[0] if len(doc.buyer) == 1 else doc.facility if not doc.buyer else None
    if of is None:
        return []
    asked = [("party", of), *([("as_of", as_of)] if as_of else [])]
    return [
        ("Brief", "/v1/brief?" + urlencode([*asked, ("as", "html")])),
        ("Tiers", "/v1/view?" + urlencode([*asked, ("as", "tiers")])),
        ("Network", "/v1/view?" + urlencode([*asked, ("as", "network")])),
        ("All statements", "/v1/show?" + urlencode(asked)),
    ]


def _behind(space: Workspace, doc: Register, as_of: str | None) -> list[Source]:
    """The sources whose rows stand on the page, by name."""
    held = space.picture(as_of)[0].sources
    refs = [x for r in doc.rows for x in (*r.refs, *(y for a in r.actions for y in a.refs))]
    names = {x.source for x in (*refs, *(x for c in doc.context for x in c.refs))}
    return [held[n] for n in sorted(names) if n in held]
