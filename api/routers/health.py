"""Is it up, and what does it hold."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict

from headwater import __version__
from headwater.api.deps import Space
from headwater.graph.errors import StoreError
from headwater.graph.stores.reports import LoadLogDocument
from headwater.tasks import keeping

router = APIRouter(prefix="/v1", tags=["health"])


class Health(BaseModel):
    """The state of the service."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"status": "ok", "version": "0.1.0", "store": "ok", "revision": 7, "pack": "garment"}
        }
    )

    status: str
    version: str
    store: str
    revision: int | None
    pack: str | None


@router.get("/health", summary="Is it up")
def health(request: Request) -> Health:
    """Answer 200 with the store's revision; `store` says why where it can't be reached."""
    held: Any = request.app.state.workspace
    try:
        if held is None:
            held = request.app.state.workspace = request.app.state.open()
        revision = held.store.revision(viewer=held.viewer)
    except StoreError as error:
        return Health(status="degraded", version=__version__, store=str(error), revision=None, pack=None)
    return Health(status="ok", version=__version__, store="ok", revision=revision, pack=held.pack.version)


@router.get("/loads", summary="The load log")
def loads(space: Space) -> LoadLogDocument:
    """What was loaded, taken back and decided, by revision."""
    return keeping.loads(space)
