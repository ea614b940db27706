"""What the store does with any values, twice, and the same as sqlite."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from headwater.graph import canonical
from headwater.graph.errors import FileRefused, UsageError
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores import open_store
from headwater.graph.stores.base import PUBLIC, Store, Viewer
from headwater.graph.stores.neo4j.connection import Connection
from headwater.graph.stores.neo4j.properties import NAME_CHARS
from headwater.graph.stores.neo4j.store import Neo4jStore
from tests.graph.making import AT, DAY, brand, facility, finding, load, source_line, supplies
from tests.neo4j.server import Neo4jServer, wipe

on_server = pytest.mark.neo4j

HOSTILE = (
    "Robert'); MATCH (n) DETACH DELETE n //",
    '"}) SET n:Evil WITH n MATCH (m) DELETE m //',
    "`Supplier` {id: $rows}",
    "<script>alert(1)</script>",
    "=HYPERLINK('x')",
    "\u202egnp.exe Mill",
    "恒源纺织 \U0001f9f5 ÅÅ",
    "back\\slash \\u0027",
    "L" + "o" * 40_000 + "ng",
)


def export(store: Store) -> str:
    return "\n".join(canonical.lines(store))


@on_server
def test_hostile_names_are_only_ever_values(neo4j_url: str, neo4j_server: Neo4jServer) -> None:
    said: list[Any] = [brand("list", "Alma")]
    for n, name in enumerate(HOSTILE):
        said += [facility("list", f"name:{name}"[:500], name, "TR", row=n + 2)]
        said += [supplies("list", f"name:{name}"[:500], "brand:alma", product=name[:50], row=n + 2)]
    with open_store(neo4j_url, make=True) as store:
        load(store, "list", said)
        ids = [f"name:{name}"[:500] for name in HOSTILE]
        got = store.get(ids, viewer=PUBLIC, as_of=DAY)
        assert [got[i].name for i in ids] == list(HOSTILE)
        found = store.neighbours(["brand:alma"], direction="suppliers", viewer=PUBLIC, as_of=DAY)
        assert sorted(d.start for d in found) == sorted(ids)
        for name in HOSTILE:
            hits = store.find(name[:300], viewer=PUBLIC, as_of=DAY)
            assert [h.name for h in hits] == [name], name[:30]
    with neo4j_server.driver() as driver:
        labels = driver.execute_query("CALL db.labels() YIELD label RETURN collect(label)", database_="neo4j")
        names = driver.execute_query("MATCH (f:Facility) RETURN collect(f.name)", database_="neo4j")
    assert "Evil" not in labels.records[0][0]
    assert sorted(names.records[0][0]) == sorted(name[:NAME_CHARS] for name in HOSTILE)


@on_server
def test_a_level_is_compared_as_a_number(neo4j_url: str) -> None:
    with open_store(neo4j_url, make=True) as store:
        load(
            store,
            "list",
            [facility("list", "row:list:1", "Seen"), facility("list", "row:list:2", "Sealed", visibility=3)],
        )
        for level, names in ((0, ["Seen"]), (2, ["Seen"]), (3, ["Sealed", "Seen"])):
            said = store.statements(viewer=Viewer(level), as_of=DAY, kinds=["facility"])
            assert sorted(s.props["name"] for s in said) == names


@on_server
def test_a_transaction_that_is_repeated_leaves_the_same(
    neo4j_url: str, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver repeats one whose answer was lost, although it was committed."""
    with open_store(neo4j_url, make=True) as store:
        history(store)
        expected, log = export(store), store.loads()
    wipe(neo4j_server)
    once = Connection.write

    def twice(self: Connection, work: Any) -> Any:
        once(self, work)
        return once(self, work)

    monkeypatch.setattr(Connection, "write", twice)
    with open_store(neo4j_url, make=True) as store:
        history(store)
        assert (export(store), store.loads()) == (expected, log)


