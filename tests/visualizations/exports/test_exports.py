"""What holds for every file: terms, scripts of all languages, texts that files can't hold, and how it is written."""

from __future__ import annotations

import tracemalloc
from itertools import islice

import networkx as nx
import pytest

from headwater.visualizations.exports.chunks import SIZE
from headwater.visualizations.exports.nodelink import NodeLink
from headwater.visualizations.registry import EXPORTS, get_export
from headwater.visualizations.subgraph import Edge, Node, SourceNote, Subgraph
from tests.visualizations.exports.reading import files, rendered, tables, whole_world
from tests.visualizations.world import HOSTILE, NATIVE, PACK, made_up, subgraph


@pytest.mark.parametrize("name", ["graphml", "json", "csv"])
def test_every_file_carries_names_of_all_scripts_and_its_terms(name: str, world: Subgraph) -> None:
    text = (b"".join(files(world).values()) if name == "csv" else rendered(name, world)).decode()
    for native, _ in NATIVE:
        assert native in text
    for said in (
        "CC-BY-SA-4.0",
        "The made-up registry",
        "is mixed here with data whose licence is not stated",
        PACK.version,
    ):
        assert said in text
    assert "never zero" in text


def odd(name: str) -> Subgraph:
    """One node with a text that files can't hold."""
    base = subgraph(made_up(hostile=False))
    node = Node(id=f"name:{name}", name=name, kind="facility", tier=0, root=True, facts={"city": name, "lat": -6.2})
    edge = Edge(start=node.id, end=node.id, kind="OWNS", product=name)
    source = SourceNote(key="s", title=name, attribution=name)
    return Subgraph(meta=base.meta, nodes=(node,), edges=(edge,), sources=(source,))


@pytest.mark.parametrize("name", ["a\x00b\x01", "\ud800 lone", "\ufffe\uffff", "line\r\nbreak", "]]>", *HOSTILE])
@pytest.mark.parametrize("export", ["graphml", "json", "csv"])
def test_no_text_breaks_a_file(export: str, name: str) -> None:
    sub = odd(name)
    content = rendered(export, sub)
    if export == "graphml":
        assert len(nx.parse_graphml(content.decode())) == 1
    elif export == "json":
        assert NodeLink.read(content) == sub
    else:
        assert len(tables(sub)["nodes.csv"]) == 1


def many(n: int) -> Subgraph:
    """One buyer and n facilities, each with a finding."""
    whole = whole_world(hostile=False)
    base, found = whole.nodes[-1], whole.findings[0]
    nodes = tuple(base.model_copy(update={"id": f"f{i}", "name": f"Mill {i}"}) for i in range(n))
    findings = tuple(found.model_copy(update={"id": f"finding:{i}", "party": f"f{i}"}) for i in range(n))
    return whole.model_copy(update={"nodes": nodes, "edges": (), "findings": findings, "actions": ()})


@pytest.mark.parametrize("name", [e.NAME for e in EXPORTS])
def test_a_file_is_written_as_it_is_made(name: str) -> None:
    sub = many(4_000)
    first = list(islice(get_export(name).render(sub), 3))
    assert len(first) == 3
    assert max(map(len, first)) < 8 * SIZE

    def peak(of: Subgraph) -> tuple[int, int]:
        tracemalloc.start()
        size = sum(map(len, get_export(name).render(of)))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return size, most

    small, large = many(1_000), sub
    _ = small.by_id, large.by_id
    (few, little), (lots, much) = peak(small), peak(large)
    assert lots > 3 * few
    assert much < 1.5 * little + SIZE
