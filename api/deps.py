"""What routes ask for: the library of this app, and a reader for this request."""

from __future__ import annotations

from typing import cast

from fastapi import Request

from headwater.graph.errors import StoreError
from headwater.library import Library, Reader


def library_of(request: Request) -> Library:
    """The library; opened anew where the store could not be reached before. Raises StoreError."""
    held = request.app.state.library
    if held is None:
        held = request.app.state.library = request.app.state.open()
    if held is None:
        raise StoreError("the store is not open")
    return cast(Library, held)


def reader_of(request: Request) -> Reader:
    """Who asks: everybody, today. Roles will choose another viewer here, and nowhere else."""
    return Reader(library_of(request))
