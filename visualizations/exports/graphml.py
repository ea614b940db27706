"""GraphML: opens in networkx, Gephi, yEd.

GraphML knows no lists and no missing values: lists are JSON text, and what is unknown has no `data`
element. A node's XML id is its party id with whatever an NMTOKEN can't hold written `_xHHHH_`; the
exact id is the attribute `id`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import ClassVar
from xml.sax.saxutils import escape, quoteattr

from headwater.visualizations.exports import about
from headwater.visualizations.exports.columns import EDGE_FIRST, NODE_FIRST, Cell, columns, edge_cells, node_cells
from headwater.visualizations.subgraph import Subgraph

FORM = (
    "Lists and mappings are JSON text. A value that is unknown, or an empty list, has no data element. "
    "A node's XML id is its id with characters outside XML name tokens written _xHHHH_; the attribute id is exact. "
    "A graph may hold several relations of one pair: read it as a directed multigraph."
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

    def render(self, subgraph: Subgraph) -> bytes:
        """Give the file: UTF-8, keys in fixed order."""
        removed = _Removed()
        nodes = [node_cells(n) for n in subgraph.nodes]
        edges = [edge_cells(e) for e in subgraph.edges]
        head: dict[str, Cell] = {
            "title": subgraph.meta.title,
            "warnings": "\n".join(subgraph.warnings()),
            "about": json.dumps(about.about(subgraph), sort_keys=True, ensure_ascii=False),
        }
        keys: dict[tuple[str, str], str] = {}
        declared: list[str] = []
        for scope, rows, first in (
            ("graph", [head], ("title", "warnings", "about")),
            ("node", nodes, NODE_FIRST),
            ("edge", edges, EDGE_FIRST),
        ):
            for name in columns(rows, first):
                key = keys[scope, name] = f"d{len(keys)}"
                declared.append(
                    f"<key id={quoteattr(key)} for={quoteattr(scope)} attr.name={quoteattr(removed(name))} "
                    f'attr.type="{_type(r[name] for r in rows if name in r)}"/>\n'
                )
        body = ['<graph id="G" edgedefault="directed">\n', *_data(head, "graph", keys, removed)]
        for n, cells in zip(subgraph.nodes, nodes, strict=True):
            body += [f"<node id={quoteattr(token(n.id))}>\n", *_data(cells, "node", keys, removed), "</node>\n"]
        for i, (e, cells) in enumerate(zip(subgraph.edges, edges, strict=True)):
            ends = f"source={quoteattr(token(e.start))} target={quoteattr(token(e.end))}"
            body += [f'<edge id="e{i}" {ends}>\n', *_data(cells, "edge", keys, removed), "</edge>\n"]
        body.append("</graph>\n</graphml>\n")
        note = (
            f"{removed.count} control characters that XML can't hold were taken out of names and texts."
            if removed.count
            else ""
        )
        desc = f"<desc>{_text(about.tidy(about.text(subgraph, FORM, *([note] if note else [])))[0])}</desc>\n"
        return "".join([_HEAD, desc, *declared, *body]).encode()


class _Removed:
    """Takes out what XML can't hold and counts it."""

    count = 0

    def __call__(self, text: str) -> str:
        clean, n = about.tidy(text)
        self.count += n
        return clean


def token(party_id: str) -> str:
    """Give an XML name token for an id; different ids give different tokens.

    >>> token("oshub:CN2021X"), token("name:Acme Ltd")
    ('oshub:CN2021X', 'name:Acme_x0020_Ltd')
    """
    return _UNTOKEN.sub(lambda m: f"_x{ord(m[0]):04X}_", party_id)


def _type(values: Iterable[Cell]) -> str:
    kinds = {type(v) for v in values}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int}:
        return "long"
    return "double" if kinds and kinds <= {int, float} else "string"


def _data(
    cells: Mapping[str, Cell], scope: str, keys: Mapping[tuple[str, str], str], removed: _Removed
) -> Iterable[str]:
    for (of, name), key in keys.items():
        if of == scope and name in cells:
            yield f'<data key="{key}">{_text(removed(_plain(cells[name])))}</data>\n'


def _plain(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)


def _text(value: str) -> str:
    return escape(value, {"\r": "&#13;"})
