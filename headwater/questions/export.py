"""Files of the subgraph around companies or facilities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from headwater.asking.drawing import subgraph
from headwater.asking.fields import Choices, Depth, Issue, Shown
from headwater.asking.question import DayAsk, File
from headwater.graph.canonical import lines as canonical_lines
from headwater.graph.errors import UsageError
from headwater.library import Reader
from headwater.visualizations import EXPORTS, get_export

CANONICAL = "canonical"
"""The export of the whole store, statement by statement: JSON Lines."""


def formats() -> list[str]:
    """Names of the export formats."""
    return [*(e.NAME for e in EXPORTS), CANONICAL]


class ExportAsk(DayAsk):
    """With sources, licences, revision, pack, method version, parameters and recipe inside."""

    root: Annotated[
        tuple[str, ...], Shown("PARTY"), Field(description="A company or facility; may be given again.")
    ] = ()
    format: Annotated[str, Shown("FORMAT"), Choices(formats), Field(description="The file's form.")]
    open_only: Annotated[bool, Field(description="Leave out what sources say that may not be redistributed.")] = False
    depth: Depth = None
    issue: Issue = None


def answer(reader: Reader, ask: ExportAsk) -> File:
    """The file, written as it is made; `canonical` is of the whole store as this viewer sees it."""
    if ask.format == CANONICAL:
        if ask.said().keys() != {"format"}:
            raise UsageError("the canonical export is of the whole store; it takes no other option")
        return File(_canonical(reader), "application/x-ndjson", f"headwater-{CANONICAL}.jsonl")
    chosen = get_export(ask.format)
    graph = subgraph(reader, "export", ask, roots=ask.root, depth=ask.depth, issue=ask.issue, open_only=ask.open_only)
    made = chosen.render(graph)
    chunks = (made,) if isinstance(made, bytes) else made
    return File(chunks, chosen.MEDIA_TYPE, f"headwater-{ask.format}{chosen.SUFFIX}")


def _canonical(reader: Reader) -> Iterator[bytes]:
    for line in canonical_lines(reader.store, viewer=reader.viewer):
        yield f"{line}\n".encode()
