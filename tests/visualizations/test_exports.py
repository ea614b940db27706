"""Files read back by other programs equal what was written."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import networkx as nx
import pytest
from defusedxml import ElementTree

from headwater.graph.errors import UsageError
from headwater.graph.records import Source
from headwater.visualizations import gather, get_export, open_part
from headwater.visualizations.exports.graphml import token
from headwater.visualizations.exports.nodelink import NodeLink
from headwater.visualizations.exports.tables import Tables, cell
from headwater.visualizations.open_only import redistributable
from headwater.visualizations.subgraph import Edge, Node, SourceNote, Subgraph
from tests.visualizations.world import HOSTILE, NATIVE, PACK, TODAY, made_up, own, snapshot, subgraph


def graphml(sub: Subgraph) -> nx.MultiDiGraph:
    return nx.parse_graphml(get_export("graphml").render(sub).decode(), force_multigraph=True)


def tables(sub: Subgraph) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(get_export("csv").render(sub))) as z:
        return {
            n: list(csv.DictReader(io.StringIO(z.read(n).decode("utf-8-sig"), newline="")))
            for n in z.namelist()
            if n.endswith(".csv")
        }


def xml_text(name: str) -> str:
    return name.replace("\x07", "").replace("\x0b", "")


def test_json_reads_back_as_the_same_subgraph(world: Subgraph) -> None:
    assert NodeLink.read(get_export("json").render(world)) == world


def test_json_opens_in_networkx(world: Subgraph) -> None:
    graph = nx.node_link_graph(json.loads(get_export("json").render(world)), edges="edges")
    assert isinstance(graph, nx.MultiDiGraph)
    assert set(graph) == set(world.by_id)
    assert sorted((a, b, d["kind"]) for a, b, d in graph.edges(data=True)) == sorted(
        (e.start, e.end, e.kind) for e in world.edges
    )
    assert graph.graph["revision"] == 7


def test_graphml_opens_in_networkx_with_every_value(world: Subgraph) -> None:
    graph = graphml(world)
    by_id = {d["id"]: d for _, d in graph.nodes(data=True)}
    assert set(by_id) == set(world.by_id)
    for n in world.nodes:
        got = by_id[n.id]
        assert got["name"] == xml_text(n.name)
        assert got["label"] == got["name"]
        assert got.get("country") == n.country
        assert got.get("severity") == n.severity
        assert got.get("workers") == n.workers
        assert got["root"] is n.root
        assert got["state"] == n.state.value
        assert json.loads(got.get("findings", "{}")) == n.findings
        assert json.loads(got["refs"]) == [r.words() for r in n.refs]
        assert got.get("fact.address") == n.facts.get("address")
    edges = sorted((d["kind"], a, b, d.get("share"), d.get("product")) for a, b, d in graph.edges(data=True))
    assert edges == sorted((e.kind, token(e.start), token(e.end), e.share, e.product) for e in world.edges)
    about = json.loads(graph.graph["about"])
    assert about["pack"] == PACK.version
    assert about["method"] == "0.1"
    assert {s["key"] for s in about["sources"]} == {"made-list", "audits", "goods"}


def test_graphml_leaves_what_is_unknown_absent_and_says_so(world: Subgraph) -> None:
    root = ElementTree.fromstring(get_export("graphml").render(world))
    ns = {"g": "http://graphml.graphdrawing.org/xmlns"}
    desc = root.findtext("g:desc", namespaces=ns)
    for said in (
        "Lists and mappings are JSON text",
        "has no data element",
        "2 control characters",
        "FICTIONAL",
        "CC-BY-SA",
    ):
        assert said in desc
    keys = {k.get("id"): (k.get("for"), k.get("attr.name"), k.get("attr.type")) for k in root.findall("g:key", ns)}
    types = {(scope, name): kind for scope, name, kind in keys.values()}
    assert types["node", "workers"] == "long"
    assert types["edge", "share"] == "double"
    assert types["node", "root"] == "boolean"
    assert "".join(t.text or "" for t in root.iter("{http://graphml.graphdrawing.org/xmlns}data")).count("None") == 0
    assert all(
        d.text for d in root.iter("{http://graphml.graphdrawing.org/xmlns}data") if keys[d.get("key")][1] != "warnings"
    )


def test_graphml_has_the_shape_its_schema_asks_for(world: Subgraph) -> None:
    """Order desc, key*, graph; ids are name tokens and unique; edges join declared nodes."""
    root = ElementTree.fromstring(get_export("graphml").render(world))
    tags = [c.tag.rpartition("}")[2] for c in root]
    assert tags == ["desc", *["key"] * tags.count("key"), "graph"]
    graph = root[-1]
    inner = [c.tag.rpartition("}")[2] for c in graph]
    assert inner == sorted(inner, key=("data", "node", "edge").index)
    ids = [n.get("id") for n in graph if n.tag.endswith("}node")]
    assert len(set(ids)) == len(ids) == len(world.nodes)
    assert all(
        i and not set(i) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:") for i in ids
    )
    assert {e.get(end) for e in graph if e.tag.endswith("}edge") for end in ("source", "target")} <= set(ids)


def test_different_ids_give_different_tokens() -> None:
    hard = ["name:a b", "name:a_b", "name:a_x0020_b", "name:a_x005F_x0020_b", "name:é", "name:e"]
    assert len({token(h) for h in hard}) == len(hard)


def test_csv_reads_back_with_every_value(world: Subgraph) -> None:
    got = {r["id"]: r for r in tables(world)["nodes.csv"]}

    def back(text: str) -> str:
        return text[1:] if text.startswith("'") else text

    for n in world.nodes:
        assert back(got[n.id]["name"]) == xml_text(n.name)
        assert got[n.id]["workers"] == ("" if n.workers is None else str(n.workers))
        assert got[n.id]["country"] == (n.country or "")
    edges = tables(world)["edges.csv"]
    assert [(e["start"], e["end"], e["kind"]) for e in edges] == [(e.start, e.end, e.kind) for e in world.edges]
    assert [e["share"] for e in edges] == ["" if e.share is None else repr(e.share) for e in world.edges]
    assert {s["key"] for s in tables(world)["sources.csv"]} == {"made-list", "audits", "goods"}


def test_no_cell_of_a_table_can_run(world: Subgraph) -> None:
    for rows in tables(world).values():
        for row in rows:
            for text in row.values():
                assert not text.lstrip().startswith(("=", "+", "@", "\t", "|", "%")), text
                assert not text.startswith("-") or float(text) < 0


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A", "\t=1", "\r=1", " =1", "＝1", "'=1", "%0", "|x"])
def test_a_formula_gets_an_apostrophe_which_comes_off_again(text: str) -> None:
    assert cell(text)[0] == "'"
    assert cell(text)[1:] == text


def test_numbers_stay_numbers() -> None:
    assert [cell(x) for x in (-6.25, 3, 0.1, None, True)] == ["-6.25", "3", "0.1", "", "true"]


@pytest.mark.parametrize("name", ["graphml", "json", "csv"])
def test_every_file_carries_names_of_all_scripts_and_its_terms(name: str, world: Subgraph) -> None:
    if name == "csv":
        text = b"".join(Tables().files(world).values()).decode()
    else:
        text = get_export(name).render(world).decode()
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
    content = get_export(export).render(sub)
    if export == "graphml":
        assert len(nx.parse_graphml(content.decode())) == 1
    elif export == "json":
        assert NodeLink.read(content) == sub
    else:
        assert len(tables(sub)["nodes.csv"]) == 1


def open_world() -> tuple[Subgraph, Any]:
    part, left = open_part(snapshot())
    sub = gather(part, own(part, PACK, TODAY), PACK, roots=["name:halden"], method="0.1", left_out=left)
    return sub, left


def test_an_open_file_equals_the_file_of_a_graph_without_the_closed_source() -> None:
    sub, left = open_world()
    without = [r for r in made_up() if r.provenance.source != "audits"]
    expected = subgraph(without)
    assert sub.nodes == expected.nodes
    assert sub.edges == expected.edges
    assert sub.sources == expected.sources
    assert left.sources == ("audits",)
    assert left.findings == 12
    assert left.statements == 12 + 9 + 1


@pytest.mark.parametrize("name", ["graphml", "json"])
def test_an_open_file_says_how_much_it_holds_back_and_nothing_of_it(name: str) -> None:
    sub, _ = open_world()
    text = get_export(name).render(sub).decode()
    assert "audits.csv" not in text
    assert "bonded" not in text
    assert '"severity"' not in text
    if name == "graphml":
        assert "left out 22 statements of 1 source not known" in text
    assert all(n.severity is None for n in sub.nodes)


@pytest.mark.parametrize(
    ("said", "licence", "meant"),
    [
        ("unknown", "CC-BY-4.0", "yes"), ("unknown", "CC0-1.0", "yes"), ("unknown", "ODbL-1.0", "yes"),
        ("unknown", "CC-BY-NC-4.0", "unknown"), ("unknown", "CC-BY-ND-4.0", "unknown"), ("unknown", None, "unknown"),
        ("unknown", "All rights reserved", "unknown"), ("no", "CC-BY-4.0", "no"), ("yes", None, "yes"),
    ],
)  # fmt: skip
def test_an_open_licence_opens_a_source_that_says_no_more(said: str, licence: str | None, meant: str) -> None:
    given = next(r for r in made_up() if isinstance(r, Source))
    assert redistributable(given.model_copy(update={"redistributable": said, "licence": licence})) == meant


def test_a_company_that_only_closed_sources_name_is_refused_with_what_to_do() -> None:
    records = [r for r in made_up(hostile=False) if r.provenance.source != "goods"]
    records = [
        r.model_copy(update={"redistributable": "unknown", "licence": None}) if isinstance(r, Source) else r
        for r in records
    ]
    part, left = open_part(snapshot(records))
    with pytest.raises(UsageError, match=r"names 'name:halden'; left out: audits, made-list\. State .* \(--licence\)"):
        gather(part, own(part, PACK, TODAY), PACK, roots=["name:halden"], left_out=left)


def test_properties_that_only_a_closed_source_states_go_with_it() -> None:
    from headwater.graph.records import Party, Provenance

    records = made_up(hostile=False)
    closed = Provenance(source="audits", file="audits.csv", sha256="0" * 64, row=900, dated="2025-07-01")
    records.append(Party.model_validate(
        {"provenance": closed, "kind": "facility", "key": "name:t1-0", "name": "Told in confidence", "city": "Nowhere",
         "workers": 7}))  # fmt: skip
    whole = subgraph(records).by_id["name:t1-0"]
    assert (whole.name, whole.facts["city"]) == ("Told in confidence", "Nowhere")
    part, left = open_part(snapshot(records))
    kept = gather(part, own(part, PACK, TODAY), PACK, roots=["name:halden"], left_out=left).by_id["name:t1-0"]
    assert kept.name == "Sandbar Garments Ltd Unit 1"
    assert "city" not in kept.facts
    assert kept.workers == 2372
    assert left.properties == 1


def test_an_id_of_a_closed_source_does_not_show_through() -> None:
    from headwater.graph.records import Party, Provenance
    from headwater.graph.snapshot import Snapshot
    from headwater.graph.statements import of

    records = made_up(hostile=False)
    closed = Provenance(source="audits", file="audits.csv", sha256="0" * 64, row=900, dated="2025-07-01")
    records.append(Party.model_validate({"provenance": closed, "kind": "brand", "key": "lei:SECRET", "name": "S"}))
    snap = Snapshot.of([of(r) for r in records], revision=7, as_of=TODAY, canon={"name:halden": "lei:SECRET"})
    part, left = open_part(snap)
    assert left.ids == {"lei:SECRET": "name:halden"}
    sub = gather(part, own(part, PACK, TODAY), PACK, roots=["lei:SECRET"], left_out=left)
    assert sub.meta.roots == ("name:halden",)
    assert b"SECRET" not in b"".join(Tables().files(sub).values())
    assert b"SECRET" not in get_export("json").render(sub) + get_export("graphml").render(sub)
