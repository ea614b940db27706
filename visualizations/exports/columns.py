"""Nodes, edges and records as flat columns, for formats that know no nesting (GraphML, CSV)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from headwater.visualizations.records import FileRow, RecordNode
from headwater.visualizations.subgraph import Edge, Node

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


def record_cells(record: RecordNode) -> dict[str, Cell]:
    """Give a record's known values without what says which it is; `label` says it in a few words."""
    plain = record.model_dump(mode="json", exclude_none=True, exclude={"record", "refs"})
    return flat({**plain, "label": label(record), "refs": _refs(record.refs)})


def label(record: RecordNode) -> str:
    """A record in a few words, for programs that draw it."""
    what = {"finding": "kind", "assessment": "outcome", "action": "status"}[record.record]
    said = getattr(record, what)
    return ": ".join([f"{record.record}, {said}" if said else record.record, *([record.issue] if record.issue else [])])


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


def columns(rows: Iterable[Mapping[str, Cell]], first: Iterable[str]) -> dict[str, type[Cell]]:
    """Give the columns that occur with their types: those of `first` in that order, then the others by name.

    Whole and broken numbers together are float; any other mixture is text.
    """
    seen: dict[str, set[type[Cell]]] = {}
    for row in rows:
        for name, value in row.items():
            seen.setdefault(name, set()).add(type(value))
    head = [k for k in first if k in seen]
    return {k: _one_type(seen[k]) for k in (*head, *sorted(seen.keys() - set(head)))}


def _one_type(types: set[type[Cell]]) -> type[Cell]:
    if len(types) == 1:
        return next(iter(types))
    return float if types == {int, float} else str


def _refs(refs: Iterable[FileRow]) -> list[str]:
    return [r.words() for r in refs]


NODE_FIRST = (
    "id", "label", "name", "kind", "roles", "tier", "root", "country", "country_proposed", "country_reason", "state",
    "severity", "severity_assumed", "issue", "findings", "open_findings", "issues", "answered", "looked", "looked_how",
    "checks", "context", "workers", "suppliers_named", "chain_end", "keys", "refs",
)  # fmt: skip
"""Order of a node's columns."""
EDGE_FIRST = ("kind", "product", "share", "confidence", "tier", "since", "until", "refs")
"""Order of an edge's columns."""
RECORD_FIRST = (
    "id", "label", "party", "party_name", "issue", "point", "kind", "outcome", "what", "state", "status", "scale",
    "scope", "irremediability", "delay_irremediable", "likelihood", "observed", "reported", "date", "due", "owner",
    "method", "standard", "cycle", "value", "affected", "women", "migrants", "minors", "finding", "event", "cause",
    "remedied_effect", "remedied_verified_by", "remedy_credibility", "verified_effect", "source_type",
    "source_family", "text", "refs",
)  # fmt: skip
"""Order of a record's columns."""
