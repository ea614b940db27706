"""What only Neo4j has: the way to the server, its errors, the lease, foreign nodes, and parity with sqlite."""

from __future__ import annotations

import json
import random
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from headwater.graph import canonical
from headwater.graph.errors import FileRefused, StoreBusy, StoreError, StoreMismatch, UsageError
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores import open_store
from headwater.graph.stores.base import OWNER, PUBLIC, SCHEMA, LoadKey, Store, Viewer
from headwater.graph.stores.neo4j import lease as leases
from headwater.graph.stores.neo4j.connection import Connection, address, credentials
from headwater.graph.stores.neo4j.store import Neo4jStore
from tests.graph.making import AT, DAY, brand, facility, finding, load, sha, source_line, supplies
from tests.neo4j.server import Neo4jServer, free_ports, wipe

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


# -- URL and credentials


def test_a_url_may_name_the_database() -> None:
    with_name = address("neo4j+s://graph.example:7687/chain")
    assert (with_name.server, with_name.database) == ("neo4j+s://graph.example:7687", "chain")
    without = address("bolt://127.0.0.1:7687")
    assert (without.server, without.database) == ("bolt://127.0.0.1:7687", None)
    assert address("neo4j://h:1/d?policy=eu").server == "neo4j://h:1?policy=eu"


@pytest.mark.parametrize("url", ["neo4j://", "neo4j:local", "neo4j://h:port/d", "neo4j://h/a/b", "http://h/d"])
def test_a_url_that_is_none_of_the_drivers_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="store URL"):
        address(url)


def test_a_password_in_the_url_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match="HEADWATER_NEO4J_PASSWORD") as caught:
        address("neo4j://maria:hunter2@graph.example:7687/chain")
    assert "hunter2" not in str(caught.value)
    assert "maria" not in str(caught.value)
    assert "neo4j://graph.example:7687/chain" in str(caught.value)


def test_user_and_password_come_from_the_environment_or_its_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from file\n")
    assert credentials({}) is None
    assert credentials({"HEADWATER_NEO4J_PASSWORD": "p"}) == ("neo4j", "p")
    assert credentials({"HEADWATER_NEO4J_USER": "u", "HEADWATER_NEO4J_PASSWORD_FILE": str(secret)}) == (
        "u",
        "from file",
    )
    with pytest.raises(UsageError, match="nowhere"):
        credentials({"HEADWATER_NEO4J_PASSWORD_FILE": str(tmp_path / "nowhere")})
    secret.write_text("")
    with pytest.raises(UsageError, match="empty"):
        credentials({"HEADWATER_NEO4J_PASSWORD_FILE": str(secret)})


def test_a_server_that_is_not_there_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", "hunter2")
    (port,) = free_ports(1)
    for url in (f"neo4j://127.0.0.1:{port}/neo4j", f"bolt://127.0.0.1:{port}"):
        with pytest.raises(StoreError, match="can't be reached") as caught:
            open_store(url, make=True)
        assert caught.value.exit_code == 5
        assert url in str(caught.value)
        assert "check that it runs" in str(caught.value)
        assert "hunter2" not in str(caught.value)


def test_something_else_that_listens_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", "hunter2")
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.01)
        monkeypatch.setattr("headwater.graph.stores.neo4j.connection.CONNECT_SECONDS", 0.5)
        with pytest.raises(StoreError, match="can't be reached"):
            open_store(f"bolt://127.0.0.1:{other.getsockname()[1]}", make=True)


def test_a_host_without_address_is_a_store_error() -> None:
    with pytest.raises(StoreError, match="can't be reached"):
        open_store("bolt://no-such-host.invalid:7687", make=True)


