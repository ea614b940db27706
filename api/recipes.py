"""Each result that is served carries its recipe, as on the command line."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from headwater.api.security import Next
from headwater.tasks.recipes import with_recipe
from headwater.tasks.workspace import Workspace


async def attach(request: Request, call: Next) -> Response:
    """Middleware: add the recipe to the JSON document of a GET under /v1."""
    response = await call(request)
    space = request.app.state.workspace
    kind = response.headers.get("content-type", "")
    if (
        request.method != "GET"
        or not request.url.path.startswith("/v1/")
        or request.url.path == request.app.openapi_url
        or response.status_code != 200
        or not kind.startswith("application/json")
        or space is None
    ):
        return response
    body = b"".join([chunk async for chunk in response.body_iterator])  # type: ignore[attr-defined]
    asked = {name: request.query_params.getlist(name) for name in request.query_params}
    made = await run_in_threadpool(_with_recipe, space, body, asked)
    headers = {k: v for k, v in response.headers.items() if k.lower() != "content-length"}
    return Response(made, status_code=response.status_code, headers=headers)


def _with_recipe(space: Workspace, body: bytes, asked: dict[str, Any]) -> bytes:
    document = json.loads(body)
    if not isinstance(document, dict):
        return body
    made = with_recipe(space, document, asked)
    if "recipe" not in made:
        return body
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
