"""CSV tables in a zip: nodes, edges, sources, and a README that says what they are."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from headwater.visualizations.exports import about
from headwater.visualizations.exports.columns import (
    EDGE_FIRST,
    NODE_FIRST,
    Cell,
    columns,
    edge_cells,
    flat,
    node_cells,
)
from headwater.visualizations.subgraph import Subgraph

FORM = (
    "CSV is UTF-8 with a byte order mark, comma and double quotes, first row the columns. Lists and mappings are JSON "
    "text, an empty cell is unknown. Text that a spreadsheet might run as a formula, or that begins with an "
    "apostrophe, has an apostrophe before it: take one off to get the text back. Control characters are taken out."
)
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠", "'")
_WHEN = (1980, 1, 1, 0, 0, 0)


class Tables:
    """The CSV export."""

    NAME: ClassVar[str] = "csv"
    TITLE: ClassVar[str] = "CSV tables in a zip, for spreadsheets"
    MEDIA_TYPE: ClassVar[str] = "application/zip"
    SUFFIX: ClassVar[str] = ".zip"

    def render(self, subgraph: Subgraph) -> bytes:
        """Give the zip; names and dates inside are fixed, so equal subgraphs give equal bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for name, content in self.files(subgraph).items():
                entry = zipfile.ZipInfo(name, _WHEN)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                z.writestr(entry, content)
        return out.getvalue()

    def files(self, subgraph: Subgraph) -> dict[str, bytes]:
        """Give the files by name, for a folder instead of a zip."""
        names = subgraph.by_id
        edges = [
            {
                "start": e.start,
                "start_name": names[e.start].name if e.start in names else e.start,
                "end": e.end,
                "end_name": names[e.end].name if e.end in names else e.end,
                **edge_cells(e),
            }
            for e in subgraph.edges
        ]
        nodes = [{k: v for k, v in node_cells(n).items() if k != "label"} for n in subgraph.nodes]
        sources = [flat(s.model_dump(mode="json", exclude_none=True)) for s in subgraph.sources]
        head = json.dumps(about.about(subgraph), sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False)
        return {
            "README.txt": _encode(about.text(subgraph, FORM)),
            "about.json": _encode(head + "\n"),
            "nodes.csv": table(nodes, NODE_FIRST),
            "edges.csv": table(edges, ("start", "start_name", "end", "end_name", *EDGE_FIRST)),
            "sources.csv": table(
                sources,
                ("key", "title", "publisher", "licence", "redistributable", "attribution", "dated", "fictional"),
            ),
        }


def table(rows: Sequence[Mapping[str, Cell]], first: Iterable[str]) -> bytes:
    """Give one CSV; columns of `first` that occur nowhere are left out, except that the first always stays."""
    first = tuple(first)
    head = columns(rows, first) or [first[0]]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([cell(h) for h in head])
    writer.writerows([cell(r.get(h)) for h in head] for r in rows)
    return b"\xef\xbb\xbf" + _encode(out.getvalue())


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


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "replace")
