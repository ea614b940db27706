from __future__ import annotations

from dataclasses import fields

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from headwater.graph.records import Record
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import of
from tests.graph.making import DAY, brand, facility, finding, supplies

WORLD: list[Record] = [
    brand("blue", "Alma"), *[facility("blue", f"row:{n}", f"Mill {n}", "TR") for n in range(6)],
    *[supplies("blue", f"row:{n}", "brand:alma" if n < 3 else f"row:{n - 3}", share=n / 10) for n in range(6)],
    finding("blue", "f1", "row:4"), finding("blue", "f2", "row:1"),
    facility("blue", "group:g", "Group", kind="group"), facility("blue", "oshub:Z", "Mill Z"),
    facility("blue", "row:9", "Mill Z"),
    supplies("blue", "row:5", "group:g", kind="MEMBER_OF"), supplies("blue", "row:0", "group:g", kind="MEMBER_OF"),
    supplies("blue", "row:0", "row:9", kind="OWNS"),
]  # fmt: skip
WHOLE = Snapshot.of(map(of, WORLD), revision=3, as_of=DAY, canon={"row:z": "oshub:Z", "row:9": "oshub:Z"})


def test_a_party_is_found_by_its_id_and_by_a_source_key() -> None:
    assert [WHOLE.ids[WHOLE.index[i]] for i in WHOLE.ids] == list(WHOLE.ids) == sorted(WHOLE.ids)
    assert WHOLE.find("oshub:Z") == WHOLE.find("row:9") == WHOLE.index["oshub:Z"]
    assert WHOLE.find("row:nobody") is None
    assert (WHOLE.revision, WHOLE.as_of) == (3, DAY)


def test_a_groups_members_are_its_direct_ones() -> None:
    assert WHOLE.members == {"group:g": ("row:0", "row:5")}


@given(some.sets(some.integers(0, len(WHOLE.ids) - 1)))
@settings(deadline=None)
def test_a_part_is_the_induced_subgraph_with_what_is_said_of_its_parties(kept: set[int]) -> None:
    graph = nx.MultiDiGraph()
    for d in WHOLE.links:
        graph.add_edge(d.start, d.end, share=d.share)
    names = {WHOLE.ids[i] for i in kept}
    part, induced = WHOLE.part(kept), graph.subgraph(names)
    assert part.ids == tuple(sorted(names)) == tuple(p.id for p in part.parties)
    rows = zip(part.supplier, part.buyer, part.share, part.links, strict=True)
    got = [(part.ids[a], part.ids[b], float(share), d.start, d.end) for a, b, share, d in rows]
    assert sorted(got) == sorted((a, b, x["share"], a, b) for a, b, x in induced.edges(data=True))
    assert {part.ids[e.party]: e.record.key for e in part.findings} == {
        k: v for k, v in {"row:4": "f1", "row:1": "f2"}.items() if k in names
    }
    assert {(r.start, r.end) for r in part.relations} == {
        (r.start, r.end) for r in WHOLE.relations if r.start in names and r.end in names
    }
    assert all(part.find(k) is not None for k in part.keys)
    assert (part.revision, part.as_of, part.assumed) == (WHOLE.revision, WHOLE.as_of, WHOLE.assumed)


def test_all_of_it_is_the_whole() -> None:
    same = WHOLE.part(range(len(WHOLE.ids)))
    for f in fields(Snapshot):
        mine, other = getattr(same, f.name), getattr(WHOLE, f.name)
        if isinstance(other, np.ndarray):
            np.testing.assert_array_equal(mine, other)
        else:
            assert (list(mine) == list(other)) if f.name == "links" else mine == other, f.name
    assert WHOLE.part([]).ids == () and len(WHOLE.part([]).links) == 0