def history(store: Store) -> None:
    """A load, a newer version that lacks some, a decision, a retraction."""
    old = [facility("a", f"row:a:{n}", f"Mill {n}", "TR", dated="2024") for n in range(8)]
    load(store, "a", [source_line("a", "2024"), *old], dated="2024")
    load(store, "b", [facility("b", f"row:b:{n}", f"Mill {n}", "TR") for n in range(4)])
    new = [facility("a", f"row:a:{n}", f"Mill {n}", "TR", dated="2025") for n in range(6)]
    load(store, "a", [source_line("a", "2025"), *new], dated="2025")
    store.decide([PartyDecision("row:a:0", "row:a:1", "same", by="A. Person")], at=AT)
    store.decide([PartyDecision("row:a:0", "row:b:0", "apart", by="A. Person")], at=AT)
    store.decide([PartyDecision("row:a:0", "row:a:1", "apart", by="A. Person")], at=AT)
    store.retract("b", at=AT)


# -- the same as sqlite


@on_server
@pytest.mark.parametrize("seed", range(3))
def test_any_history_gives_sqlites_export(seed: int, neo4j_url: str, tmp_path: Path) -> None:
    rng = random.Random(seed)
    ours = Neo4jStore(neo4j_url, projection=seed == 0, make=True)
    theirs = open_store(f"sqlite:{tmp_path}/parity.db", make=True)
    names = ["Mill", "Dye House", "Nan Yang", "恒源", "Loom"]
    for step in range(10):
        what = rng.choice(["load", "load", "load", "decide", "retract"])
        source, year = rng.choice("abc"), rng.choice([2021, 2022, 2023, 2024])
        said: list[Any] = [source_line(source, str(year)), brand(source, "Alma", dated=str(year))]
        for n in rng.sample(range(9), rng.randrange(9)):
            key = rng.choice([f"row:{source}:{n}", f"oshub:{n}", f"lei:{n}"])
            level = rng.choice([0, 0, 0, 2, 3])
            name, country = f"{rng.choice(names)} {n % 4}", rng.choice(["TR", "VN", None])
            kind = rng.choice(["facility", "facility", "organisation", "person"])
            said.append(facility(source, key, name, country, kind=kind, row=n, dated=str(year), visibility=level))
            said.append(supplies(source, key, "brand:alma", share=rng.choice([None, n / 10]), dated=str(year)))
            said.append(finding(source, f"f{n}", key, dated=str(year), observed=rng.choice([None, "2022-03"])))
        pair = rng.sample([f"row:{s}:{n}" for s in "abc" for n in range(9)], 2)
        verdict = rng.choice(["same", "same", "apart"])
        outcomes = []
        for store in (ours, theirs):
            try:
                if what == "load":
                    done = load(store, source, said, dated=str(year), content=str(step), accept_shrink=True, batch=7)
                    outcomes.append(repr(done))
                elif what == "decide":
                    outcomes.append(repr(store.decide([PartyDecision(*pair, verdict)], at=AT)))
                else:
                    outcomes.append(repr(store.retract(source, at=AT)))
            except (FileRefused, UsageError) as refused:
                outcomes.append(f"{type(refused).__name__} {getattr(refused, 'code', '')}")
        assert outcomes[0] == outcomes[1], (step, what)
        assert export(ours) == export(theirs), (step, what)
    assert ours.loads() == theirs.loads()
    assert (ours.decisions(), ours.links()) == (theirs.decisions(), theirs.links())
    for viewer in (PUBLIC, Viewer(2), Viewer(3, persons=True)):
        for day in ("2021-06-01", "2022-06-01", DAY):
            ids = sorted({*(f"oshub:{n}" for n in range(9)), "brand:alma", "row:a:1"})
            assert ours.get(ids, viewer=viewer, as_of=day) == theirs.get(ids, viewer=viewer, as_of=day)
            for way in ("suppliers", "buyers", "both"):
                mine = ours.neighbours(ids, direction=way, viewer=viewer, as_of=day)
                assert mine == theirs.neighbours(ids, direction=way, viewer=viewer, as_of=day)
            for text in ("mill", "an ya", "dy", "house 1", "恒源", "oshub:3"):
                assert ours.find(text, viewer=viewer, as_of=day) == theirs.find(text, viewer=viewer, as_of=day), text
    ours.close()
    theirs.close()
