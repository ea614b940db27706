"""An answer as JSON, as text, as a page of its own: the same in the command line, the API and the pages."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from headwater.asking.ask import Ask
from headwater.visualizations.reports import page_of
from headwater.visualizations.text import printed, render


def to_json(document: BaseModel | dict[str, Any] | list[Any], *, indent: int | None = 2) -> str:
    """One JSON document: sorted keys, floats by repr, text as it is."""
    return json.dumps(_plain(document), ensure_ascii=False, sort_keys=True, indent=indent, allow_nan=False)


def to_text(document: BaseModel, ask: Ask | None = None, *, width: int | None = None, colour: bool = False) -> str:
    """The document in words, as the command line prints it."""
    asked = {} if ask is None else ask.model_dump()
    return render(printed(document, asked), width=width, colour=colour)


def to_page(document: BaseModel) -> str | None:
    """The document as one self-contained HTML page; None where it has no such form."""
    return page_of(document)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value


__all__ = ["to_json", "to_page", "to_text"]
