"""Is it up."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict

from headwater.api.deps import library_of, said_in
from headwater.graph.errors import StoreError
from headwater.version import __version__

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
    said_in(request)
    try:
        library = library_of(request)
        revision = library.store.revision()
    except StoreError as error:
        return Health(status="degraded", version=__version__, store=str(error), revision=None, pack=None)
    return Health(status="ok", version=__version__, store="ok", revision=revision, pack=library.pack.version)
