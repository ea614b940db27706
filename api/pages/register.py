"""The register as a page; what is chosen stands in its address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from headwater.api.pages.frame import Pair, asked_by, pairs_of, reader_at, render
from headwater.asking.form import address_of, command_of, query_of
from headwater.asking.recipe import put
from headwater.graph.countries import country_name
from headwater.graph.errors import UsageError
from headwater.graph.records import Source
from headwater.graph.risk.own_risk.events import KINDS
from headwater.graph.risk.register.register import Register
from headwater.library import Reader
from headwater.questions import get_question

router = APIRouter(include_in_schema=False)
PATH = "/register"
ROWS, MOST = 50, 500
"""Rows of a page for people, where nobody says how many, and at most."""


@router.get(PATH)
def register(request: Request) -> Response:
    """The register with its filters as a form, one page of rows, and where else to look."""
    question = get_question("priorities")
    given = pairs_of(request)
    ask: Any = asked_by(question, given)
    if ask.limit is not None and ask.limit > MOST:
        raise UsageError(f"limit: a page shows at most {MOST} rows; /v1/priorities gives all")
    reader = reader_at(request, ask)
    doc: Register = put(reader, question, ask.model_copy(update={"limit": ask.limit or ROWS}))
    asked = [p for p in query_of(ask) if p[0] != "after"]
    chips = _chips(reader, doc, asked)
    return render(
        "register.html",
        reader,
        title=f"Register of {doc.buyer_name}",
        doc=doc,
        asked=asked,
        chips=[(words, _address(x for x in asked if x != one)) for one, words in chips],
        bare=_address(x for x in asked if x not in [one for one, _ in chips]),
        looks=_looks(doc, ask.as_of),
        behind=_behind(reader, doc),
        at=lambda facility: _address([("facility", facility), *(x for x in asked if x[0] == "as_of")]),
        chosen=ask,
        issues=reader.vocabulary.issues,
        kinds=[k.value for k in KINDS],
        words={s.value: s.word for s in reader.vocabulary.severity_words},
        first=_address(asked),
        following=_address([*asked, ("after", doc.next)]) if doc.next else None,
        later=ask.after is not None,
        command=command_of(question, ask),
        call=address_of(f"/v1/{question.name}", query_of(ask)),
    )


def _address(asked: Iterable[Pair]) -> str:
    """The address of the page for what is asked."""
    return address_of(PATH, list(asked))


def _chips(reader: Reader, doc: Register, asked: Sequence[Pair]) -> list[tuple[Pair, str]]:
    """The filters that may be taken away, each in words; whose register it is isn't one of them."""
    scope = () if doc.buyer else ("facility",) if doc.facility else ("country",)
    snapshot, _ = reader.picture()
    pack = reader.vocabulary
    words: dict[str, Callable[[str], str]] = {
        "issue": lambda v: f"issue: {pack.issue_title(doc.issue or v)}",
        "country": lambda v: f"country: {country_name(reader.country(v)) or v}",
        "facility": lambda v: f"only {snapshot.parties[snapshot.index[doc.facility]].name if doc.facility else v}",
        "severity": lambda v: f"severity {v} ({pack.word_of(int(v))}) or more",
        "since": lambda v: f"since {v}",
        "actions": lambda v: {"any": "with an action", "none": "no action known of"}.get(v, v),
        "text": lambda v: f"words: {v}",
        "point": lambda v: "point: " + next((p.title for p in pack.points if p.id == v), v),
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
        ("Brief", address_of("/v1/brief", [*asked, ("as", "html")])),
        ("Tiers", address_of("/v1/view", [*asked, ("as", "tiers")])),
        ("Network", address_of("/v1/view", [*asked, ("as", "network")])),
        ("All statements", address_of("/ask/show", asked)),
    ]


def _behind(reader: Reader, doc: Register) -> list[Source]:
    """The sources whose rows stand on the page, by name."""
    held = reader.picture()[0].sources
    refs = [x for r in doc.rows for x in (*r.refs, *(y for a in r.actions for y in a.refs))]
    names = {x.source for x in (*refs, *(x for c in doc.context for x in c.refs))}
    return [held[n] for n in sorted(names) if n in held]
