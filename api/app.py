"""The API: `create_app(settings)`; routes under /v1, problem+json errors, the command line's documents."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from headwater.api import errors, pages, security
from headwater.api.errors import Problem
from headwater.api.v1 import ROUTERS
from headwater.graph.errors import StoreError
from headwater.library import Library
from headwater.settings import Settings, settings
from headwater.version import __version__

log = logging.getLogger(__name__)

STATUSES = {
    404: "What the path names, or the company or facility asked about (`party`; of an export `root`), isn't there",
    409: "Several companies or facilities fit a name; `candidates` lists them",
    422: "A word of the query is missing, unknown, or doesn't fit",
    503: "The store can't be reached",
}
"""Status of a refusal by a question → what it says of the call; one for each reason."""
PROBLEMS = {
    status: {"model": Problem, "description": words, "content": {errors.MEDIA_TYPE: {}}}
    for status, words in STATUSES.items()
}


def create_app(conf: Settings | None = None, *, today: str | None = None) -> FastAPI:
    """Build the app. `today` fixes the day of reads; None: today in UTC, each day anew.

    A store that can't be reached at the start, or isn't there, answers 503 until it can or is loaded into.
    """
    conf = conf or settings()
    opener: Callable[[], Library] = lambda: Library.open(conf.store, pack=conf.pack, today=today)  # noqa: E731

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.open = opener
        try:
            app.state.library = opener()
        except StoreError as error:
            log.warning("every request is answered 503 until the store can be opened: %s", error)
            app.state.library = None
        yield
        if app.state.library is not None:
            app.state.library.close()

    app = FastAPI(
        title="Headwater",
        version=__version__,
        summary="A supply chain due diligence graph explorer",
        description=(
            "The documents of the command line, over HTTP. Goods flow supplier → buyer; upstream means towards "
            "suppliers. null means unknown or not computed, never zero. Severity comes first: shares, tiers and "
            "leverage never order the register."
        ),
        license_info={"name": "Apache-2.0"},
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        responses=PROBLEMS,  # type: ignore[arg-type]
    )
    errors.install(app)
    app.middleware("http")(security.guard(conf.key()))
    for router in (*ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    return app
