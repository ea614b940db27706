"""Files: everybody upstream of the roots, what is known of them, and the recipe."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pytest

from headwater.door import Door
from headwater.graph.errors import UnknownName, UsageError
from tests.headwater.questions.small import chain, rows


def written(door: Door, **given: Any) -> Any:
    return json.loads(b"".join(door.export(format="json", **given).chunks))


def names(doc: Any, kind: str) -> set[str]:
    return {n["name"] for n in doc["nodes"] if n.get("kind") == kind}


def dates(doc: Any) -> set[str | None]:
    return {n.get("observed") for n in doc["nodes"] if n.get("record") == "finding"}


def test_nodes_and_links_are_those_upstream_of_the_root(door: Door) -> None:
    doc = written(door, root=["Ada"])
    upstream = nx.ancestors(chain(), "Ada")
    assert names(doc, "facility") == upstream and names(doc, "brand") == {"Ada"}
    links = {(e["source"], e["target"]) for e in doc["edges"] if e["kind"] == "SUPPLIES"}
    assert links == {(f"name:{a}", f"name:{b}") for a, b in chain().subgraph(upstream | {"Ada"}).edges}
    assert len(dates(doc)) == len(rows("findings"))


def test_filters_narrow(door: Door) -> None:
    assert names(written(door, root=["Ada"], depth=1), "facility") == {"Tailor", "Knitter"}
    assert names(written(door, root=["Ada"], country="BD"), "facility") == {"Tailor", "Knitter"}
    said = {r["observed"] or None for r in rows("findings")}
    for since, gone in (("2025", {"2024"}), ("2025-03", {"2024", "2025-02"})):
        assert dates(written(door, root=["Ada"], since=since)) == said - gone, since
    with pytest.raises(UsageError, match="no source that is known to be redistributable names 'name:Ada'"):
        door.export(root=["Ada"], format="json", open_only=True)


def test_the_whole_store_line_by_line(door: Door) -> None:
    lines = b"".join(door.export(format="canonical").chunks).decode().splitlines()
    links = [x for x in map(json.loads, lines) if x["kind"] == "SUPPLIES"]
    assert len(links) == sum(r["kind"] == "SUPPLIES" for r in rows("edges"))
    with pytest.raises(UsageError, match="takes no other option"):
        door.export(format="canonical", root=["Ada"])


def test_other_words_are_refused(door: Door) -> None:
    with pytest.raises(UnknownName, match=r"no export format named 'pdf'; known: .*graphml"):
        door.export(root=["Ada"], format="pdf")
    with pytest.raises(UsageError, match=r"since: '1\.2\.2025' is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY"):
        door.export(root=["Ada"], format="json", since="1.2.2025")
