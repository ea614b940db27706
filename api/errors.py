"""Every error as problem+json (RFC 9457), in the words of the command line."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from headwater.graph.errors import Ambiguous, HeadwaterError, StoreError
from headwater.graph.misfit import misfit
from headwater.visualizations.html import environment

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What went wrong, where, and what to do next."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "about:blank",
                "title": "Not Found",
                "status": 404,
                "detail": "no company or facility named 'Acme'; try `headwater find TEXT`",
                "code": "NotFound",
            }
        }
    )

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    candidates: list[dict[str, str]] | None = None


def problem(status: int, detail: str, code: str, **more: Any) -> JSONResponse:
    """A problem+json answer."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, code=code, **more)
    return JSONResponse(body.model_dump(exclude_none=True), status_code=status, media_type=MEDIA_TYPE)


def answer(request: Request, status: int, detail: str, code: str, **more: Any) -> Response:
    """A problem document under /v1; elsewhere, where people are, a plain page with the same words."""
    if request.url.path.startswith("/v1"):
        return problem(status, detail, code, **more)
    title = HTTPStatus(status).phrase
    page = environment().get_template("problem.html").render(title=title, detail=detail)
    return HTMLResponse(page, status_code=status)


def install(app: FastAPI) -> None:
    """Map the error tree, FastAPI's own errors, and whatever nobody foresaw."""

    @app.exception_handler(HeadwaterError)
    async def known(request: Request, error: HeadwaterError) -> Response:
        more: dict[str, Any] = {}
        if isinstance(error, Ambiguous):
            more["candidates"] = [{"id": i, "name": n} for i, n in error.candidates]
        if isinstance(error, StoreError):
            log.warning("store: %s", error)
        return answer(request, error.status, str(error), type(error).__name__, **more)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        said = "; ".join(misfit({**e, "loc": e["loc"][1:] or ("request",)}) for e in error.errors())
        return answer(request, 422, said, "InvalidRequest")

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        code = HTTPStatus(error.status_code).phrase.replace(" ", "")
        said = answer(request, error.status_code, str(error.detail), code)
        said.headers.update(error.headers or {})
        return said

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> Response:
        log.error("unforeseen error", exc_info=error)
        return answer(request, 500, "an error nobody foresaw; the server's log has it", "Unforeseen")
