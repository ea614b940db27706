"""Node-link JSON, as networkx reads and writes it (`networkx.node_link_graph(data)`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, TypeVar

from headwater.visualizations.exports.about import about
from headwater.visualizations.exports.chunks import chunks
from headwater.visualizations.exports.columns import label
from headwater.visualizations.exports.links import ANSWERS, HAS, edges
from headwater.visualizations.records import ActionNode, AssessmentNode, FindingNode, RecordNode, Told
from headwater.visualizations.subgraph import Edge, Meta, Node, SourceNote, Subgraph


class NodeLink:
    """The JSON export; the only one that carries every value in its own type."""

    NAME: ClassVar[str] = "json"
    TITLE: ClassVar[str] = "node-link JSON, for networkx, d3 and scripts"
    MEDIA_TYPE: ClassVar[str] = "application/json"
    SUFFIX: ClassVar[str] = ".json"

    def render(self, subgraph: Subgraph) -> Iterator[bytes]:
        """Give the file: UTF-8, sorted keys, one space of indent, unknown = key absent."""
        return chunks(_file(subgraph), errors="backslashreplace")

    @staticmethod
    def read(content: bytes) -> Subgraph:
        """Read a file back: equal to the subgraph that was written."""
        data = json.loads(content)
        head = data["graph"]
        meta = {k: v for k, v in head.items() if k not in ("schema", "sources", "warnings", "form")}
        records: dict[str, list[dict[str, Any]]] = {r: [] for r in HAS}
        nodes = []
        for n in data["nodes"]:
            records[n["record"]].append(n) if "record" in n else nodes.append(n)
        return Subgraph(
            meta=Meta.model_validate(meta),
            nodes=tuple(Node.model_validate(n) for n in nodes),
            edges=tuple(_edge_of(e) for e in data["edges"] if e["kind"] not in (*HAS.values(), ANSWERS)),
            findings=tuple(_record_of(FindingNode, r) for r in records["finding"]),
            assessments=tuple(_record_of(AssessmentNode, r) for r in records["assessment"]),
            actions=tuple(_record_of(ActionNode, r) for r in records["action"]),
            sources=tuple(SourceNote.model_validate(s) for s in head["sources"]),
        )


def _file(subgraph: Subgraph) -> Iterator[str]:
    """The document by hand, as `json.dumps` with one space of indent would write it, an item at a time."""
    yield '{\n "directed": true,\n "edges": '
    yield from _list(_edge(e, i) for i, e in enumerate(edges(subgraph)))
    yield f',\n "graph": {_json(about(subgraph), 1)},\n "multigraph": true,\n "nodes": '
    yield from _list(_node(n) for n in (*subgraph.nodes, *subgraph.records))
    yield "\n}\n"


def _list(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    before = "[\n  "
    for item in items:
        yield before + _json(item, 2)
        before = ",\n  "
    yield "[]" if before.startswith("[") else "\n ]"


def _json(value: Any, depth: int) -> str:
    """A value that stands so deep in the document."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False)
    return text.replace("\n", "\n" + " " * depth)


def _node(node: Node | RecordNode) -> dict[str, Any]:
    plain = node.model_dump(mode="json", exclude_none=True)
    return plain if isinstance(node, Node) else {"label": label(node), **plain}


R = TypeVar("R", bound=Told)


def _record_of(model: type[R], plain: dict[str, Any]) -> R:
    """A record read back; an absent key is unknown."""
    absent = dict.fromkeys(model.model_fields)
    return model.model_validate({**absent, **{k: v for k, v in plain.items() if k != "label"}})


def _edge(edge: Edge, place: int) -> dict[str, Any]:
    plain = edge.model_dump(mode="json", exclude_none=True)
    return {"source": plain.pop("start"), "target": plain.pop("end"), "key": place, **plain}


def _edge_of(plain: dict[str, Any]) -> Edge:
    kept = {k: v for k, v in plain.items() if k not in ("source", "target", "key")}
    return Edge.model_validate({"start": plain["source"], "end": plain["target"], **kept})
