"""The printer of documents that have none of their own: field by field, lists of rows as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from headwater.graph.documents import Header, SourceRow
from headwater.graph.risk.values.params import Params
from headwater.visualizations.text.console import Item, table
from headwater.visualizations.text.said import params_words
from headwater.visualizations.words import source_row


def text(doc: BaseModel, ask: Mapping[str, Any]) -> Iterable[Item]:
    """Each field by its name."""
    del ask
    for name in type(doc).model_fields:
        value = getattr(doc, name)
        if name == "recipe" or value is None:
            continue
        words = name.replace("_", " ")
        if isinstance(value, Header):
            yield header_line(value)
        elif isinstance(value, tuple | list) and value and all(isinstance(x, BaseModel) for x in value):
            yield f"{words}:"
            yield from _rows(list(value))
        else:
            yield f"{words}: {_cell(value)}"


def header_line(header: Header) -> str:
    """What an answer rests on, in one line."""
    return f"as of {header.day}, revision {header.revision}, pack {header.pack}, method version {header.method_version}"


def _rows(rows: list[BaseModel]) -> Iterator[Item]:
    names = [n for n in type(rows[0]).model_fields if any(getattr(r, n, None) not in (None, ()) for r in rows)]
    yield table([n.replace("_", " ") for n in names], ([_cell(getattr(r, n, None)) for n in names] for r in rows))


def _cell(value: Any) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, SourceRow):
        return source_row(value)
    if isinstance(value, Params):
        return params_words(value.model_dump())
    if isinstance(value, BaseModel):
        return ", ".join(f"{n} {_cell(v)}" for n, v in value if v is not None)
    if isinstance(value, Mapping):
        return ", ".join(f"{k} {_cell(v)}" for k, v in value.items())
    if isinstance(value, tuple | list):
        return "; ".join(map(_cell, value))
    return str(value)
