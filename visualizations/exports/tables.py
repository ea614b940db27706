"""CSV tables in a zip: nodes, edges, findings, assessments, actions, sources, and a README that says what they are."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from headwater.visualizations.exports import about
from headwater.visualizations.exports.chunks import chunks
from headwater.visualizations.exports.columns import (
    EDGE_FIRST,
    NODE_FIRST,
    RECORD_FIRST,
    Cell,
    columns,
    edge_cells,
    flat,
    node_cells,
    record_cells,
)
from headwater.visualizations.records import RecordNode
from headwater.visualizations.subgraph import Subgraph

FORM = (
    "CSV is UTF-8 with a byte order mark, comma and double quotes, first row the columns. Lists and mappings are JSON "
    "text, an empty cell is unknown. Text that a spreadsheet might run as a formula, or that begins with an "
    "apostrophe, has an apostrophe before it: take one off to get the text back. Control characters are taken out."
)
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠", "'")
SOURCE_FIRST = ("key", "title", "publisher", "licence", "redistributable", "attribution", "dated", "fictional")
_WHEN = (1980, 1, 1, 0, 0, 0)


class Tables:
    """The CSV export."""

    NAME: ClassVar[str] = "csv"
    TITLE: ClassVar[str] = "CSV tables in a zip, for spreadsheets"
    MEDIA_TYPE: ClassVar[str] = "application/zip"
    SUFFIX: ClassVar[str] = ".zip"

    def render(self, subgraph: Subgraph) -> Iterator[bytes]:
        """Give the zip; names and dates inside are fixed, so equal subgraphs give equal bytes."""
        out = _Out()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for name, content in self.files(subgraph):
                entry = zipfile.ZipInfo(name, _WHEN)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                with z.open(entry, "w") as file:
                    for part in content:
                        file.write(part)
                        yield from out.taken()
                yield from out.taken()
        yield from out.taken()

    def files(self, subgraph: Subgraph) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give the files by name, for a folder instead of a zip; each as it is made."""
        head = json.dumps(about.about(subgraph), sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False)
        yield "README.txt", _encoded([about.text(subgraph, FORM)])
        yield "about.json", _encoded([head + "\n"])
        tables: tuple[tuple[str, Callable[[], Iterator[dict[str, Cell]]], tuple[str, ...]], ...] = (
            ("nodes", lambda: _nodes(subgraph), NODE_FIRST),
            ("edges", lambda: _edges(subgraph), ("start", "start_name", "end", "end_name", *EDGE_FIRST)),
            ("findings", lambda: _records(subgraph, subgraph.findings), RECORD_FIRST),
            ("assessments", lambda: _records(subgraph, subgraph.assessments), RECORD_FIRST),
            ("actions", lambda: _records(subgraph, subgraph.actions), RECORD_FIRST),
            ("sources", lambda: _sources(subgraph), SOURCE_FIRST),
        )
        for name, rows, first in tables:
            yield f"{name}.csv", _encoded(table(rows, first))


class _Out(io.RawIOBase):
    """Where a zip is written without going back: holds what nobody took yet."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> Iterator[bytes]:
        """What was written since, once."""
        parts, self._parts = self._parts, []
        if parts:
            yield b"".join(parts)


def _nodes(subgraph: Subgraph) -> Iterator[dict[str, Cell]]:
    for n in subgraph.nodes:
        yield {k: v for k, v in node_cells(n).items() if k != "label"}


def _edges(subgraph: Subgraph) -> Iterator[dict[str, Cell]]:
    names = subgraph.by_id
    for e in subgraph.edges:
        ends: dict[str, Cell] = {
            "start": e.start,
            "start_name": names[e.start].name if e.start in names else e.start,
            "end": e.end,
            "end_name": names[e.end].name if e.end in names else e.end,
        }
        yield ends | edge_cells(e)


def _records(subgraph: Subgraph, records: Iterable[RecordNode]) -> Iterator[dict[str, Cell]]:
    names = subgraph.by_id
    for r in records:
        name = names[r.party].name if r.party in names else r.party
        yield {k: v for k, v in record_cells(r).items() if k != "label"} | {"party_name": name}


def _sources(subgraph: Subgraph) -> Iterator[dict[str, Cell]]:
    for s in subgraph.sources:
        yield flat(s.model_dump(mode="json", exclude_none=True))


def table(rows: Callable[[], Iterable[Mapping[str, Cell]]], first: Iterable[str]) -> Iterator[str]:
    """Give one CSV, a row at a time; `rows` is called twice: for the columns, and for the file.

    Columns of `first` that occur nowhere are left out, except that the first always stays.
    """
    first = tuple(first)
    head = list(columns(rows(), first)) or [first[0]]
    out = io.StringIO(newline="")
    writer = csv.writer(out)

    def line(cells: Iterable[str]) -> str:
        out.seek(0)
        out.truncate()
        writer.writerow(list(cells))
        return out.getvalue()

    yield "\ufeff" + line(cell(h) for h in head)
    for row in rows():
        yield line(cell(row.get(h)) for h in head)


def cell(value: Cell | None) -> str:
    r"""Give a cell that no spreadsheet runs; numbers stay numbers.

    Source: OWASP, CSV injection.

    >>> cell("=1+1"), cell(-6.2), cell("'quoted"), cell(None), cell(True)
    ("'=1+1", '-6.2', "''quoted", '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    clean, _ = about.tidy(value)
    return f"'{clean}" if clean.startswith(_RUNS) or clean.lstrip().startswith(_RUNS) else clean


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return chunks(parts, errors="replace")
