"""What every page has: its template, the data's day and revision, whether it is made up, and what was asked."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Template

from headwater.api.deps import reader_of
from headwater.asking.ask import Ask
from headwater.asking.asked import make_ask
from headwater.asking.form import said_by
from headwater.asking.question import Question
from headwater.library import Reader
from headwater.questions import QUESTIONS
from headwater.visualizations.html import environment

Pair = tuple[str, str]


def template(name: str) -> Template:
    """A template of the pages, or of those that all pages share."""
    return environment("headwater.api", "pages").get_template(name)


def render(name: str, reader: Reader, **values: Any) -> HTMLResponse:
    """A page with what every page shows."""
    snapshot, _ = reader.picture()
    fictional = any(s.fictional for s in snapshot.sources.values())
    shared = {
        "as_of": snapshot.as_of,
        "revision": snapshot.revision,
        "fictional": fictional,
        "questions": QUESTIONS,
        "text": "",
    }
    return HTMLResponse(template(name).render(shared | values))


def pairs_of(request: Request) -> list[Pair]:
    """The words of the address with their values, in its order; empty fields of a form too."""
    return request.query_params.multi_items()


def asked_by(question: Question, pairs: list[Pair]) -> Ask:
    """The Ask that an address says. Raises UsageError, UnknownName."""
    return make_ask(question, said_by(question, pairs))


def reader_at(request: Request, ask: Ask) -> Reader:
    """The reader of a page on the day that is asked for."""
    return reader_of(request).at(getattr(ask, "as_of", None))
