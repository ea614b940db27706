"""GraphML: opens in networkx, Gephi, yEd.

GraphML knows no lists and no missing values: lists are JSON text, and what is unknown has no `data`
element. A node's XML id is its party id with whatever an NMTOKEN can't hold written `_xHHHH_`; the
exact id is the attribute `id`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar
from xml.sax.saxutils import escape, quoteattr

from headwater.visualizations.exports import about
from headwater.visualizations.exports.chunks import chunks
from headwater.visualizations.exports.columns import (
    EDGE_FIRST,
    NODE_FIRST,
    Cell,
    columns,
    edge_cells,
    node_cells,
    record_cells,
)
from headwater.visualizations.exports.links import edges
from headwater.visualizations.subgraph import Subgraph

FORM = (
    "Lists and mappings are JSON text. A value that is unknown, or an empty list, has no data element. "
    "A node's XML id is its id with characters outside XML name tokens written _xHHHH_; the attribute id is exact. "
    "A graph may hold several relations of one pair: read it as a directed multigraph. Findings, assessments and "
    "actions are nodes of that kind, with columns of their own (finding.scale), at the end of a HAS_FINDING, "
    "HAS_ASSESSMENT or HAS_ACTION; an action may have ANSWERS to its finding."
)
_UNTOKEN = re.compile(r"[^A-Za-z0-9._:\-]|_(?=x[0-9A-F]{4,6}_)")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


class GraphML:
    """The GraphML export."""

    NAME: ClassVar[str] = "graphml"
    TITLE: ClassVar[str] = "GraphML, for Gephi, yEd and networkx"
    MEDIA_TYPE: ClassVar[str] = "application/graphml+xml"
    SUFFIX: ClassVar[str] = ".graphml"

    def render(self, subgraph: Subgraph) -> Iterator[bytes]:
        """Give the file: UTF-8, keys in fixed order. Rows are gone through twice: for the keys, and for the file."""
        return chunks(_file(subgraph))


def _file(subgraph: Subgraph) -> Iterator[str]:
    head: dict[str, Cell] = {
        "title": subgraph.meta.title,
        "warnings": "\n".join(subgraph.warnings()),
        "about": json.dumps(about.about(subgraph), sort_keys=True, ensure_ascii=False),
    }
    removed = _Removed()
    scopes: tuple[tuple[str, Iterable[dict[str, Cell]], tuple[str, ...]], ...] = (
        ("graph", [head], ("title", "warnings", "about")),
        ("node", (removed.watch(cells) for _, cells in _nodes(subgraph)), NODE_FIRST),
        ("edge", (removed.watch(edge_cells(e)) for e in edges(subgraph)), EDGE_FIRST),
    )
    keys: dict[str, dict[str, str]] = {}
    declared: list[str] = []
    for scope, rows, first in scopes:
        keys[scope] = {}
        for name, kind in columns(rows, first).items():
            key = keys[scope][name] = f"d{len(declared)}"
            declared.append(
                f"<key id={quoteattr(key)} for={quoteattr(scope)} attr.name={quoteattr(removed(name))} "
                f'attr.type="{_TYPES[kind]}"/>\n'
            )
    note = [f"{removed.count} control characters that XML can't hold were taken out of names and texts."]
    yield _HEAD
    yield f"<desc>{_text(about.tidy(about.text(subgraph, FORM, *(note if removed.count else [])))[0])}</desc>\n"
    yield from declared
    yield '<graph id="G" edgedefault="directed">\n'
    yield from _data(head, keys["graph"])
    for node, cells in _nodes(subgraph):
        yield f"<node id={quoteattr(token(node))}>\n"
        yield from _data(cells, keys["node"])
        yield "</node>\n"
    for i, e in enumerate(edges(subgraph)):
        yield f'<edge id="e{i}" source={quoteattr(token(e.start))} target={quoteattr(token(e.end))}>\n'
        yield from _data(edge_cells(e), keys["edge"])
        yield "</edge>\n"
    yield "</graph>\n</graphml>\n"


def _nodes(subgraph: Subgraph) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Companies and facilities, then records: id and cells. A record's own columns begin with what it is."""
    for n in subgraph.nodes:
        yield n.id, node_cells(n)
    for r in subgraph.records:
        cells = record_cells(r)
        shared: dict[str, Cell] = {"id": cells.pop("id"), "label": cells.pop("label"), "kind": r.record}
        shared["refs"] = cells.pop("refs")
        yield r.id, shared | {f"{r.record}.{name}": value for name, value in cells.items()}


class _Removed:
    """Takes out what XML can't hold and counts it."""

    count = 0

    def __call__(self, text: str) -> str:
        clean, n = about.tidy(text)
        self.count += n
        return clean

    def watch(self, cells: dict[str, Cell]) -> dict[str, Cell]:
        """Count what will be taken out of these."""
        for value in cells.values():
            if isinstance(value, str):
                self(value)
        return cells


def token(party_id: str) -> str:
    """Give an XML name token for an id; different ids give different tokens.

    >>> token("oshub:CN2021X"), token("name:Acme Ltd")
    ('oshub:CN2021X', 'name:Acme_x0020_Ltd')
    """
    return _UNTOKEN.sub(lambda m: f"_x{ord(m[0]):04X}_", party_id)


_TYPES: Mapping[type[Cell], str] = {bool: "boolean", int: "long", float: "double", str: "string"}


def _data(cells: Mapping[str, Cell], keys: Mapping[str, str]) -> Iterator[str]:
    for name, key in keys.items():
        if name in cells:
            yield f'<data key="{key}">{_text(about.tidy(_plain(cells[name]))[0])}</data>\n'


def _plain(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)


def _text(value: str) -> str:
    return escape(value, {"\r": "&#13;"})
