"""Every question as a page: its form, the answer in the words of the command line, the same as command and call."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from headwater.api.deps import reader_of
from headwater.api.pages.frame import asked_by, pairs_of, render
from headwater.asking.asked import refuse_wrong
from headwater.asking.form import address_of, command_of, form_of, query_of, said_by
from headwater.asking.forms import to_text
from headwater.asking.recipe import put
from headwater.graph.errors import HeadwaterError, UnknownName
from headwater.questions import get_question

router = APIRouter(include_in_schema=False)


@router.get("/ask/{name}")
def ask_page(request: Request, name: str) -> Response:
    """The form of a question; the answer beneath it once enough is said."""
    try:
        question = get_question(name)
    except UnknownName as error:
        raise HTTPException(404, str(error)) from None
    given = pairs_of(request)
    reader = reader_of(request)
    fields = form_of(question, given, reader.vocabulary)
    missing = [f.label for f in fields if f.required and not f.values]
    shown: dict[str, str | None] = {"text_answer": None, "problem": None, "command": None, "call": None, "file": None}
    status = 200
    try:
        if missing:
            refuse_wrong(question, said_by(question, given))
        else:
            ask = asked_by(question, given)
            reader = reader.at(getattr(ask, "as_of", None))
            call = address_of(f"/v1/{question.name}", query_of(ask))
            shown |= {"command": command_of(question, ask), "call": call}
            if question.gives_file:
                shown["file"] = call
            else:
                shown["text_answer"] = to_text(put(reader, question, ask), ask)
    except HeadwaterError as error:
        status, shown["problem"] = error.status, str(error)
    page = render("ask.html", reader, title=question.title, question=question, fields=fields, missing=missing, **shown)
    page.status_code = status
    return page
