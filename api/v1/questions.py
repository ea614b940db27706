"""Routes made from the questions: each field of an Ask is a parameter of the query."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse

from headwater.api.deps import reader_of
from headwater.asking.ask import Ask, File
from headwater.asking.asked import make_ask
from headwater.asking.form import form_of, said_by, said_twice
from headwater.asking.forms import to_json, to_page, to_text
from headwater.asking.parameters import taken
from headwater.asking.question import Question
from headwater.asking.recipe import put
from headwater.graph.errors import UnknownName
from headwater.questions import QUESTIONS

SANDBOX = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data:; frame-ancestors 'self'; base-uri 'none'"
)
"""Of a self-contained page made from data: it runs in a sandbox and may load nothing."""
FORM, FORMS = "as", ("json", "text", "html")
"""The parameter that names the answer's form, and its words."""


def parameters_of(question: Question) -> list[dict[str, Any]]:
    """The parameters of a question's route as OpenAPI has them: those of its form, and the answer's form."""
    schemas = question.ask.model_json_schema(by_alias=True)["properties"]
    schemas |= {p.name: p.schema() for info in question.ask.model_fields.values() for p in taken(info)}
    out = []
    for field in form_of(question):
        schema = dict(schemas[field.word])
        for key in ("title", "description"):
            schema.pop(key, None)
        if schema.get("default") is None:
            schema.pop("default", None)
        if field.choices and field.several:
            schema = {"type": "array", "items": {"type": "string", "enum": list(field.choices)}}
        elif field.choices:
            schema = {"type": "string", "enum": list(field.choices)}
        out.append(
            {"name": field.word, "in": "query", "required": field.required, "description": field.help, "schema": schema}
        )
    if not question.gives_file:
        words = "json; text as the command line prints it; html where there is a page of it."
        out.append(
            {"name": FORM, "in": "query", "required": False, "description": words,
             "schema": {"type": "string", "enum": list(FORMS), "default": "json"}}
        )  # fmt: skip
    return out


def asked(request: Request, question: Question, **by_path: str) -> tuple[Ask, str]:
    """The Ask that a query and the words of a path say, and the form of the answer. Raises WrongAsk, UnknownName."""
    pairs = [*by_path.items(), *request.query_params.multi_items()]
    form = FORMS[0]
    if not question.gives_file:
        said = [v for k, v in pairs if k == FORM and v.strip()]
        if len(said) > 1:
            raise said_twice(FORM, said[0], said[1])
        form = said[0] if said else form
        pairs = [p for p in pairs if p[0] != FORM]
        if form not in FORMS:
            raise UnknownName(f"form of {question.name}", form, list(FORMS))
    return make_ask(question, said_by(question, pairs)), form


def respond(request: Request, question: Question, ask: Ask, form: str = "json") -> Response:
    """The answer in the form asked for."""
    found = put(reader_of(request), question, ask)
    if isinstance(found, File):
        if found.framed:
            return StreamingResponse(
                iter(found.chunks), media_type=found.media_type, headers={"Content-Security-Policy": SANDBOX}
            )
        named = {"Content-Disposition": f'attachment; filename="{found.name}"'}
        return StreamingResponse(iter(found.chunks), media_type=found.media_type, headers=named)
    if form == "text":
        return PlainTextResponse(to_text(found, ask))
    if form == "html":
        page = to_page(found)
        if page is None:
            raise UnknownName(f"form of {question.name}", form, ["json", "text"])
        return HTMLResponse(page, headers={"Content-Security-Policy": SANDBOX})
    return Response(to_json(found, indent=None), media_type="application/json")


def route_of(question: Question) -> Callable[[Request], Response]:
    """The function of a question's route."""

    def route(request: Request) -> Response:
        ask, form = asked(request, question)
        return respond(request, question, ask, form)

    route.__name__ = question.name
    route.__doc__ = question.answer.__doc__
    return route


def make_router() -> APIRouter:
    """One GET a question, under its name."""
    made = APIRouter(prefix="/v1")
    for question in QUESTIONS:
        shape: dict[str, Any] = {"response_class": Response}
        if not question.gives_file:
            shape = {"response_model": functools.reduce(operator.or_, question.documents)}
        made.add_api_route(
            f"/{question.name}",
            route_of(question),
            methods=["GET"],
            tags=[question.tag],
            summary=question.title.removesuffix("."),
            openapi_extra={"parameters": parameters_of(question)},
            **shape,
        )
    return made


router = make_router()