@on_server
def test_a_wrong_password_says_which_variables_to_set(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", "hunter2")
    with pytest.raises(StoreError, match="HEADWATER_NEO4J_PASSWORD") as caught:
        open_store(neo4j_url, make=True)
    assert caught.value.exit_code == 5
    assert "'neo4j'" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    monkeypatch.delenv("HEADWATER_NEO4J_PASSWORD")
    with pytest.raises(StoreError, match="without user and password"):
        open_store(neo4j_url, make=True)


@on_server
def test_a_database_that_the_server_lacks_is_named(neo4j_url: str) -> None:
    with pytest.raises(StoreError, match="no database named 'elsewhere'"):
        open_store(neo4j_url.replace("/neo4j", "/elsewhere").replace("neo4j://", "bolt://"), make=True)


# -- whose database, which schema


@on_server
def test_a_database_with_somebody_elses_nodes_is_refused_untouched(neo4j_url: str, neo4j_server: Neo4jServer) -> None:
    with neo4j_server.driver() as driver:
        driver.execute_query("CREATE (:Movie {title: 'Heat'})", database_="neo4j")
        with pytest.raises(StoreMismatch, match="Movie") as caught:
            open_store(neo4j_url, make=True)
        assert caught.value.exit_code == 2
        held = driver.execute_query("MATCH (n) RETURN collect(labels(n))", database_="neo4j").records[0][0]
    assert held == [["Movie"]]


@on_server
def test_a_newer_schema_is_refused(neo4j_url: str, neo4j_server: Neo4jServer) -> None:
    open_store(neo4j_url, make=True).close()
    with neo4j_server.driver() as driver:
        found = driver.execute_query("MATCH (s:HeadwaterState) RETURN s.schema, s.revision", database_="neo4j")
        assert found.records[0].values() == [SCHEMA, 0]
        driver.execute_query("MATCH (s:HeadwaterState) SET s.schema = $n", n=SCHEMA + 1, database_="neo4j")
    with pytest.raises(StoreMismatch, match="newer headwater"):
        open_store(neo4j_url, make=True)


@on_server
def test_a_new_database_has_its_constraints_and_indexes_online(neo4j_url: str, neo4j_server: Neo4jServer) -> None:
    open_store(neo4j_url, make=True).close()
    with neo4j_server.driver() as driver:
        shown = driver.execute_query(
            "SHOW INDEXES YIELD name, type, state, owningConstraint", database_="neo4j"
        ).records
    ours = {r["name"]: r for r in shown if r["name"].startswith("headwater")}
    assert {r["state"] for r in ours.values()} == {"ONLINE"}
    assert ours["headwaterstatement_id"]["owningConstraint"] == "headwaterstatement_id"
    assert ours["headwaterstatement_look"]["type"] == "TEXT"


# -- values


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
    assert sorted(names.records[0][0]) == sorted(HOSTILE)


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


# -- one at a time


@on_server
def test_an_expired_lease_is_taken_over_and_its_holder_writes_nothing_more(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Neo4jStore(neo4j_url, lease=0.4, make=True), Neo4jStore(neo4j_url, make=True)
    monkeypatch.setattr(leases.Lease, "_beat", lambda self: None)
    slept = first.write(LoadKey("list", sha("1")), at=AT)
    slept.put([facility("list", "row:list:1", "Never written")])
    with pytest.raises(StoreBusy, match=r"process [0-9]+ on") as caught:
        second.write(LoadKey("other", sha("2")), at=AT)
    assert caught.value.exit_code == 6
    time.sleep(0.5)
    load(second, "other", [facility("other", "row:other:1", "Written")])
    with pytest.raises(StoreBusy, match="lease ran out"):
        slept.finish()
    names = {s.props["name"] for s in second.statements(viewer=OWNER, as_of=None, kinds=["facility"])}
    assert names == {"Written"}
    assert second.revision() == 1
    first.close()
    second.close()


@on_server
def test_a_lease_lives_as_long_as_its_holder(neo4j_url: str) -> None:
    first, second = Neo4jStore(neo4j_url, lease=1.5, make=True), Neo4jStore(neo4j_url, make=True)
    with first.write(LoadKey("list", sha("1")), at=AT) as writer:
        time.sleep(3.0)
        with pytest.raises(StoreBusy):
            second.write(LoadKey("other", sha("2")), at=AT)
        writer.put([source_line("list")])
        assert writer.finish().revision == 1
    load(second, "other", [source_line("other")])
    first.close()
    second.close()


def test_a_holder_is_gone_only_where_its_end_can_be_seen() -> None:
    me = leases._myself()
    dead = {**me, "pid": 2**22 + 1, "started": "1", "owner": "x"}
    assert leases._gone(json.dumps(dead))
    assert not leases._gone(json.dumps({**dead, "machine": "another"}))
    assert not leases._gone("not json")
    assert leases._gone(json.dumps({**me, "owner": "let go"}))
    assert leases._gone(json.dumps({**me, "pid": 1, "started": "a process before it", "owner": "x"}))


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
