"""What routes ask for: the library of this app, and a reader for this request."""

from __future__ import annotations

from typing import cast

from fastapi import Request

from headwater.asking.form import said_twice
from headwater.graph.errors import StoreError, WrongAsk
from headwater.library import Library, Reader


def library_of(request: Request) -> Library:
    """The library; opened anew where the store could not be reached before. Raises StoreError."""
    held = request.app.state.library
    if held is None:
        held = request.app.state.library = request.app.state.open()
    if held is None:
        raise StoreError("the store is not open")
    return cast(Library, held)


def said_in(request: Request, *words: str) -> dict[str, str]:
    """What a query says that may have these words, each once; a word with nothing but blanks isn't said.

    Raises:
        WrongAsk: It has another word, or one twice.
    """
    out: dict[str, str] = {}
    for word, value in request.query_params.multi_items():
        if word not in words:
            known = f"there is {', '.join(words)}" if words else "it takes none"
            raise WrongAsk(f"no parameter {word!r} here; {known}")
        if word in out:
            raise said_twice(word, out[word], value)
        if value.strip():
            out[word] = value.strip()
    return out


def reader_of(request: Request) -> Reader:
    """Who asks: everybody, today. Roles will choose another viewer here, and nowhere else."""
    return Reader(library_of(request))
