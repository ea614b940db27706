"""Nodes and edges as flat columns, for formats that know no nesting (GraphML, CSV)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from headwater.visualizations.subgraph import Edge, Node, Row

FACT = "fact."
"""Prefix of the columns that hold a party's further properties."""
Cell = str | int | float | bool


def node_cells(node: Node) -> dict[str, Cell]:
    """Give a node's known values: lists and mappings as JSON text, what is unknown or empty absent."""
    plain = node.model_dump(mode="json", exclude_none=True, exclude={"facts", "refs"})
    cells = {**plain, "label": node.name, "refs": _refs(node.refs)}
    if node.findings:
        cells["open_findings"] = node.open_findings
    cells.update({FACT + k: v for k, v in node.facts.items() if v is not None})
    return flat(cells)


def edge_cells(edge: Edge) -> dict[str, Cell]:
    """Give an edge's known values without its ends."""
    plain = edge.model_dump(mode="json", exclude_none=True, exclude={"start", "end", "refs"})
    return flat({**plain, "refs": _refs(edge.refs)})


def flat(values: Mapping[str, Any]) -> dict[str, Cell]:
    """Give plain cells: lists and mappings become JSON text, empty ones go."""
    out: dict[str, Cell] = {}
    for k, v in values.items():
        if isinstance(v, Mapping | list | tuple):
            if v:
                out[k] = json.dumps(v, sort_keys=True, ensure_ascii=False)
        elif v is not None:
            out[k] = v
    return out


def columns(rows: Iterable[Mapping[str, Cell]], first: Iterable[str]) -> list[str]:
    """Give the columns that occur: those of `first` in that order, then the others by name."""
    seen = {k for r in rows for k in r}
    head = [k for k in first if k in seen]
    return head + sorted(seen - set(head))


def _refs(refs: Iterable[Row]) -> list[str]:
    return [r.words() for r in refs]


NODE_FIRST = (
    "id", "label", "name", "kind", "roles", "tier", "root", "country", "country_proposed", "country_reason", "state",
    "severity", "severity_assumed", "issue", "findings", "open_findings", "issues", "answered", "looked", "looked_how",
    "checks", "context", "workers", "suppliers_named", "chain_end", "keys", "refs",
)  # fmt: skip
"""Order of a node's columns."""
EDGE_FIRST = ("kind", "product", "share", "confidence", "tier", "since", "until", "refs")
"""Order of an edge's columns."""
