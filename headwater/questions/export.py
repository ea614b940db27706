"""Files of the subgraph around companies or facilities."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk, File
from headwater.asking.drawing import subgraph
from headwater.asking.fields import Choices, Country, Depth, Issue, Shown
from headwater.clock import iso_first_day
from headwater.graph.canonical import lines as canonical_lines
from headwater.graph.errors import UsageError
from headwater.library import Reader
from headwater.visualizations.exports.chunks import chunks
from headwater.visualizations.registry import EXPORTS, get_export

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
    format: Annotated[str, Shown("FORMAT"), Choices(formats, "export format"), Field(description="The file's form.")]
    open_only: Annotated[bool, Field(description="Leave out what sources say that may not be redistributed.")] = False
    country: Annotated[Country, Field(description="Only who is in this country, and who buys there.")] = None
    since: Annotated[
        str | None,
        Shown("DATE"),
        Field(description="No findings, assessments and actions of before this day, month or year; undated ones stay."),
    ] = None
    depth: Depth = None
    issue: Issue = None


def answer(reader: Reader, ask: ExportAsk) -> File:
    """The file, written as it is made; `canonical` is of the whole store as this viewer sees it."""
    what = f"{ask.format} export"
    if ask.format == CANONICAL:
        if ask.said().keys() != {"format"}:
            raise UsageError("the canonical export is of the whole store; it takes no other option")
        lines = canonical_lines(reader.store, viewer=reader.viewer)
        body = chunks(f"{line}\n" for line in lines)
        return File(body, "application/x-ndjson", f"headwater-{CANONICAL}.jsonl", what=what)
    chosen = get_export(ask.format)
    graph = subgraph(
        reader,
        "export",
        ask,
        roots=ask.root,
        depth=ask.depth,
        issue=ask.issue,
        open_only=ask.open_only,
        country=None if ask.country is None else reader.country(ask.country),
        since=None if ask.since is None else iso_first_day(ask.since, "since"),
        whole=True,
    )
    return File(chosen.render(graph), chosen.MEDIA_TYPE, f"headwater-{ask.format}{chosen.SUFFIX}", what=what)
