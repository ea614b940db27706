"""The graph in networkx's and Arrow's hands says what the snapshot says, terms and unknowns included."""

from __future__ import annotations

import builtins
import io
import json
import sys

import networkx as nx
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from headwater.graph.errors import UsageError
from headwater.graph.records import PartyKind, RelationKind
from headwater.graph.researchers import to_arrow, to_networkx
from headwater.graph.risk.indicators import UpstreamRisk, WorstPath
from headwater.graph.risk.network.distances import distances
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.vocabulary import load_pack
from tests.graph.risk.rows import TODAY, brand, check, facility, finding, listed, snap, source, supplies

PACK = load_pack()
WORLD = snap(
    source(licence="CC-BY-4.0", attribution="Made-up attribution", redistributable="yes"),
    brand("Brand"), facility("Sewer", "BD", "garments", workers=120), facility("Mill", "IN", "textiles"),
    facility("Dyer"), facility("Ms Owner", kind=PartyKind.PERSON),
    supplies("Sewer", "Brand", 0.4, confidence=0.9), supplies("Sewer", "Brand", 0.2, product="Shirts"),
    supplies("Mill", "Sewer"), supplies("Dyer", "Mill", 1.0), supplies("Dyer", "Brand", 0.1),
    supplies("Sewer", "Mill", kind=RelationKind.SUBCONTRACTS_FOR),
    supplies("Ms Owner", "Sewer", kind=RelationKind.OWNS),
    supplies("Ms Owner", "Brand"), finding("Ms Owner", "coercion"),
    listed("IN", "textiles"), finding("Dyer", "overtime", "press", affected=7), check("Sewer", "osh"),
)  # fmt: skip
OWN = own(WORLD, PACK, TODAY)


def test_the_graph_has_each_link_with_what_is_known_of_it():
    g = to_networkx(WORLD)
    assert isinstance(g, nx.MultiDiGraph) and set(g) == set(WORLD.ids) - {"name:Ms Owner"}
    assert g.nodes["name:Sewer"] == {
        "name": "Sewer", "kind": "facility", "country": "BD", "good": "garments", "workers": 120,
    }  # fmt: skip
    plain = g.edges["name:Sewer", "name:Brand", ("SUPPLIES", "")]
    assert (plain["share"], plain["confidence"]) == (0.4, 0.9)
    assert plain["refs"][0].startswith("made-up.csv row ")
    unknown = g.edges["name:Mill", "name:Sewer", ("SUPPLIES", "")]
    assert "share" not in unknown and "confidence" not in unknown and "tier" not in unknown
    assert g.number_of_edges("name:Sewer", "name:Brand") == 2 and g.number_of_edges() == 6
    assert g.graph["sources"]["made-up"]["licence"] == "CC-BY-4.0"
    assert (g.graph["revision"], g.graph["as_of"]) == (1, TODAY)


def test_networkx_finds_the_same_distances():
    g = to_networkx(WORLD).reverse()
    theirs = nx.single_source_shortest_path_length(g, "name:Brand")
    ours = {WORLD.ids[i]: d for i, d in distances(WORLD, [WORLD.find("name:Brand")]).items()}
    assert {k: d for k, d in ours.items() if k != "name:Ms Owner"} == theirs


def test_a_sum_over_the_graph_is_upstream_risk():
    whole = snap(
        facility("A"), facility("B"), facility("C"), brand("D"),
        supplies("A", "B", 0.5), supplies("C", "B", 0.2), supplies("B", "D", 0.6), supplies("A", "D", 0.3),
        supplies("B", "A", 0.1), finding("C", "coercion"),
    )  # fmt: skip
    mine, k = own(whole, PACK, TODAY), PACK.issue_ids.index("forced_labour")
    g = to_networkx(whole)
    x = {v: float(mine.s[whole.find(v), k]) for v in g}
    own_risk = dict(x)
    for _ in range(200):
        x = {v: own_risk[v] + 0.85 * sum(d["share"] * x[u] for u, _, d in g.in_edges(v, data=True)) for v in g}
    ours = UpstreamRisk().score(whole, mine, UpstreamOptions(unmapped="none")).values[:, k]
    assert [x[v] for v in whole.ids] == pytest.approx(list(ours), abs=1e-9)


def test_tables_say_what_the_snapshot_says_and_survive_parquet():
    results = [UpstreamRisk().score(WORLD, OWN), WorstPath().score(WORLD, OWN)]
    tables = to_arrow(WORLD, OWN, results)
    assert set(tables) == {
        "parties", "links", "findings", "assessments", "actions", "priors", "sources", "own_risk", "scores",
    }  # fmt: skip
    for name, table in tables.items():
        buffer = io.BytesIO()
        pq.write_table(table, buffer)
        back = pq.read_table(io.BytesIO(buffer.getvalue()))
        assert back.equals(table) and back.schema.metadata == table.schema.metadata, name
    links = tables["links"].to_pylist()
    assert [(x["supplier"], x["buyer"]) for x in links] == [
        (WORLD.ids[u], WORLD.ids[v])
        for u, v in zip(WORLD.supplier, WORLD.buyer, strict=True)
        if WORLD.ids[u] != "name:Ms Owner"
    ]
    shares = [x["share"] for x in links]
    assert shares.count(None) == 2 and sum(s for s in shares if s) == pytest.approx(1.7)
    s = np.array(tables["own_risk"]["s"].to_pylist()).reshape(-1, len(OWN.issues))
    kept = [i for i, x in enumerate(WORLD.ids) if x != "name:Ms Owner"]
    assert np.allclose(s, OWN.s[kept])
    (found,) = tables["findings"].to_pylist()
    assert (found["party"], found["point"], found["affected"], found["women"]) == ("name:Dyer", "overtime", 7, None)
    assert found["file"] == "made-up.csv" and found["kind"] == "allegation"
    brand_at = WORLD.find("name:Brand")
    (value,) = (
        x["value"]
        for x in tables["scores"].to_pylist()
        if (x["indicator"], x["party"], x["issue"]) == ("upstream_risk", "name:Brand", "osh")
    )
    assert value == results[0].values[brand_at, PACK.issue_ids.index("osh")]


def test_licences_and_what_the_numbers_rest_on_are_in_every_table():
    for table in to_arrow(WORLD, OWN).values():
        head = json.loads(table.schema.metadata[b"headwater"])
        assert head["sources"]["made-up"]["attribution"] == "Made-up attribution"
        assert (head["revision"], head["pack"], head["today"], head["method"]) == (1, PACK.version, TODAY, "1")
    assert "pack" not in json.loads(to_arrow(WORLD)["links"].schema.metadata[b"headwater"])


def test_natural_persons_are_in_none_of_it():
    told = "".join(str(t.to_pylist()) + str(t.schema.metadata) for t in to_arrow(WORLD, OWN).values())
    assert "Owner" not in told
    assert "Owner" not in str(to_networkx(WORLD).adj) + str(to_networkx(WORLD).nodes(data=True))


def test_an_empty_world_has_typed_empty_tables():
    tables = to_arrow(snap())
    assert all(t.num_rows == 0 for t in tables.values())
    assert tables["links"].schema.field("share").type == pa.float64()
    assert to_networkx(snap()).number_of_nodes() == 0


def test_without_pyarrow_it_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "pyarrow":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "pyarrow")
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"headwater\[research\]"):
        to_arrow(WORLD)
