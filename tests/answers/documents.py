"""What the command line writes, as plain values that can be compared."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import math
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree

from tests.answers.words import Json, question


def parsed(out: bytes, args: Sequence[str]) -> Json:
    """Standard output as plain values that can be compared."""
    form = args[args.index("--format") + 1] if "--format" in args else ""
    if not out:
        return None
    if question(args) == "view" and not out.startswith(b"{"):
        return {"sha256": hashlib.sha256(out).hexdigest(), "length": len(out)}
    if question(args) == "export" and form == "csv" and out.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(out)) as packed:
            return {name: _table(name, packed.read(name).decode("utf-8-sig")) for name in packed.namelist()}
    text = out.decode("utf-8")
    if question(args) == "export" and form == "graphml" and text.startswith("<"):
        return _graph(text)
    if form != "canonical":
        with contextlib.suppress(ValueError):
            return json.loads(text)
    return text.splitlines()


def _table(name: str, text: str) -> Json:
    """A file of the CSV export; an empty cell is left out."""
    if name.endswith(".json"):
        return json.loads(text)
    if not name.endswith(".csv"):
        return text.splitlines()
    columns, *rows = csv.reader(io.StringIO(text, newline=""))
    return {
        "columns": columns,
        "rows": [{c: _cell(x) for c, x in zip(columns, row, strict=True) if x} for row in rows],
    }


def _cell(text: str) -> Json:
    """A number where the text is exactly how Python writes one, JSON where it is some, else the text."""
    with contextlib.suppress(ValueError):
        if repr(float(text)) == text and math.isfinite(float(text)):
            return float(text)
    if text[:1] in ("[", "{"):
        with contextlib.suppress(ValueError):
            return json.loads(text)
    return text


def _graph(text: str) -> Json:
    """A GraphML file: keys by name, nodes and edges in order."""
    root = ElementTree.fromstring(text)
    space = root.tag.partition("}")[0] + "}"
    names = {k.attrib["id"]: k.attrib["attr.name"] for k in root.iter(f"{space}key")}

    def held(element: ElementTree.Element) -> dict[str, Json]:
        data = {names[d.attrib["key"]]: _cell(d.text or "") for d in element.findall(f"{space}data")}
        return {**element.attrib, "data": data}

    (graph,) = root.findall(f"{space}graph")
    return {
        "desc": [line for d in root.findall(f"{space}desc") for line in (d.text or "").splitlines()],
        "keys": [{k: v for k, v in x.attrib.items() if k != "id"} for x in root.iter(f"{space}key")],
        "graph": held(graph),
        "nodes": [held(x) for x in graph.findall(f"{space}node")],
        "edges": [held(x) for x in graph.findall(f"{space}edge")],
    }
