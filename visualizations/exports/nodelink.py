"""Node-link JSON, as networkx reads and writes it (`networkx.node_link_graph(data)`)."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from headwater.visualizations.exports.about import about
from headwater.visualizations.subgraph import Edge, Meta, Node, SourceNote, Subgraph


class NodeLink:
    """The JSON export; the only one that carries every value in its own type."""

    NAME: ClassVar[str] = "json"
    TITLE: ClassVar[str] = "node-link JSON, for networkx, d3 and scripts"
    MEDIA_TYPE: ClassVar[str] = "application/json"
    SUFFIX: ClassVar[str] = ".json"

    def render(self, subgraph: Subgraph) -> bytes:
        """Give the file: UTF-8, sorted keys, one space of indent, unknown = key absent."""
        data = {
            "directed": True,
            "multigraph": True,
            "graph": about(subgraph),
            "nodes": [n.model_dump(mode="json", exclude_none=True) for n in subgraph.nodes],
            "edges": [_edge(e, i) for i, e in enumerate(subgraph.edges)],
        }
        text = json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False)
        return (text + "\n").encode("utf-8", "backslashreplace")

    @staticmethod
    def read(content: bytes) -> Subgraph:
        """Read a file back: equal to the subgraph that was written."""
        data = json.loads(content)
        head = data["graph"]
        meta = {k: v for k, v in head.items() if k not in ("schema", "sources", "warnings", "form")}
        return Subgraph(
            meta=Meta.model_validate(meta),
            nodes=tuple(Node.model_validate(n) for n in data["nodes"]),
            edges=tuple(
                Edge.model_validate(
                    {"start": e["source"], "end": e["target"]}
                    | {k: v for k, v in e.items() if k not in ("source", "target", "key")}
                )
                for e in data["edges"]
            ),
            sources=tuple(SourceNote.model_validate(s) for s in head["sources"]),
        )


def _edge(edge: Edge, place: int) -> dict[str, Any]:
    plain = edge.model_dump(mode="json", exclude_none=True)
    return {"source": plain.pop("start"), "target": plain.pop("end"), "key": place, **plain}
